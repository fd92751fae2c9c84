#include "benefits-service/src/expression.h"

#include <absl/strings/ascii.h>

#include <algorithm>

#include "common/base/text.h"

namespace concordat::benefits {
namespace {

// Ten thousand million pounds squared still fits; nothing real comes near.
const Quantity kLargest = Quantity(1'000'000'000'000'000) * kWhole;

absl::StatusOr<Quantity> Bounded(Quantity quantity) {
  if (quantity < -kLargest || quantity > kLargest) {
    return absl::FailedPreconditionError("a figure becomes too large");
  }
  return quantity;
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

class Evaluator {
 public:
  explicit Evaluator(const Facts& facts) : facts_(facts) {}

  absl::StatusOr<Quantity> Value(const Expression& e) const {
    switch (e.kind) {
      case Expression::kFigure:
        return Figure(e.figure);
      case Expression::kBudget:
        return Lines(e, v1::ShareLine::KIND_BUDGET);
      case Expression::kForecast:
        return Lines(e, v1::ShareLine::KIND_FORECAST);
      case Expression::kActual:
        return Lines(e, v1::ShareLine::KIND_ACTUAL);
      case Expression::kPromised:
      case Expression::kRealised:
      case Expression::kExpectedCost:
      case Expression::kActualCost:
        return Results(e);
      case Expression::kCount:
        return Quantity(std::ranges::count_if(
                   facts_.benefits, [&](const auto& b) { return Passes(e, b.benefit); })) *
               kWhole;
      default:
        return Combined(e);
    }
  }

 private:
  absl::StatusOr<Quantity> Combined(const Expression& e) const {
    std::vector<Quantity> values;
    for (const Expression& argument : e.arguments) {
      auto value = Value(argument);
      if (!value.ok()) return value;
      values.push_back(*value);
    }
    switch (e.kind) {
      case Expression::kDifference:
        return Bounded(values[0] - values[1]);
      case Expression::kProduct:
        return Bounded(values[0] * (values[1] / kWhole) +
                       values[0] * (values[1] % kWhole) / kWhole);
      case Expression::kPercentage:
        if (values[1] == 0) return absl::FailedPreconditionError("per cent of nought");
        return Bounded(values[0] * 100 * kWhole / values[1]);
      default:
        Quantity sum = 0;
        for (const Quantity value : values) sum += value;
        return Bounded(sum);
    }
  }

  absl::StatusOr<Quantity> Figure(const std::string& id) const {
    for (const v1::StatedFigure& figure : facts_.figures) {
      if (ResourceType::IdOf(figure.name()) != id) continue;
      auto printed = ParsePrinted(figure.amount(), figure.unit());
      if (!printed.ok()) return printed.status();
      return printed->value;
    }
    return absl::FailedPreconditionError(Concat("there is no figure \"", id, "\""));
  }

  static std::string Wanted(const Expression& e, const std::string& key) {
    const auto found = e.filter.find(key);
    return found == e.filter.end() ? "" : found->second;
  }

  static bool Passes(const Expression& e, const v1::Benefit& benefit) {
    const std::string id = Wanted(e, "benefit"), group = Wanted(e, "group"),
                      kind = Wanted(e, "kind"), cost = Wanted(e, "cost"), work = Wanted(e, "work");
    return (id.empty() || IsNamed(benefit.name(), id)) &&
           (group.empty() || std::ranges::count(benefit.groups(), group) > 0) &&
           (kind.empty() || KindWord(benefit.kind()) == kind) &&
           (cost.empty() || benefit.is_cost() == (cost == "true")) &&
           (work.empty() || IsNamed(WorkOf(benefit), work));
  }

  absl::StatusOr<Quantity> Lines(const Expression& e, v1::ShareLine::Kind kind) const {
    const std::string council = Wanted(e, "council"), year = Wanted(e, "year");
    Quantity sum = 0;
    for (const BenefitFacts& held : facts_.benefits) {
      if (!Passes(e, held.benefit)) continue;
      for (const v1::Share& share : held.shares) {
        if (!council.empty() && !IsNamed(share.council(), council)) continue;
        for (const v1::ShareLine& line : share.lines()) {
          const bool counts =
              line.kind() == kind && (year.empty() || line.financial_year() == year);
          if (counts) sum += FromPence(line.amount_pence());
        }
      }
    }
    return Bounded(sum);
  }

  absl::StatusOr<Quantity> Results(const Expression& e) const {
    const std::string work = Wanted(e, "work"), id = Wanted(e, "result");
    Quantity sum = 0;
    for (const v1::ExpectedResult& result : facts_.results) {
      if (!work.empty() && !IsNamed(WorkOf(result), work)) continue;
      if (!id.empty() && !IsNamed(result.name(), id)) continue;
      sum += FromPence(Pence(e.kind, result));
    }
    return Bounded(sum);
  }

  static int64_t Pence(Expression::Kind kind, const v1::ExpectedResult& result) {
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

  const Facts& facts_;
};

}  // namespace

absl::StatusOr<Quantity> Evaluate(const Expression& expression, const Facts& facts) {
  return Evaluator(facts).Value(expression);
}

}  // namespace concordat::benefits
