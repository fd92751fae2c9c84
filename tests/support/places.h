// Where the checkout and the build lie, and those of an older version beside it.
#ifndef CONCORDAT_TESTS_SUPPORT_PLACES_H_
#define CONCORDAT_TESTS_SUPPORT_PLACES_H_

#include <optional>
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

// Programs of ours with the migrations and pages that belong to them: folders in which all
// lies as in a checkout and in its build.
struct Version {
  std::string sources, build;

  std::string Source(std::string_view path) const { return std::string(sources).append(path); }
  std::string Program(std::string_view name) const { return std::string(build).append(name); }
};

Version ThisVersion();
// The one in the folder that CONCORDAT_OLDER names, which scripts/build-older prints;
// nothing where it names none.
std::optional<Version> OlderVersion();

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_PLACES_H_
