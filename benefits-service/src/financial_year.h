// Financial years, from 1 April to 31 March, by their names: `2010-11`.
#ifndef CONCORDAT_BENEFITS_SERVICE_FINANCIAL_YEAR_H_
#define CONCORDAT_BENEFITS_SERVICE_FINANCIAL_YEAR_H_

#include <absl/time/civil_time.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace concordat::benefits {

// `2011-12` for a day from 1 April 2011 to 31 March 2012.
std::string FinancialYearOf(absl::CivilDay day);

// `2011-12` for 2011, and back; the name must be one.
std::string FinancialYearFrom(int64_t first);
int64_t FirstOf(std::string_view financial_year);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FINANCIAL_YEAR_H_
