#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/page_token.h"
#include "common/ledger/read_at.h"
#include "common/resource/validate.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "concordat/programme/v1/findings.pb.h"
#include "programme-service/src/facts.h"
#include "programme-service/src/finding_states.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/reports.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

constexpr char kServiceFindings[] = "concordat.ledger.v1.Ledger.ListServiceFindings";
constexpr absl::Duration kPeerLimit = absl::Seconds(5);
constexpr int kMaxPage = 1000;

// The gravest first, then by id: a key to sort by and to go on after.
std::string OrderKey(const Finding& finding) {
  return Concat(9 - static_cast<int>(finding.severity()), finding.finding_id());
}

// Whose findings are asked for, and when: what the peers are asked as well.
using Question = ledger::v1::ListServiceFindingsRequest;

template <typename Request>
Question QuestionOf(const Request& request, const std::string& parent) {
  Question question;
  question.set_parent(parent);
  question.set_as_at(request.as_at());
  if (request.has_as_known_at()) *question.mutable_as_known_at() = request.as_known_at();
  return question;
}

absl::Status AppendFrom(PeerChannel* peer, const Caller& caller, const Question& question,
                        Findings* findings) {
  if (peer == nullptr) return absl::UnavailableError("a peer's address is not configured");
  ledger::v1::ListServiceFindingsResponse response;
  absl::Status status = peer->Call(caller, kServiceFindings, question, &response, kPeerLimit);
  for (Finding& finding : *response.mutable_findings()) findings->push_back(std::move(finding));
  return status;
}

absl::Status ReadSaid(Connection& connection, const Ledger& ledger, const std::string& parent,
                      const ReadAt& at, Said* said) {
  auto explanations =
      ReadAll<v1::Explanation>(connection, ledger.registry().TypeOf<v1::Explanation>(), parent, at);
  if (!explanations.ok()) return explanations.status();
  auto suppressions = ReadAll<v1::RuleSuppression>(
      connection, ledger.registry().TypeOf<v1::RuleSuppression>(), parent, at);
  if (!suppressions.ok()) return suppressions.status();
  *said = {*std::move(explanations), *std::move(suppressions)};
  return absl::OkStatus();
}

// Narrows the question to what the board steers on the day.
absl::Status NarrowTo(const std::string& board, const Ledger& ledger, const Caller& caller,
                      Question* question) {
  return ledger.database().Snapshot(caller.limits(), [&](Connection& connection) {
    auto at = ResolveReadAt(caller, *question);
    if (!at.ok()) return at.status();
    auto held = ReadOne(connection, ledger.registry().TypeOf<v1::Board>(), board, *at);
    if (!held.ok()) return held.status();
    auto facts = ReadFacts(connection, ledger, question->parent(), *at);
    if (!facts.ok()) return facts.status();
    *question->mutable_scope() = ScopeOf(*facts, static_cast<const v1::Board&>(**held));
    return absl::OkStatus();
  });
}

absl::Status AppendOwn(const Ledger& ledger, const Peers& peers, const Caller& caller,
                       const Question& question, Findings* findings, Said* said) {
  auto positions =
      AskBenefitsPosition(peers, caller, question.parent(), question.as_at(),
                          question.has_as_known_at() ? &question.as_known_at() : nullptr);
  if (!positions.ok()) return positions.status();
  Findings own;
  absl::Status status = ledger.database().Snapshot(caller.limits(), [&](Connection& connection) {
    absl::Status readable = CheckPartnership(ledger, caller, connection, question.parent());
    if (!readable.ok()) return readable;
    auto at = ResolveReadAt(caller, question);
    if (!at.ok()) return at.status();
    auto facts = ReadFacts(connection, ledger, question.parent(), *at);
    if (!facts.ok()) return facts.status();
    own = FindInProgrammes(*facts);
    std::ranges::move(FindAcrossServices(*facts, *positions), std::back_inserter(own));
    KeepInScope(Scope(question.scope()), WorkByRecord(*facts), &own);
    return ReadSaid(connection, ledger, question.parent(), *at, said);
  });
  std::ranges::move(own, std::back_inserter(*findings));
  return status;
}

// All findings in their states, and the rules that are turned off.
struct AllFindings {
  Findings findings;
  std::vector<v1::SuppressedRule> suppressed;
};

absl::StatusOr<AllFindings> FindAll(const Ledger& ledger, const Peers& peers, const Caller& caller,
                                    const Question& question) {
  AllFindings all;
  Said said;
  absl::Status status = AppendFrom(peers.Named("benefits"), caller, question, &all.findings);
  if (status.ok()) status = AppendFrom(peers.Named("risk"), caller, question, &all.findings);
  if (status.ok()) status = AppendOwn(ledger, peers, caller, question, &all.findings, &said);
  if (!status.ok()) return status;
  all.suppressed = Suppress(said, &all.findings);
  ApplyExplanations(said, &all.findings);
  std::ranges::sort(all.findings, {}, OrderKey);
  return all;
}

