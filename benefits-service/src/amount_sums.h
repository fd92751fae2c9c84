// What the amounts that expressions name come to: `budget(kind=cashable, year=2010-11)`
// is added up over all records, whichever of them are looked at otherwise. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_AMOUNT_SUMS_H_
#define CONCORDAT_BENEFITS_SERVICE_AMOUNT_SUMS_H_

#include <map>
#include <set>
#include <string>
#include <utility>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/pence.h"
#include "benefits-service/src/quantity.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/expected_result.pb.h"

namespace concordat::benefits {

// What a share has in a financial year, or in all, in pence.
struct ShareAmounts {
  Pence budget = 0;
  Pence forecast = 0;
  Pence actual = 0;
  Pence target = 0;

  void Add(const ShareAmounts& other);
};

class AmountSums {
 public:
  // Takes the amounts of an expression among those that are added up.
  void Name(const Expression& expression);

  // The financial years that amounts of lines are named of; empty stands for all.
  std::set<std::string> Years() const;
  bool NamesResults() const;
  bool NamesBenefits() const;

  // Adds a share of a benefit to what is named of a year as Years() has it.
  void AddShare(const std::string& year, const v1::Benefit& benefit, const std::string& council,
                const ShareAmounts& amounts);
  void AddResult(const v1::ExpectedResult& result);
  void AddBenefit(const v1::Benefit& benefit);

  // Of an amount; nought for one that was not named.
  Quantity Of(const Expression& amount) const;

 private:
  using Key = std::pair<Expression::Kind, std::map<std::string, std::string>>;
  std::map<Key, Quantity> sums_;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_AMOUNT_SUMS_H_
