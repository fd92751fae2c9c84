// Where the checkout and the build lie.
#ifndef CONCORDAT_TESTS_SUPPORT_PLACES_H_
#define CONCORDAT_TESTS_SUPPORT_PLACES_H_

#include <string>
#include <string_view>
#include <vector>

namespace concordat::test {

// The path of a file of the checkout, `docs/reference/access.md`.
std::string InSources(std::string_view path);
// The path of something that was built, `programme-service`.
std::string InBuild(std::string_view path);
// The bundles of the checkout, the names of the folders in samples/ in order.
std::vector<std::string> Samples();

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_PLACES_H_
