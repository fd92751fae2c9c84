#include "benefits-service/src/amount_sums.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <string_view>

#include "benefits-service/src/work.h"
#include "common/base/text.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

using Filter = std::map<std::string, std::string>;

bool IsOfLines(Expression::Kind kind) {
  return kind == Expression::kBudget || kind == Expression::kForecast ||
         kind == Expression::kActual || kind == Expression::kTarget;
}

bool IsOfResults(Expression::Kind kind) {
  return kind == Expression::kPromised || kind == Expression::kRealised ||
         kind == Expression::kExpectedCost || kind == Expression::kActualCost;
}

// `cashable` for KIND_CASHABLE.
std::string KindWord(v1::Benefit::Kind kind) {
  std::string name = v1::Benefit::Kind_Name(kind);
  name = absl::AsciiStrToLower(name.substr(name.find('_') + 1));
  std::ranges::replace(name, '_', '-');
  return name;
}

bool IsNamed(std::string_view name, std::string_view wanted) {
  return name == wanted || ResourceType::IdOf(name) == wanted ||
         name.ends_with(Concat("/", wanted));
}

// What a filter wants of a key; empty for anything.
std::string_view Wanted(const Filter& filter, const std::string& key) {
  const auto found = filter.find(key);
  return found == filter.end() ? std::string_view() : found->second;
}

bool WantsName(const Filter& filter, const std::string& key, std::string_view name) {
  const std::string_view wanted = Wanted(filter, key);
  return wanted.empty() || IsNamed(name, wanted);
}

bool Passes(const Filter& filter, const v1::Benefit& benefit) {
  const std::string_view group = Wanted(filter, "group"), kind = Wanted(filter, "kind"),
                         cost = Wanted(filter, "cost");
  return WantsName(filter, "benefit", benefit.name()) &&
         (group.empty() || std::ranges::count(benefit.groups(), group) > 0) &&
         (kind.empty() || KindWord(benefit.kind()) == kind) &&
         (cost.empty() || benefit.is_cost() == (cost == "true")) &&
         WantsName(filter, "work", WorkOf(benefit));
}

Pence AmountOf(Expression::Kind kind, const ShareAmounts& amounts) {
  return kind == Expression::kBudget     ? amounts.budget
         : kind == Expression::kForecast ? amounts.forecast
         : kind == Expression::kTarget   ? amounts.target
                                         : amounts.actual;
}

Pence AmountOf(Expression::Kind kind, const v1::ExpectedResult& result) {
  switch (kind) {
    case Expression::kPromised:
      return result.promised_pence();
    case Expression::kRealised:
      return result.realised_pence();
    case Expression::kExpectedCost:
      return result.expected_cost_pence();
    default:
      return result.actual_cost_pence();
  }
}

}  // namespace

void ShareAmounts::Add(const ShareAmounts& other) {
  budget += other.budget;
  forecast += other.forecast;
  actual += other.actual;
  target += other.target;
}

void AmountSums::Name(const Expression& expression) {
  if (IsOfLines(expression.kind) || IsOfResults(expression.kind) ||
      expression.kind == Expression::kCount) {
    sums_[{expression.kind, expression.filter}];
  }
  for (const Expression& argument : expression.arguments) Name(argument);
}

std::set<std::string> AmountSums::Years() const {
  std::set<std::string> years;
  for (const auto& [key, sum] : sums_) {
    if (IsOfLines(key.first)) years.emplace(Wanted(key.second, "year"));
  }
  return years;
}

bool AmountSums::NamesResults() const {
  return std::ranges::any_of(sums_, [](const auto& sum) { return IsOfResults(sum.first.first); });
}

bool AmountSums::NamesBenefits() const {
  return std::ranges::any_of(sums_,
                             [](const auto& sum) { return sum.first.first == Expression::kCount; });
}

void AmountSums::AddShare(const std::string& year, const v1::Benefit& benefit,
                          const std::string& council, const ShareAmounts& amounts) {
  for (auto& [key, sum] : sums_) {
    const auto& [kind, filter] = key;
    if (IsOfLines(kind) && Wanted(filter, "year") == year &&
        WantsName(filter, "council", council) && Passes(filter, benefit)) {
      sum += FromPence(AmountOf(kind, amounts));
    }
  }
}

void AmountSums::AddResult(const v1::ExpectedResult& result) {
  for (auto& [key, sum] : sums_) {
    const auto& [kind, filter] = key;
    if (IsOfResults(kind) && WantsName(filter, "work", WorkOf(result)) &&
        WantsName(filter, "result", result.name())) {
      sum += FromPence(AmountOf(kind, result));
    }
  }
}

void AmountSums::AddBenefit(const v1::Benefit& benefit) {
  for (auto& [key, sum] : sums_) {
    if (key.first == Expression::kCount && Passes(key.second, benefit)) sum += kWhole;
  }
}

Quantity AmountSums::Of(const Expression& amount) const {
  const auto found = sums_.find({amount.kind, amount.filter});
  return found == sums_.end() ? Quantity(0) : found->second;
}

}  // namespace concordat::benefits
