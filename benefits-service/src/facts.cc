#include "benefits-service/src/facts.h"

namespace concordat::benefits {

bool Variance::is_unspent_cost() const { return all > 0 && costs * 2 > all; }

std::map<std::string, std::string> WorkByRecord(const Facts& facts) {
  std::map<std::string, std::string> works;
  for (const BenefitFacts& held : facts.benefits) {
    works[held.benefit.name()] = WorkOf(held.benefit);
    for (const v1::Share& share : held.shares) works[share.name()] = WorkOf(held.benefit);
  }
  for (const auto& [year, variance] : facts.variances) {
    for (const auto& [benefit, pence] : variance.of_costs) works[benefit.name()] = WorkOf(benefit);
  }
  for (const MeasureFacts& held : facts.measures) {
    works[held.measure.name()] = WorkOf(held.measure);
    for (const auto& given : held.returns) works[given.name()] = WorkOf(held.measure);
  }
  for (const auto& result : facts.results) works[result.name()] = WorkOf(result);
  for (const auto& figure : facts.figures) works[figure.name()] = WorkOf(figure);
  return works;
}

}  // namespace concordat::benefits
