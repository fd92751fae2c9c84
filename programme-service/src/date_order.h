// Two dates of one record that must stand in order.
#ifndef CONCORDAT_PROGRAMME_SERVICE_DATE_ORDER_H_
#define CONCORDAT_PROGRAMME_SERVICE_DATE_ORDER_H_

#include <absl/status/status.h>

#include <string>
#include <string_view>

namespace concordat::programme {

// INVALID_ARGUMENT on `field` when `later` lies before `earlier` on every day
// that the partial dates allow. Dates that are not stated are in any order.
absl::Status CheckDateOrder(const std::string& earlier, const std::string& later,
                            std::string_view field);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_DATE_ORDER_H_
