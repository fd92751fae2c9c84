// The version of the suite, `0.1.0`, as CMakeLists.txt states it.
#ifndef CONCORDAT_COMMON_BASE_VERSION_H_
#define CONCORDAT_COMMON_BASE_VERSION_H_

#include <string_view>

namespace concordat {

std::string_view Version();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_VERSION_H_
