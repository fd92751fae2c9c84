#include "benefits-service/src/facts.h"

#include <algorithm>
#include <utility>

namespace concordat::benefits {

bool Variance::is_unspent_cost() const { return all > 0 && costs * 2 > all; }

void AddAlike(LineFacts line, type::v1::Marking marking, LinesAlike* lines) {
  ++lines->count;
  lines->budget += line.budget;
  lines->actual += line.actual;
  lines->marking = std::max(lines->marking, marking);
  if (const std::string& work = WorkOf(line.benefit); !work.empty()) lines->works.insert(work);
  const auto order = [](const LineFacts& one) {
    return std::make_pair(one.benefit.position(), one.benefit.name());
  };
  auto& first = lines->first;
  const auto place = std::ranges::upper_bound(first, order(line), {}, order);
  first.insert(place, std::move(line));
  if (first.size() > kMostNamed) first.pop_back();
}

bool WorkMoney::AreApart(Pence promised, Pence budget) {
  const auto size = [](Pence pence) { return pence < 0 ? -pence : pence; };
  if (promised == 0 || budget == 0) return false;
  return size(promised - budget) * 2 > std::max(size(promised), size(budget));
}

void AddResult(v1::ExpectedResult result, WorkMoney* money) {
  ++money->results_count;
  money->promised += result.promised_pence();
  money->lines.marking = std::max(money->lines.marking, result.marking());
  if (money->results.size() < kMostNamed) money->results.push_back(std::move(result));
}

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
  const auto add_lines = [&works](const LinesAlike& lines) {
    for (const LineFacts& line : lines.first) works[line.benefit.name()] = WorkOf(line.benefit);
  };
  for (const YearLines& year : facts.years) {
    add_lines(year.equal);
    add_lines(year.joint);
  }
  for (const auto* all : {&facts.apart, &facts.early}) {
    for (const WorkMoney& money : *all) {
      add_lines(money.lines);
      for (const auto& result : money.results) works[result.name()] = money.work;
    }
  }
  for (const auto& result : facts.results) works[result.name()] = WorkOf(result);
  for (const auto& figure : facts.figures) works[figure.name()] = WorkOf(figure);
  return works;
}

}  // namespace concordat::benefits
