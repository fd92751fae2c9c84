#include "programme-service/src/explanation_rules.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <string_view>

#include "common/base/errors.h"
#include "common/resource/resource_type.h"

namespace concordat::programme {
namespace {

constexpr size_t kFindingIdDigits = 32;

}  // namespace

absl::Status CheckExplanation(const v1::Explanation*, v1::Explanation* after) {
  const std::string_view id = ResourceType::IdOf(after->name());
  const bool hexadecimal = std::ranges::all_of(
      id, [](char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); });
  if (id.size() == kFindingIdDigits && hexadecimal) return absl::OkStatus();
  return InvalidField("explanation.name", "is not named after a finding");
}

}  // namespace concordat::programme
