// How far apart two dates are, as people say it.
#ifndef CONCORDAT_COMMON_BASE_DATE_GAP_H_
#define CONCORDAT_COMMON_BASE_DATE_GAP_H_

#include <string>
#include <string_view>

namespace concordat {

// `1 day`, `2 months`, `3 years`, whichever of the dates comes first: of two days, of two
// months or of two years. Empty for dates of other precisions, for what is none and for
// dates that are the same.
std::string SpokenGap(std::string_view a, std::string_view b);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_DATE_GAP_H_
