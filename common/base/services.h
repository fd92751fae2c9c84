// The one table of services: whatever differs by service is found by its name.
#ifndef CONCORDAT_COMMON_BASE_SERVICES_H_
#define CONCORDAT_COMMON_BASE_SERVICES_H_

#include <array>
#include <string>
#include <string_view>

namespace concordat {

// Each owns the package `concordat.<name>.v1`, is run by `<name>-service`, and is
// found at CONCORDAT_<NAME>_ADDRESS.
inline constexpr std::array<std::string_view, 3> kServices = {"programme", "benefits", "risk"};

// `programme` of `concordat.programme.v1`; empty for a package of no service.
std::string_view ServiceOfPackage(std::string_view package);

// `CONCORDAT_PROGRAMME_ADDRESS` of `programme`.
std::string AddressVariable(std::string_view service);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_SERVICES_H_
