// Configuration from the environment, checked whole at start: every value that
// is missing or wrong is named in one sentence. Secrets come from files.
#ifndef CONCORDAT_COMMON_BASE_ENVIRONMENT_H_
#define CONCORDAT_COMMON_BASE_ENVIRONMENT_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

namespace concordat {

// Reads variables and gathers what is wrong with them.
class EnvironmentReader {
 public:
  std::string Text(const char* name, std::string_view fallback = "");
  std::string Required(const char* name);
  int Number(const char* name, int fallback, int minimum, int maximum);
  // The content of the file that the variable names, without trailing line ends.
  std::string FileContent(const char* name);
  // Adds what a variable's value turned out to be wrong in.
  void Refuse(std::string sentence) { wrong_.push_back(std::move(sentence)); }
  // OK, or FAILED_PRECONDITION with everything that is wrong.
  absl::Status status() const;

 private:
  std::vector<std::string> wrong_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_ENVIRONMENT_H_
