// The money of a partnership in one financial year, benefit by benefit: what a financial
// summary is made of, without a word of what it is about.
#ifndef CONCORDAT_BENEFITS_SERVICE_MONEY_H_
#define CONCORDAT_BENEFITS_SERVICE_MONEY_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/pence.h"
#include "benefits-service/src/share_reading.h"
#include "benefits-service/src/tables.h"
#include "common/findings/finding_scope.h"

namespace concordat::benefits {

// What a benefit, or a group of benefits, comes to.
struct Amounts {
  // By the place of the council among the columns.
  std::map<int, Pence> budget;
  Pence total_budget = 0;
  Pence actual = 0;

  void Add(const Amounts& other);
  // Costs stand negative, so that more is to the good for savings and costs alike.
  Pence variance() const { return actual - total_budget; }
  bool CanBeTold() const;
};

// The groups that a benefit is in, the widest first; benefits that follow one another
// share theirs.
using GroupPath = std::shared_ptr<const std::vector<std::string>>;

struct BenefitMoney {
  std::string benefit;
  GroupPath groups;
  Amounts amounts;
};

// Of the years with more than a forecast the one that a board reads on a day: the financial
// year of the day, or else the newest before it, or else the first after it. Empty for none.
std::string YearToShow(const std::set<std::string>& years, absl::CivilDay day);

// What a summary is of: a financial year, and the councils with shares in the order of
// their names.
struct MoneyColumns {
  std::string financial_year;
  // Those that are not shown, in their order.
  std::vector<std::string> other_years;
  std::vector<std::string> councils;

  // -1 for none of them.
  int PlaceOf(const std::string& council) const;
};

struct Money {
  MoneyColumns columns;
  // Those with an amount in the year, in the order of the paper.
  std::vector<BenefitMoney> benefits;
};

// Of the year that is asked for; empty for the one that is to be shown.
absl::StatusOr<MoneyColumns> ReadMoneyColumns(const Records& records, const Scope& scope,
                                              const std::string& financial_year);
MoneyColumns MoneyColumnsOf(const std::vector<ShareOutline>& shares, const Scope& scope,
                            absl::CivilDay day);

// Makes the money of the sums of shares, as they come.
class MoneyMaker {
 public:
  // The scope must outlive it.
  MoneyMaker(const Scope& scope, MoneyColumns columns);
  // The one that is asked about.
  const std::string& year() const { return money_.columns.financial_year; }
  void Add(const ShareSums& share);
  Money Done() { return std::move(money_); }

 private:
  const Scope& scope_;
  Money money_;
};

absl::StatusOr<Money> ReadMoney(const Records& records, const Scope& scope, MoneyColumns columns);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MONEY_H_
