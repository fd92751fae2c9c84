#include "common/base/services.h"

#include <absl/strings/ascii.h>

#include <algorithm>

#include "common/base/text.h"

namespace concordat {

std::string_view ServiceOfPackage(std::string_view package) {
  constexpr std::string_view kPrefix = "concordat.";
  if (!package.starts_with(kPrefix)) return {};
  package.remove_prefix(kPrefix.size());
  const auto found = std::ranges::find(kServices, package.substr(0, package.find('.')));
  return found == kServices.end() ? std::string_view() : *found;
}

std::string AddressVariable(std::string_view service) {
  return Concat("CONCORDAT_", absl::AsciiStrToUpper(ToAbsl(service)), "_ADDRESS");
}

}  // namespace concordat
