#include "benefits-service/src/regional_saving.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/quantity.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;
using FiguresById = std::map<std::string_view, const StatedFigure*>;

bool IsOfProgramme(const StatedFigure& figure) {
  return figure.subject().find("/programmes/") != std::string::npos;
}

// The figures that one is the sum of; nothing where it is made of anything else.
std::vector<const StatedFigure*> PartsOf(const StatedFigure& figure, const FiguresById& by_id) {
  std::vector<const StatedFigure*> parts;
  const auto expression = ParseExpression(figure.expression());
  if (!expression.ok() || expression->kind != Expression::kSum) return parts;
  for (const Expression& argument : expression->arguments) {
    const auto found =
        argument.kind == Expression::kFigure ? by_id.find(argument.figure) : by_id.end();
    if (found == by_id.end()) return {};
    parts.push_back(found->second);
  }
  return parts;
}

bool IsBudgetOfTasks(const StatedFigure& figure, const std::multimap<std::string, Pence>& budgets) {
  const auto printed = ParseStated(figure);
  const auto [first, last] = budgets.equal_range(figure.subject());
  return printed.ok() && std::any_of(first, last, [&printed](const auto& budget) {
           return printed->Allows(FromPence(budget.second));
         });
}

}  // namespace

absl::CivilDay NearestDayOf(const PartialDate& year, absl::CivilDay day) {
  return std::clamp(day, year.first, year.last);
}

Pence RegionalSaving(Pence cost_alone, Pence budget, int64_t councils) {
  return cost_alone * councils - budget;
}

std::vector<UnpricedBudgetOf> FindUnpricedBudgets(
    const std::vector<StatedFigure>& figures, const std::multimap<std::string, Pence>& budgets) {
  std::vector<UnpricedBudgetOf> unpriced;
  if (budgets.empty()) return unpriced;
  FiguresById by_id;
  for (const StatedFigure& figure : figures) {
    by_id.emplace(ResourceType::IdOf(figure.name()), &figure);
  }
  std::set<std::string> told;
  for (const StatedFigure& total : figures) {
    const auto parts = PartsOf(total, by_id);
    const bool is_of_tasks = std::ranges::any_of(
        parts, [&](const StatedFigure* part) { return IsBudgetOfTasks(*part, budgets); });
    if (!is_of_tasks) continue;
    for (const StatedFigure* part : parts) {
      if (!IsOfProgramme(*part) || budgets.contains(part->subject())) continue;
      if (told.insert(part->subject()).second) unpriced.push_back({part, &total});
    }
  }
  return unpriced;
}

}  // namespace concordat::benefits
