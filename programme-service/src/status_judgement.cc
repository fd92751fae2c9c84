#include "programme-service/src/status_judgement.h"

#include <algorithm>
#include <string>

#include "common/base/spoken.h"
#include "common/base/text.h"

namespace concordat::programme {
namespace {

using type::v1::Rag;
using v1::Issue;

std::string Quoted(const Issue& issue) { return Concat("\"", issue.title(), "\""); }

// What the open issues alone give.
Rag FromIssues(const std::vector<Issue>& open, v1::StatusChallenge* challenge) {
  Rag status = type::v1::RAG_GREEN;
  for (const Issue& issue : open) {
    switch (issue.expectation()) {
      case Issue::EXPECTATION_NOT_RESOLVED:
        challenge->add_reasons(Concat("The issue ", Quoted(issue),
                                      " is not expected to be resolved: the rule gives red."));
        return type::v1::RAG_RED;
      case Issue::EXPECTATION_RESOLVED:
        challenge->add_reasons(
            Concat("The issue ", Quoted(issue),
                   " is open and expected to be resolved: the rule gives amber."));
        status = type::v1::RAG_AMBER;
        break;
      default:
        challenge->add_reasons(Concat(
            "The issue ", Quoted(issue),
            " is open, and nothing says whether it is expected to be resolved: the rule gives"
            " amber or red."));
        if (status == type::v1::RAG_GREEN) status = type::v1::RAG_AMBER;
    }
  }
  return status;
}

// Benefits that are not achieved are an issue by the rule's own words.
bool MissesBenefits(const benefits::v1::WorkPosition& position, v1::StatusChallenge* challenge) {
  if (!position.has_stated_promise() || position.unrealised().empty()) return false;
  for (const auto& result : position.unrealised()) {
    const std::string came = result.realised_pence() < 0
                                 ? Concat("came as a cost of ", Pounds(-result.realised_pence()))
                                 : std::string("has not come about");
    challenge->add_reasons(Concat("The promise \"", result.expected(), "\" ", came,
                                  ": green asks for the stated benefits."));
  }
  return true;
}

}  // namespace

v1::StatusChallenge ChallengeStatus(Rag reported, const std::vector<Issue>& open,
                                    const benefits::v1::WorkPosition* position) {
  v1::StatusChallenge challenge;
  Rag computed = FromIssues(open, &challenge);
  const bool misses = position != nullptr && MissesBenefits(*position, &challenge);
  if (misses && computed == type::v1::RAG_GREEN) computed = type::v1::RAG_AMBER;
  challenge.set_computed(computed);
  // Nothing recorded against a red or amber status is no proof that it is wrong.
  const bool unexplained = open.empty() && !misses && reported != type::v1::RAG_GREEN;
  if (unexplained) {
    challenge.set_computed(type::v1::RAG_UNSPECIFIED);
    return challenge;
  }
  // An issue of unknown outcome allows amber and red alike.
  const bool unknown = std::ranges::any_of(open, [](const Issue& issue) {
    return issue.expectation() != Issue::EXPECTATION_RESOLVED &&
           issue.expectation() != Issue::EXPECTATION_NOT_RESOLVED;
  });
  const bool allowed = unknown && computed == type::v1::RAG_AMBER && reported == type::v1::RAG_RED;
  challenge.set_differs(reported != type::v1::RAG_UNSPECIFIED && reported != computed && !allowed);
  return challenge;
}

}  // namespace concordat::programme
