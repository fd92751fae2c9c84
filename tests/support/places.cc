#include "tests/support/places.h"

#include <algorithm>
#include <filesystem>

namespace concordat::test {

std::string InSources(std::string_view path) {
  return std::string(CONCORDAT_SOURCE_DIR "/").append(path);
}

std::string InBuild(std::string_view path) {
  return std::string(CONCORDAT_BINARY_DIR "/").append(path);
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
