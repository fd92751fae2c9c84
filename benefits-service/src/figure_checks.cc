#include "benefits-service/src/figure_checks.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "benefits-service/src/evaluator.h"
#include "benefits-service/src/expression.h"
#include "common/findings/finding_id.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

FigureCheck Check(const StatedFigure& figure, const Evaluator& evaluator) {
  FigureCheck check = {.figure = &figure, .computed = Quantity(0), .printed = {}};
  const auto printed = ParseStated(figure);
  const auto expression = ParseExpression(figure.expression());
  if (!printed.ok()) {
    check.computed = printed.status();
  } else if (!expression.ok()) {
    check.computed = expression.status();
  } else {
    check.printed = *printed;
    check.computed = evaluator.Value(*expression);
  }
  return check;
}

// Tells of figures that differ which follow from which.
class Follower {
 public:
  Follower(Evaluator evaluator, std::vector<FigureCheck>& checks)
      : evaluator_(std::move(evaluator)) {
    for (FigureCheck& check : checks) {
      if (check.differs()) differing_[ResourceType::IdOf(check.figure->name())] = &check;
    }
  }

  void Follow() {
    for (auto& [id, check] : differing_) {
      if (!followed_.contains(id)) FollowOne(id, check);
    }
  }

 private:
  void FollowOne(std::string_view own, FigureCheck* check) {
    const auto expression = ParseExpression(check->figure->expression());
    for (const std::string& id : ReferencesOf(*expression)) {
      const auto other = differing_.find(id);
      // What is followed follows none, so that there is no going in circles.
      if (other == differing_.end() || id == own || other->second->follows != nullptr) continue;
      evaluator_.Correct(id, *other->second->computed);
      const auto value = evaluator_.Value(*expression);
      if (!value.ok() || !check->printed.Allows(*value)) continue;
      check->follows = other->second->figure;
      followed_.insert(other->first);
      return;
    }
  }

  Evaluator evaluator_;
  std::map<std::string_view, FigureCheck*, std::less<>> differing_;
  std::set<std::string_view> followed_;
};

}  // namespace

std::vector<FigureCheck> CheckFigures(const Facts& facts) {
  const Evaluator evaluator(facts.figures, facts.amounts);
  std::vector<FigureCheck> checks;
  for (const StatedFigure& figure : facts.figures) {
    if (!figure.expression().empty()) checks.push_back(Check(figure, evaluator));
  }
  Follower(evaluator, checks).Follow();
  return checks;
}

std::string DifferingFindingOf(const StatedFigure& figure) {
  return FindingId("stated-figure-differs", {figure.name()});
}

}  // namespace concordat::benefits
