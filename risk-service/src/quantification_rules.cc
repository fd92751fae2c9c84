#include "risk-service/src/quantification_rules.h"

#include "common/base/text.h"

namespace concordat::risk {
namespace {

void CheckLognormal(const std::string& field, const v1::Quantification& quantification,
                    std::vector<FieldViolation>* violations) {
  const int64_t low = quantification.low_pence();
  if (low < 1)
    violations->push_back({Concat(field, ".low_pence"), "is at least a penny for a lognormal"});
  if (quantification.mode_pence() != 0)
    violations->push_back(
        {Concat(field, ".mode_pence"), "is for other shapes: a lognormal has its two ends"});
  if (quantification.high_pence() < low)
    violations->push_back({Concat(field, ".high_pence"), "is below low_pence"});
  else if (low >= 1 && quantification.high_pence() / low > kWidestLognormal)
    violations->push_back({Concat(field, ".high_pence"), "is more than 10,000 times low_pence"});
}

}  // namespace

void CheckQuantification(const std::string& field, const v1::Quantification& quantification,
                         std::vector<FieldViolation>* violations) {
  switch (quantification.shape()) {
    case v1::IMPACT_SHAPE_TRIANGULAR:
    case v1::IMPACT_SHAPE_PERT:
      if (quantification.mode_pence() < quantification.low_pence())
        violations->push_back({Concat(field, ".mode_pence"), "is below low_pence"});
      if (quantification.high_pence() < quantification.mode_pence())
        violations->push_back({Concat(field, ".high_pence"), "is below mode_pence"});
      break;
    case v1::IMPACT_SHAPE_LOGNORMAL:
      CheckLognormal(field, quantification, violations);
      break;
    default:
      violations->push_back({Concat(field, ".shape"), "is missing"});
  }
}

}  // namespace concordat::risk