bool IsAskedFor(const Finding& finding, const v1::ListFindingsRequest& request) {
  // What has gone is not known to have been in the scope of a board.
  if (finding.state() == ledger::v1::FINDING_STATE_CLOSED && !request.board().empty()) return false;
  const bool in_state = request.state() == ledger::v1::FINDING_STATE_UNSPECIFIED
                            ? finding.state() != ledger::v1::FINDING_STATE_CLOSED
                            : finding.state() == request.state();
  return in_state && (request.rule().empty() || finding.rule() == request.rule()) &&
         finding.severity() >= request.minimum_severity();
}

// What makes a request the same but for its page.
uint64_t FingerprintOf(const v1::ListFindingsRequest& request) {
  return RequestFingerprint(Concat(request.parent(), "\n", request.rule(), "\n",
                                   request.minimum_severity(), "\n", request.state(), "\n",
                                   request.board(), "\n", request.as_at(), "\n",
                                   request.as_known_at().ShortDebugString()));
}

absl::StatusOr<AllFindings> FindAskedFor(const Ledger& ledger, const Peers& peers,
                                         const Caller& caller,
                                         const v1::ListFindingsRequest& request) {
  Question question = QuestionOf(request, request.parent());
  if (!request.board().empty()) {
    if (ResourceType::ParentOf(request.board()) != request.parent()) {
      return InvalidField("board", "is no name of a board of the partnership");
    }
    absl::Status status = NarrowTo(request.board(), ledger, caller, &question);
    if (!status.ok()) return status;
  }
  auto all = FindAll(ledger, peers, caller, question);
  if (!all.ok()) return all;
  std::erase_if(all->findings,
                [&request](const Finding& finding) { return !IsAskedFor(finding, request); });
  return all;
}

absl::StatusOr<v1::ListFindingsResponse> ListFindings(const Ledger& ledger, const Peers& peers,
                                                      const Caller& caller,
                                                      const v1::ListFindingsRequest& request) {
  absl::Status status = Validate(request);
  if (!status.ok()) return status;
  if (request.page_size() < 0) return InvalidField("page_size", "is negative");
  const uint64_t fingerprint = FingerprintOf(request);
  std::string after;
  if (!request.page_token().empty()) {
    auto token = DecodePageToken(request.page_token(), fingerprint);
    if (!token.ok()) return token.status();
    after = token->after_name();
  }
  auto all = FindAskedFor(ledger, peers, caller, request);
  if (!all.ok()) return all.status();
  Findings& findings = all->findings;
  auto next = std::ranges::upper_bound(findings, after, {}, OrderKey);
  const int page = request.page_size() == 0 ? kMaxPage : std::min(request.page_size(), kMaxPage);
  v1::ListFindingsResponse response;
  response.mutable_suppressed_rules()->Assign(all->suppressed.begin(), all->suppressed.end());
  for (; next != findings.end() && response.findings_size() < page; ++next) {
    *response.add_findings() = std::move(*next);
  }
  if (next != findings.end()) {
    ledger::v1::PageToken token;
    token.set_fingerprint(fingerprint);
    token.set_after_name(OrderKey(*response.findings().rbegin()));
    response.set_next_page_token(EncodePageToken(token));
  }
  return response;
}

absl::StatusOr<Finding> GetFinding(const Ledger& ledger, const Peers& peers, const Caller& caller,
                                   const v1::GetFindingRequest& request) {
  absl::Status status = Validate(request);
  if (!status.ok()) return status;
  const std::string parent(ResourceType::ParentOf(request.name()));
  auto all = FindAll(ledger, peers, caller, QuestionOf(request, parent));
  if (!all.ok()) return all.status();
  const auto found =
      std::ranges::find(all->findings, ResourceType::IdOf(request.name()), &Finding::finding_id);
  if (found == all->findings.end()) return ResourceNotFound(request.name());
  return std::move(*found);
}

}  // namespace

void BindFindings(const Ledger& ledger, const Peers& peers, MethodTable* methods) {
  methods->Bind<v1::ListFindingsRequest, v1::ListFindingsResponse>(
      "concordat.programme.v1.Findings.ListFindings",
      [&ledger, &peers](const Caller& caller, const v1::ListFindingsRequest& request) {
        return ListFindings(ledger, peers, caller, request);
      });
  methods->Bind<v1::GetFindingRequest, Finding>(
      "concordat.programme.v1.Findings.GetFinding",
      [&ledger, &peers](const Caller& caller, const v1::GetFindingRequest& request) {
        return GetFinding(ledger, peers, caller, request);
      });
}

}  // namespace concordat::programme
