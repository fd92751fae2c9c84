// What the rules of benefits-service look at: the records of one partnership at one
// moment that a rule may find, and sums over all records, found or not.
#ifndef CONCORDAT_BENEFITS_SERVICE_FACTS_H_
#define CONCORDAT_BENEFITS_SERVICE_FACTS_H_

#include <absl/time/civil_time.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/amount_sums.h"
#include "benefits-service/src/work.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/expected_result.pb.h"
#include "concordat/benefits/v1/measure.pb.h"
#include "concordat/benefits/v1/measure_return.pb.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/benefits/v1/stated_figure.pb.h"
#include "concordat/type/v1/marking.pb.h"

namespace concordat::benefits {

// Most records that a finding of many names; the others are counted.
inline constexpr size_t kMostNamed = 10;

// A benefit with its shares.
struct BenefitFacts {
  v1::Benefit benefit;
  std::vector<v1::Share> shares;
};

// A measure with its returns.
struct MeasureFacts {
  v1::Measure measure;
  std::vector<v1::MeasureReturn> returns;
};

// By how much the actuals of a financial year are above its budgets.
struct Variance {
  // Of all lines, and of the lines of costs alone.
  Pence all = 0;
  Pence costs = 0;
  // What each cost adds to it, in the order of the paper.
  std::vector<std::pair<v1::Benefit, Pence>> of_costs;

  // To the good in all, and more than half of that because costs stayed out.
  bool is_unspent_cost() const;
};

// What a benefit comes to, in a financial year or in all.
struct LineFacts {
  v1::Benefit benefit;
  Pence budget = 0;
  Pence actual = 0;
};

// Benefits of which the same is to be said.
struct LinesAlike {
  int64_t count = 0;
  // Of all of them.
  Pence budget = 0;
  Pence actual = 0;
  std::set<std::string> works;
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  // The first ones in the order of the paper.
  std::vector<LineFacts> first;
};

// Adds a line in its place.
void AddAlike(LineFacts line, type::v1::Marking marking, LinesAlike* lines);

// The lines of a financial year with both a budget and an actual, neither of them nought.
struct YearLines {
  std::string financial_year;
  // `partnerships/{partnership}`.
  std::string partnership;
  int64_t with_both = 0;
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;
  // Those whose actual is the budget to the penny.
  LinesAlike equal;
  // Those with budgets of several councils and none of all, and an actual of none of them.
  LinesAlike joint;

  // At least three, and at least half of those with both.
  bool are_suspiciously_equal() const { return equal.count >= 3 && equal.count * 2 >= with_both; }
};

// The money of a piece of work beside what its business case and its review say.
struct WorkMoney {
  std::string work;
  // Of the budgets; empty for actuals, which are of all years.
  std::string financial_year;
  // Promises in money, or what it is too early to tell of: the first ones in the order of
  // the paper, how many there are, and what they promise.
  std::vector<v1::ExpectedResult> results;
  int64_t results_count = 0;
  Pence promised = 0;
  LinesAlike lines;

  // By more than half of the greater; nought is no promise and no budget.
  static bool AreApart(Pence promised, Pence budget);
};

// Adds a result; those of a work come in the order of the paper.
void AddResult(v1::ExpectedResult result, WorkMoney* money);

struct Facts {
  absl::CivilDay day;
  // Each in the order of the paper.
  std::vector<BenefitFacts> benefits;
  std::vector<MeasureFacts> measures;
  std::vector<v1::ExpectedResult> results;
  // In the order of their names.
  std::vector<v1::StatedFigure> figures;
  // By financial year.
  std::map<std::string, Variance> variances;
  // Years in whose lines something is to be said of many.
  std::vector<YearLines> years;
  // Works whose promises are far from the nearest budget of a year; works with actuals of
  // which it is too early to tell.
  std::vector<WorkMoney> apart;
  std::vector<WorkMoney> early;
  // What the amounts that the figures' expressions name come to.
  AmountSums amounts;
};

// What each record comes of, by name; nothing for those that come of no work.
std::map<std::string, std::string> WorkByRecord(const Facts& facts);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FACTS_H_
