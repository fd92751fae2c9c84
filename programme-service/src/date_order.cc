#include "programme-service/src/date_order.h"

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::programme {

absl::Status CheckDateOrder(const std::string& earlier, const std::string& later,
                            std::string_view field) {
  const auto first = ParsePartialDate(earlier);
  const auto second = ParsePartialDate(later);
  if (!first.ok() || !second.ok()) return absl::OkStatus();
  if (CompareDates(*second, *first) != DateOrder::kBefore) return absl::OkStatus();
  return InvalidField(field, Concat(later, " lies before ", earlier));
}

}  // namespace concordat::programme
