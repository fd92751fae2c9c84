#include "benefits-service/src/year_findings.h"

#include <algorithm>
#include <string>

#include "benefits-service/src/findings.h"
#include "benefits-service/src/pence.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"

namespace concordat::benefits {
namespace {

constexpr char kEqual[] = "actuals-equal-budgets";
constexpr char kJoint[] = "actuals-not-split";

std::string IdOf(std::string_view rule, const YearLines& lines) {
  return FindingId(rule, {Concat(lines.partnership, "/", lines.financial_year)});
}

// Names the first lines and says how many more there are.
void Complete(const YearLines& year, const LinesAlike& lines, std::string reason,
              FindingDraft* draft) {
  for (const LineFacts& line : lines.first) {
    draft->Involve(line.benefit)
        .Stated(line.benefit, Concat("budget and actual, ", line.benefit.title()),
                Concat(Said(line.budget), " and ", Said(line.actual)));
  }
  const int64_t more = lines.count - static_cast<int64_t>(lines.first.size());
  if (more > 0) {
    reason += more == 1 ? " One more line is alike." : Concat(" ", more, " more lines are alike.");
  }
  ledger::v1::Finding& finding = *draft->operator->();
  finding.set_reason(std::move(reason));
  finding.set_finding_id(IdOf(finding.rule(), year));
  finding.set_marking(std::max(finding.marking(), lines.marking));
}

void AddEqual(const YearLines& year, Findings* findings) {
  FindingDraft draft(
      kEqual, ledger::v1::SEVERITY_INFORMATION,
      Concat("In ", year.equal.count, " of the ", year.with_both, " lines of ", year.financial_year,
             " that have both, the actual is exactly the budget: ", Said(year.equal.actual),
             " in all."));
  Complete(year, year.equal,
           "What comes about is seldom just what was planned: the budgets may stand as actuals.",
           &draft);
  draft->set_marking(std::max(draft->marking(), year.marking));
  findings->push_back(draft.Take());
}

void AddJoint(const YearLines& year, Findings* findings) {
  const LinesAlike& lines = year.joint;
  const bool one = lines.count == 1;
  FindingDraft draft(
      kJoint, ledger::v1::SEVERITY_INFORMATION,
      Concat("The ", one ? "budget" : "budgets", " of ", lines.count, one ? " line" : " lines",
             " of ", year.financial_year, ", ", Said(lines.budget), " in all, ", one ? "is" : "are",
             " given for each council, and the ", one ? "actual" : "actuals", ", ",
             Said(lines.actual), ", only for all councils together."));
  Complete(year, lines, "What each council saved is not told.", &draft);
  findings->push_back(draft.Take());
}

}  // namespace

std::map<std::string, const std::set<std::string>*> WorksOfYearFindings(const Facts& facts) {
  std::map<std::string, const std::set<std::string>*> works;
  for (const YearLines& year : facts.years) {
    works[IdOf(kEqual, year)] = &year.equal.works;
    works[IdOf(kJoint, year)] = &year.joint.works;
  }
  return works;
}

void AddYearFindings(const Facts& facts, Findings* findings) {
  for (const YearLines& year : facts.years) {
    if (year.are_suspiciously_equal()) AddEqual(year, findings);
    if (year.joint.count > 0) AddJoint(year, findings);
  }
}

}  // namespace concordat::benefits
