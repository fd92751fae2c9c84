#include "benefits-service/src/financial_year.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_format.h>

#include "common/base/text.h"

namespace concordat::benefits {

std::string FinancialYearOf(absl::CivilDay day) {
  return FinancialYearFrom(day.month() < 4 ? day.year() - 1 : day.year());
}

std::string FinancialYearFrom(int64_t first) {
  return absl::StrFormat("%04d-%02d", first, (first + 1) % 100);
}

int64_t FirstOf(std::string_view financial_year) {
  int64_t first = 0;
  return absl::SimpleAtoi(ToAbsl(financial_year.substr(0, 4)), &first) ? first : 0;
}

}  // namespace concordat::benefits
