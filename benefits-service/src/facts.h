// What the rules of benefits-service look at: the records of one partnership at one
// moment that a rule may find, and sums over all records, found or not.
#ifndef CONCORDAT_BENEFITS_SERVICE_FACTS_H_
#define CONCORDAT_BENEFITS_SERVICE_FACTS_H_

#include <absl/time/civil_time.h>

#include <cstddef>
#include <map>
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
  // What the amounts that the figures' expressions name come to.
  AmountSums amounts;
};

// What each record comes of, by name; nothing for those that come of no work.
std::map<std::string, std::string> WorkByRecord(const Facts& facts);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FACTS_H_
