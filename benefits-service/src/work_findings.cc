#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/pence.h"
#include "benefits-service/src/result_text.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"

namespace concordat::benefits {
namespace {

using v1::ExpectedResult;
using v1::StatedFigure;

// Most words of a paper that a reason quotes.
constexpr size_t kMostWords = 3;

// ` (Appendix A)`: without the row, which is what is said already.
std::string Where(type::v1::Locator source) {
  source.clear_row();
  source.clear_column();
  const std::string place = Place(source);
  return place.empty() ? "" : Concat(" (", place, ")");
}

void Say(const std::string& sentence, std::string* reason) {
  if (!sentence.empty()) *reason += Concat(reason->empty() ? "" : " ", sentence);
}

// Says how many lines and results more there are than are named.
void SayMore(const WorkMoney& money, std::string* reason) {
  const auto say = [reason](int64_t count, size_t named, std::string_view what) {
    const int64_t more = count - static_cast<int64_t>(named);
    if (more <= 0) return;
    Say(Concat(more, " more ", what, more == 1 ? " is" : "s are", " alike."), reason);
  };
  say(money.lines.count, money.lines.first.size(), "line");
  say(money.results_count, money.results.size(), "expected result");
}

// Sets what the findings on a piece of work have alike.
ledger::v1::Finding Complete(const WorkMoney& money, FindingDraft draft) {
  draft->set_marking(std::max(draft->marking(), money.lines.marking));
  draft->set_finding_id(FindingId(draft->rule(), {money.work}));
  return draft.Take();
}

void AddEarly(const WorkMoney& money, Findings* findings) {
  const ExpectedResult& first = money.results[0];
  FindingDraft draft("actual-though-too-early", ledger::v1::SEVERITY_WARNING,
                     Concat(Said(money.lines.actual), Where(money.lines.first[0].benefit.source()),
                            " is counted as actual, though it is said to be too early to tell of ",
                            Quoted(first), Where(first.source()), "."));
  for (const LineFacts& line : money.lines.first) {
    draft.Involve(line.benefit)
        .Stated(line.benefit, Concat("actual, ", line.benefit.title()), Said(line.actual));
  }
  for (const ExpectedResult& result : money.results) {
    draft.Involve(result).Stated(result, Concat("too early to tell of ", Quoted(result)),
                                 result.actual());
  }
  SayMore(money, draft->mutable_reason());
  findings->push_back(Complete(money, std::move(draft)));
}

// What the figures say of the ground that the promise and the budget stand on.
struct Grounds {
  std::string financial_year;
  std::set<std::string> promise, budget;
  // The finding that holds figures of both against one another.
  std::string finding;
};

std::string GroundOf(const StatedFigure& figure) {
  std::string ground = figure.basis();
  if (!figure.coverage().empty()) {
    ground += Concat(ground.empty() ? "" : "; ", figure.coverage());
  }
  return ground;
}

// Of each work that has money apart, by its name.
std::map<std::string, Grounds> GroundsOf(const Facts& facts, const Findings& findings) {
  std::map<std::string, Grounds> grounds;
  for (const WorkMoney& money : facts.apart) {
    grounds[money.work].financial_year = money.financial_year;
  }
  // By work and what the figures are said to be the same as.
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> same;
  for (const StatedFigure& figure : facts.figures) {
    const auto found = grounds.find(WorkOf(figure));
    const auto expression = ParseExpression(figure.expression());
    if (found == grounds.end() || !expression.ok()) continue;
    const bool is_promise = expression->kind == Expression::kPromised;
    const bool is_budget = expression->kind == Expression::kBudget &&
                           figure.financial_year() == found->second.financial_year;
    if (!is_promise && !is_budget) continue;
    auto& own = is_promise ? found->second.promise : found->second.budget;
    if (std::string ground = GroundOf(figure); !ground.empty()) own.insert(std::move(ground));
    if (figure.same_as().empty()) continue;
    auto& [promise, budget] = same[{found->first, figure.same_as()}];
    (is_promise ? promise : budget) = figure.name();
  }
  std::map<std::string, std::string> compared;
  for (const ledger::v1::Finding& finding : findings) {
    if (finding.rule() != "figures-differ" && finding.rule() != "figures-not-comparable") continue;
    const std::string id =
        FindingId(finding.rule(), {finding.records().begin(), finding.records().end()});
    for (const std::string& record : finding.records()) compared[record] = id;
  }
  for (const auto& [key, figures] : same) {
    const auto promise = compared.find(figures.first), budget = compared.find(figures.second);
    if (promise == compared.end() || budget == compared.end()) continue;
    if (promise->second == budget->second) grounds[key.first].finding = promise->second;
  }
  return grounds;
}

std::string Listed(std::string_view what, const std::set<std::string>& words) {
  if (words.empty()) return "";
  std::string list;
  size_t listed = 0;
  for (const std::string& word : words) {
    if (listed++ == kMostWords) break;
    list += Concat(list.empty() ? "" : "; ", word);
  }
  return Concat("The ", what, " is stated as: ", list, ".");
}

void AddApart(const WorkMoney& money, const Grounds& grounds, Findings* findings) {
  const std::string& year = money.financial_year;
  const Pence gap = money.promised - money.lines.budget;
  FindingDraft draft("promise-and-budget-apart", ledger::v1::SEVERITY_WARNING,
                     Concat(Said(money.promised), " was promised", Where(money.results[0].source()),
                            ", and ", Said(money.lines.budget), " is budgeted for ", year,
                            Where(money.lines.first[0].benefit.source()), ": ",
                            Said(gap < 0 ? -gap : gap), " apart."));
  for (const LineFacts& line : money.lines.first) {
    draft.Involve(line.benefit)
        .Stated(line.benefit, Concat("budget of ", year, ", ", line.benefit.title()),
                Said(line.budget));
  }
  for (const ExpectedResult& result : money.results) {
    draft.Involve(result).Stated(result, Concat("promised: ", Quoted(result)),
                                 Pounds(result.promised_pence()));
  }
  std::string* reason = draft->mutable_reason();
  Say(Concat("The promise names no financial year, and the budget is of ", year, "."), reason);
  Say(Listed("promise", grounds.promise), reason);
  Say(Listed("budget", grounds.budget), reason);
  SayMore(money, reason);
  draft->set_comparison(ledger::v1::COMPARISON_NOT_COMPARABLE);
  // Figures that are the promise and the budget say so themselves.
  draft->set_repeats(grounds.finding);
  findings->push_back(Complete(money, std::move(draft)));
}

}  // namespace

void AddWorkFindings(const Facts& facts, Findings* findings) {
  for (const WorkMoney& money : facts.early) AddEarly(money, findings);
  const auto grounds = GroundsOf(facts, *findings);
  for (const WorkMoney& money : facts.apart) {
    AddApart(money, grounds.at(money.work), findings);
  }
}

}  // namespace concordat::benefits
