#include "benefits-service/src/regional_findings.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "benefits-service/src/figure_text.h"
#include "benefits-service/src/pence.h"
#include "common/base/cut.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

using v1::RegionalTask;

constexpr size_t kMostWords = 80;

std::string Titled(const RegionalTask& task) {
  const std::string_view first = task.tasks().empty() ? "" : std::string_view(task.tasks(0));
  return Concat("\"", CutTo(kMostWords, first), "\" of ", ResourceType::IdOf(task.programme()));
}

// Adds what is printed beside what the tasks come to where they are apart.
void AddAmount(const RegionalTask& total, std::string_view what, Pence printed, Pence computed,
               FindingDraft* draft, std::string* said) {
  if (printed == computed) return;
  *said += Concat(said->empty() ? "" : "; ", Said(printed), " of ", what, ", and they come to ",
                  Said(computed));
  draft->Stated(total, std::string(what), Said(printed));
  draft->Computed(total, Concat(what, " of its tasks"), Said(computed));
}

void CheckTotal(const RegionalTask& total, const RegionalSums& sums, Findings* findings) {
  FindingDraft draft("regional-total-differs", ledger::v1::SEVERITY_ERROR, "");
  std::string said;
  AddAmount(total, "budget", total.budget_pence(), sums.budget, &draft, &said);
  AddAmount(total, "cost alone", total.cost_alone_pence(), sums.cost_alone, &draft, &said);
  // Savings that are not all printed add up to nothing that is.
  if (total.has_printed_saving_pence() && sums.with_printed == sums.tasks) {
    AddAmount(total, "saving", total.printed_saving_pence(), sums.printed, &draft, &said);
  }
  if (said.empty()) return;
  draft.Involve(total);
  draft->set_summary(Concat(Titled(total), " is a total over ", sums.tasks, " lines: ", said, "."));
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

void CheckSaving(const RegionalTask& task, const CouncilsByDocument& councils, Findings* findings) {
  if (task.is_total() || !task.has_printed_saving_pence()) return;
  const auto found = councils.find(task.source().document());
  const bool is_overhead = task.cost_alone_pence() == 0;
  if (found == councils.end() && !is_overhead) return;
  const int64_t number = is_overhead ? 0 : found->second;
  const Pence saving = RegionalSaving(task.cost_alone_pence(), task.budget_pence(), number);
  if (saving == task.printed_saving_pence()) return;
  const std::string reckoned =
      is_overhead
          ? Concat("a line that costs no council anything alone saves less its budget of ",
                   Said(task.budget_pence()))
          : Concat(Said(task.cost_alone_pence()), " alone for each of ", number,
                   " councils, as in most lines of the paper, less ", Said(task.budget_pence()));
  FindingDraft draft("regional-saving-differs", ledger::v1::SEVERITY_ERROR,
                     Concat(Titled(task), ": a saving of ", Said(task.printed_saving_pence()),
                            " is printed, and ", reckoned, ": ", Said(saving), "."));
  draft.Involve(task).Stated(task, "saving", Said(task.printed_saving_pence()));
  draft.Stated(task, "cost alone", Said(task.cost_alone_pence()));
  draft.Stated(task, "budget", Said(task.budget_pence()));
  draft.Computed(task, "saving reckoned", Said(saving));
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

void AddUnpriced(const RegionalFacts& facts, const std::vector<v1::StatedFigure>& figures,
                 Findings* findings) {
  std::multimap<std::string, Pence> budgets;
  for (const RegionalTable& table : facts.tables) {
    budgets.emplace(table.sums.programme, table.sums.budget);
  }
  for (const auto& [figure, total] : FindUnpricedBudgets(figures, budgets)) {
    FindingDraft draft(
        "budget-outside-saving", ledger::v1::SEVERITY_WARNING,
        Concat(figure->label(), ", ", Shown(*figure), " (", Place(figure->source()),
               "), is part of ", total->label(), ", ", Shown(*total), ", and no task is priced in ",
               ResourceType::IdOf(figure->subject()), ": the regional saving leaves it out."));
    for (const v1::StatedFigure* one : {figure, total}) {
      draft.Involve(*one).Stated(*one, one->label(), Shown(*one));
    }
    findings->push_back(draft.Take());
  }
}

}  // namespace

void AddRegionalFindings(const RegionalFacts& facts, const std::vector<v1::StatedFigure>& figures,
                         Findings* findings) {
  for (const RegionalTask& task : facts.tasks) {
    CheckSaving(task, facts.councils, findings);
    if (!task.is_total()) continue;
    const auto table = std::ranges::find_if(
        facts.tables, [&task](const RegionalTable& one) { return one.IsOf(task); });
    if (table != facts.tables.end()) CheckTotal(task, table->sums, findings);
  }
  AddUnpriced(facts, figures, findings);
  IdentifyFindings(findings);
}

}  // namespace concordat::benefits
