#include "tests/support/places.h"

namespace concordat::test {

std::string InSources(std::string_view path) {
  return std::string(CONCORDAT_SOURCE_DIR "/").append(path);
}

std::string InBuild(std::string_view path) {
  return std::string(CONCORDAT_BINARY_DIR "/").append(path);
}

}  // namespace concordat::test
