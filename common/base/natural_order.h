// The order in which people read references: `2.` before `10.`, `B` after `A`.
#ifndef CONCORDAT_COMMON_BASE_NATURAL_ORDER_H_
#define CONCORDAT_COMMON_BASE_NATURAL_ORDER_H_

#include <string_view>

namespace concordat {

// True when `a` comes before `b`: runs of digits compare as numbers of any
// length, all else as bytes.
bool NaturallyBefore(std::string_view a, std::string_view b);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_NATURAL_ORDER_H_
