#include <string>
#include <string_view>
#include <vector>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/status_judgement.h"

namespace concordat::programme {
namespace {

using type::v1::Rag;
using v1::Issue;

std::string Expectation(const Issue& issue) {
  switch (issue.expectation()) {
    case Issue::EXPECTATION_RESOLVED:
      return "expected to be resolved";
    case Issue::EXPECTATION_NOT_RESOLVED:
      return "not expected to be resolved";
    default:
      return "not said whether expected to be resolved";
  }
}

template <typename Work>
void AddIssueFacts(const Work& work, const std::vector<Issue>& open, FindingDraft* draft) {
  draft->Involve(work).Stated(work, "reported status", std::string(Light(work.reported_status())));
  for (const Issue& issue : open) {
    draft->Involve(issue).Stated(issue, issue.title(), Expectation(issue));
  }
}

// The light that the rule gives, or both that it allows.
std::string_view Given(Rag computed) {
  return computed == type::v1::RAG_UNSPECIFIED ? "amber or red" : Light(computed);
}

template <typename Work>
void AddForWork(const FactsIndex& index, const Work& work, Findings* findings) {
  const std::vector<Issue> open = index.OpenIssues(work.name());
  const Rag reported = work.reported_status();
  const v1::StatusChallenge challenge = ChallengeStatus(reported, open, nullptr);
  if (challenge.differs()) {
    FindingDraft draft("status-differs-from-issues", ledger::v1::SEVERITY_ERROR,
                       Concat(work.title(), " is reported ", Light(reported),
                              ", and its open issues give ", Given(challenge.computed()), "."));
    AddIssueFacts(work, open, &draft);
    for (const std::string& reason : challenge.reasons()) {
      draft->set_reason(Concat(draft->reason(), draft->reason().empty() ? "" : " ", reason));
    }
    draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
    findings->push_back(draft.Take());
  } else if (!IsBorneOut(reported, open)) {
    const char* what =
        reported == type::v1::RAG_RED
            ? ", and of no open issue is it said that it is not expected to be resolved."
            : ", and no open issue is recorded for it.";
    FindingDraft draft("status-without-issue", ledger::v1::SEVERITY_WARNING,
                       Concat(work.title(), " is reported ", Light(reported), what));
    AddIssueFacts(work, open, &draft);
    draft->set_possible(true);
    findings->push_back(draft.Take());
  }
}

}  // namespace

void AddStatusFindings(const FactsIndex& index, Findings* findings) {
  const Facts& facts = index.facts();
  for (const v1::Project& project : facts.projects) AddForWork(index, project, findings);
  for (const v1::LiveService& service : facts.live_services) AddForWork(index, service, findings);
}

}  // namespace concordat::programme
