#include "tests/support/places.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace concordat::test {

std::string InSources(std::string_view path) { return ThisVersion().Source(path); }

std::string InBuild(std::string_view path) { return ThisVersion().Program(path); }

Version ThisVersion() { return {CONCORDAT_SOURCE_DIR "/", CONCORDAT_BINARY_DIR "/"}; }

std::optional<Version> OlderVersion() {
  const char* const named = std::getenv("CONCORDAT_OLDER");
  if (named == nullptr || *named == '\0') return std::nullopt;
  const std::string folder(named);
  return Version{folder + "/", folder + "/build/release/"};
}

std::vector<std::string> Samples() {
  std::vector<std::string> names;
  for (const auto& folder : std::filesystem::directory_iterator(InSources("samples"))) {
    names.push_back(folder.path().filename());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace concordat::test
