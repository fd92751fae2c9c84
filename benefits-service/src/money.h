// The money of a partnership in one financial year, benefit by benefit: what a financial
// summary is made of, without a word of what it is about.
#ifndef CONCORDAT_BENEFITS_SERVICE_MONEY_H_
#define CONCORDAT_BENEFITS_SERVICE_MONEY_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
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

// The groups that a benefit is in, the widest first; those of the same groups share them.
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

// Makes the money of shares, as they come.
class MoneyMaker {
 public:
  // Of the year that is asked for; empty for the one that is to be shown on the day. The
  // scope must outlive it.
  MoneyMaker(const Scope& scope, absl::CivilDay day, std::string financial_year);
  // Of columns that have been made.
  MoneyMaker(const Scope& scope, MoneyColumns columns);
  // Shares come benefit by benefit.
  void Add(const ShareOutline& share);
  Money Done();

 private:
  struct Line {
    int32_t position = 0;
    BenefitMoney money;
    // By council; the columns are not known before the end.
    std::map<std::string, Pence> budget;
  };

  // Takes the years among those told; what has come is of none that is better to show.
  void AddYears(const ShareOutline& share);
  GroupPath PathOf(const v1::Benefit& benefit);

  const Scope& scope_;
  const absl::CivilDay day_;
  // The one that is asked about, as far as it is known.
  std::string year_;
  const bool is_asked_;
  // Where they have been made.
  std::optional<MoneyColumns> columns_;
  std::set<std::string> years_, councils_;
  std::map<std::vector<std::string>, GroupPath> paths_;
  std::vector<Line> lines_;
};

absl::StatusOr<Money> ReadMoney(const Records& records, MoneyMaker maker);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MONEY_H_
