#include "common/base/environment.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_join.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "common/base/text.h"

namespace concordat {

std::string EnvironmentReader::Text(const char* name, std::string_view fallback) {
  const char* value = std::getenv(name);
  // Unset and empty mean the same: deployments write `NAME=` for "none".
  return value == nullptr || *value == '\0' ? std::string(fallback) : value;
}

std::string EnvironmentReader::Required(const char* name) {
  std::string value = Text(name);
  if (value.empty()) wrong_.push_back(Concat(name, " is not set"));
  return value;
}

int EnvironmentReader::Number(const char* name, int fallback, int minimum, int maximum) {
  const std::string value = Text(name);
  if (value.empty()) return fallback;
  int number = 0;
  if (!absl::SimpleAtoi(value, &number) || number < minimum || number > maximum) {
    wrong_.push_back(Concat(name, " must be a whole number from ", minimum, " to ", maximum));
  }
  return number;
}

std::string EnvironmentReader::FileContent(const char* name) {
  const std::string path = Required(name);
  if (path.empty()) return "";
  std::ifstream file(path, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || content.empty()) {
    wrong_.push_back(Concat(name, ": the file ", path, " cannot be read or is empty"));
  }
  while (content.ends_with('\n') || content.ends_with('\r')) content.pop_back();
  return content;
}

absl::Status EnvironmentReader::status() const {
  if (wrong_.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrJoin(wrong_, "; "));
}

}  // namespace concordat
