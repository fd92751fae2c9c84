#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "benefits-service/src/findings.h"
#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

constexpr char kTwice[] = "shares-counted-twice";

void CheckActual(const BenefitFacts& held, const v1::Share& share, const ShareLine& line,
                 absl::CivilDay day, Findings* findings) {
  if (line.kind() != ShareLine::KIND_ACTUAL) return;
  const auto counted = ParseDay(line.counted_to());
  const bool future = counted.ok() && *counted > day;
  const bool bare = !counted.ok() || line.grade() == ShareLine::GRADE_UNSPECIFIED;
  if (!future && !bare) return;
  FindingDraft draft(
      future ? "actual-in-future" : "actual-without-evidence", ledger::v1::SEVERITY_WARNING,
      Concat(held.benefit.title(), ": the actual of ", line.financial_year(), ", ",
             Pounds(line.amount_pence()),
             future ? Concat(", is counted to ", SpokenDate(line.counted_to()),
                             ", which is yet to come.")
                    : std::string(", has no date or no evidence: it is a forecast.")));
  draft.Involve(share).Stated(share, Concat("actual ", line.financial_year()),
                              Pounds(line.amount_pence()));
  findings->push_back(draft.Take());
}

// An amount with the share that states it.
using SharedLine = std::pair<const v1::Share*, const ShareLine*>;

bool CountTwice(const SharedLine& a, const SharedLine& b) {
  const std::string &first = a.first->council(), &second = b.first->council();
  const bool same_share = a.first == b.first;
  // The joint share holds what is not split, so it overlaps with every council's.
  const bool same_money = first == second || first.empty() || second.empty();
  // A year overlaps with its quarters.
  const bool same_time = a.second->quarter() == b.second->quarter() || a.second->quarter() == 0 ||
                         b.second->quarter() == 0;
  const bool any_money = a.second->amount_pence() != 0 && b.second->amount_pence() != 0;
  return !same_share && same_money && same_time && any_money;
}

// The first finding on each joint share of a benefit: those of other councils say again that
// it holds their money.
using FirstOfJoint = std::map<std::string, std::string>;

std::string RepeatedBy(const SharedLine& a, const SharedLine& b, FirstOfJoint* first) {
  const bool joint = a.first->council().empty();
  if (joint == b.first->council().empty()) return "";
  const std::string id = FindingId(kTwice, {a.first->name(), b.first->name()});
  const auto [found, added] = first->emplace((joint ? a : b).first->name(), id);
  return added || found->second == id ? "" : found->second;
}

void CheckOverlap(const BenefitFacts& held, const std::vector<SharedLine>& lines,
                  FirstOfJoint* first, Findings* findings) {
  for (size_t i = 0; i < lines.size(); ++i) {
    for (size_t j = i + 1; j < lines.size(); ++j) {
      if (!CountTwice(lines[i], lines[j])) continue;
      const std::string year = lines[i].second->financial_year();
      FindingDraft draft(kTwice, ledger::v1::SEVERITY_ERROR,
                         Concat(held.benefit.title(), ": two shares hold the same money of ", year,
                                ", so that it counts twice."));
      for (const SharedLine& line : {lines[i], lines[j]}) {
        draft.Involve(*line.first);
        draft.Stated(*line.first, year, Pounds(line.second->amount_pence()));
      }
      draft->set_repeats(RepeatedBy(lines[i], lines[j], first));
      findings->push_back(draft.Take());
    }
  }
}

}  // namespace

void AddVarianceFindings(const Facts& facts, Findings* findings) {
  for (const auto& [year, variance] : facts.variances) {
    if (!variance.is_unspent_cost()) continue;
    FindingDraft draft(
        "variance-is-unspent-cost", ledger::v1::SEVERITY_WARNING,
        Concat(Said(variance.costs), " of the ", Said(variance.all), " by which ", year,
               " is better than budget is cost that was not spent, not saving."));
    for (const auto& [benefit, pence] : variance.of_costs) {
      draft.Involve(benefit).Stated(benefit, Concat("cost not spent, ", benefit.title()),
                                    Said(pence));
    }
    findings->push_back(draft.Take());
  }
}

void AddEvidenceFindings(const Facts& facts, Findings* findings) {
  for (const BenefitFacts& held : facts.benefits) {
    for (const v1::Share& share : held.shares) {
      for (const ShareLine& line : share.lines()) {
        CheckActual(held, share, line, facts.day, findings);
      }
    }
  }
}

void AddShareFindings(const Facts& facts, Findings* findings) {
  for (const BenefitFacts& held : facts.benefits) {
    std::map<std::pair<std::string, int>, std::vector<SharedLine>> by_year_and_kind;
    for (const v1::Share& share : held.shares) {
      for (const ShareLine& line : share.lines()) {
        by_year_and_kind[{line.financial_year(), line.kind()}].emplace_back(&share, &line);
      }
    }
    FirstOfJoint first;
    for (const auto& [key, lines] : by_year_and_kind) CheckOverlap(held, lines, &first, findings);
  }
}

}  // namespace concordat::benefits
