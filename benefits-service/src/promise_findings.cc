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

void AddUnrealised(const ExpectedResult& result, Findings* findings) {
  const int64_t came = PenceThatCame(result);
  FindingDraft draft("promise-not-realised", ledger::v1::SEVERITY_WARNING,
                     Concat(Quoted(result), " was promised, and ",
                            came < 0 ? Concat("a cost of ", Said(-Pence(came)), " came instead.")
                                     : Concat(Pounds(came), " came about.")));
  draft.Involve(result);
  draft.Stated(result, "promised",
               result.has_promised_pence() ? Pounds(result.promised_pence())
                                           : Concat(result.promised_percent(), "%"));
  draft.Stated(result, "came about", Pounds(came));
  draft->set_reason(result.commentary());
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  findings->push_back(draft.Take());
}

void AddCostlier(const ExpectedResult& result, Findings* findings) {
  const int64_t expected = result.expected_cost_pence(), actual = result.actual_cost_pence();
  FindingDraft draft(
      "cost-above-expectation", ledger::v1::SEVERITY_WARNING,
      Concat(Pounds(expected), " was expected as cost and ", Pounds(actual), " came, ",
             Said(Pence(actual) - expected), " more",
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
    if (result.actual().empty()) AddWithoutActual(result, findings);
  }
}

}  // namespace concordat::benefits
