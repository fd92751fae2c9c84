#include "programme-service/src/status_judgement.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/base/digest.h"
#include "common/base/spoken.h"
#include "common/base/text.h"

namespace concordat::programme {
namespace {

using type::v1::Rag;
using v1::Issue;

std::string Quoted(const Issue& issue) { return Concat("\"", issue.title(), "\""); }

bool IsUnknown(const Issue& issue) {
  return issue.expectation() != Issue::EXPECTATION_RESOLVED &&
         issue.expectation() != Issue::EXPECTATION_NOT_RESOLVED;
}

std::string ReasonOf(const Issue& issue) {
  const std::string what = Concat("The issue ", Quoted(issue));
  if (issue.expectation() == Issue::EXPECTATION_NOT_RESOLVED) {
    return what + " is not expected to be resolved: the rule gives red.";
  }
  if (issue.expectation() == Issue::EXPECTATION_RESOLVED) {
    return what + " is open and expected to be resolved: the rule gives amber.";
  }
  return what +
         " is open, and nothing says whether it is expected to be resolved: the rule gives amber"
         " or red.";
}

std::string ReasonOf(const benefits::v1::UnrealisedResult& result) {
  const std::string came = result.realised_pence() < 0
                               ? Concat("came as a cost of ", Pounds(-result.realised_pence()))
                               : std::string("has not come about");
  return Concat("The promise \"", result.expected(), "\" ", came,
                ": green asks for the stated benefits.");
}

// Issues up to the first that makes the status red whatever the others are.
void AddReasons(const std::vector<Issue>& open, std::vector<std::string>* reasons) {
  for (const Issue& issue : open) {
    reasons->push_back(ReasonOf(issue));
    if (issue.expectation() == Issue::EXPECTATION_NOT_RESOLVED) return;
  }
}

void SetReasons(const std::vector<std::string>& reasons, v1::StatusChallenge* challenge) {
  const size_t named = std::min<size_t>(reasons.size(), kMaxReasons);
  challenge->mutable_reasons()->Assign(reasons.begin(), reasons.begin() + named);
  if (named < reasons.size()) challenge->add_reasons(Concat(reasons.size() - named, " more."));
}

// What the rule gives; unspecified for amber or red.
Rag ComputedOf(const std::vector<Issue>& open, bool misses) {
  const bool red = std::ranges::any_of(open, [](const Issue& issue) {
    return issue.expectation() == Issue::EXPECTATION_NOT_RESOLVED;
  });
  if (red) return type::v1::RAG_RED;
  if (std::ranges::any_of(open, IsUnknown)) return type::v1::RAG_UNSPECIFIED;
  return open.empty() && !misses ? type::v1::RAG_GREEN : type::v1::RAG_AMBER;
}

}  // namespace

bool MissesBenefits(const benefits::v1::WorkPosition& position) {
  return position.has_stated_promise() && !position.unrealised().empty();
}

v1::StatusChallenge ChallengeStatus(Rag reported, const std::vector<Issue>& open,
                                    const benefits::v1::WorkPosition* position) {
  v1::StatusChallenge challenge;
  // Benefits that are not achieved are an issue by the rule's own words.
  const bool misses = position != nullptr && MissesBenefits(*position);
  // Nothing recorded against a red or amber status is no proof that it is wrong.
  if (open.empty() && !misses && reported != type::v1::RAG_GREEN) return challenge;
  std::vector<std::string> reasons;
  AddReasons(open, &reasons);
  if (misses) {
    for (const auto& result : position->unrealised()) reasons.push_back(ReasonOf(result));
  }
  SetReasons(reasons, &challenge);
  challenge.set_computed(ComputedOf(open, misses));
  const bool either = challenge.computed() == type::v1::RAG_UNSPECIFIED;
  challenge.set_differs(
      reported != type::v1::RAG_UNSPECIFIED &&
      (either ? reported == type::v1::RAG_GREEN : reported != challenge.computed()));
  return challenge;
}

bool IsBorneOut(Rag reported, const std::vector<Issue>& open) {
  if (reported == type::v1::RAG_AMBER) return !open.empty();
  if (reported != type::v1::RAG_RED) return true;
  return std::ranges::count(open, Issue::EXPECTATION_NOT_RESOLVED, &Issue::expectation) > 0;
}

bool AgreesWithIssues(Rag reported, const std::vector<Issue>& open) {
  return !ChallengeStatus(reported, open, nullptr).differs() && IsBorneOut(reported, open);
}

v1::StatusChallenge ChallengeToTell(Rag reported, const std::vector<Issue>& told,
                                    const std::vector<Issue>& all,
                                    const benefits::v1::WorkPosition* position) {
  v1::StatusChallenge challenge = ChallengeStatus(reported, told, position);
  const bool same = SerializeDeterministically(challenge) ==
                    SerializeDeterministically(ChallengeStatus(reported, all, position));
  return same ? challenge : v1::StatusChallenge();
}

}  // namespace concordat::programme
