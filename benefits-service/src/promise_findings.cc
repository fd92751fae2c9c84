#include <string>

#include "benefits-service/src/findings.h"
#include "benefits-service/src/pence.h"
#include "benefits-service/src/promise_judgement.h"
#include "benefits-service/src/result_text.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"

namespace concordat::benefits {
namespace {

using v1::ExpectedResult;

bool CameInPence(const ExpectedResult& result) {
  return result.has_realised_pence() || PenceThatCame(result) != 0;
}

// `£25,000 less`; nothing where the promise or what came of it is no sum.
std::string Short(const ExpectedResult& result) {
  if (!result.has_promised_pence() || !CameInPence(result)) return "";
  const Pence gap = Pence(result.promised_pence()) - PenceThatCame(result);
  return gap > 0 ? Concat(", ", Said(gap), " less than the ", Pounds(result.promised_pence())) : "";
}

// What a promise came to; that it was not achieved where no sum says more.
std::string SaidOfUnrealised(const ExpectedResult& result) {
  const int64_t came = PenceThatCame(result);
  if (!CameInPence(result)) {
    const std::string promised =
        result.has_promised_pence() ? Concat(" of ", Pounds(result.promised_pence())) : "";
    return Concat("nothing", promised, " is said to have been achieved.");
  }
  if (came < 0)
    return Concat("a cost of ", Said(-Pence(came)), " came instead", Short(result), ".");
  return Concat(Pounds(came), " came about", Short(result), ".");
}

void AddUnrealised(const ExpectedResult& result, Findings* findings) {
  FindingDraft draft("promise-not-realised", ledger::v1::SEVERITY_WARNING,
                     Concat(Quoted(result), " was promised, and ", SaidOfUnrealised(result)));
  draft.Involve(result);
  draft.Stated(result, "promised",
               result.has_promised_pence() ? Pounds(result.promised_pence())
                                           : Concat(result.promised_percent(), "%"));
  draft.Stated(result, "came about",
               CameInPence(result) ? Pounds(PenceThatCame(result)) : "not achieved");
  draft->set_reason(result.commentary());
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

void AddCostlier(const ExpectedResult& result, Findings* findings) {
  const int64_t expected = result.expected_cost_pence(), actual = result.actual_cost_pence();
  FindingDraft draft(
      "cost-above-expectation", ledger::v1::SEVERITY_WARNING,
      Concat(Pounds(expected), " was expected as cost and ", Pounds(actual), " came, ",
             Said(actual < expected ? Pence(expected) - actual : Pence(actual) - expected), " more",
             result.commentary().empty() ? std::string(", without an explanation.")
                                         : Concat("; explained as \"", result.commentary(), "\"")));
  draft.Involve(result);
  draft.Stated(result, "cost expected", Pounds(expected));
  draft.Stated(result, "cost that came", Pounds(actual));
  draft->set_reason(result.commentary());
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

void AddWithoutActual(const ExpectedResult& result, Findings* findings) {
  FindingDraft draft(
      "result-without-actual", ledger::v1::SEVERITY_INFORMATION,
      Concat(Quoted(result), " was expected, and nothing is said of what came of it."));
  draft.Involve(result).Stated(result, "expected", result.expected());
  findings->push_back(draft.Take());
}

}  // namespace

void AddPromiseFindings(const Facts& facts, Findings* findings) {
  for (const ExpectedResult& result : facts.results) {
    if (IsUnrealised(result)) AddUnrealised(result, findings);
    if (IsCostlier(result)) AddCostlier(result, findings);
    if (IsUnanswered(result)) AddWithoutActual(result, findings);
  }
}

}  // namespace concordat::benefits
