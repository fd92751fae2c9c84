#include <absl/time/clock.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/errors.h"
#include "common/page_token.h"
#include "common/standard_methods.h"
#include "common/text.h"
#include "common/validate.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "concordat/programme/v1/findings.pb.h"
#include "programme-service/src/facts.h"
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

// When the findings are asked for.
struct Moment {
  std::string parent;
  std::string as_at;
  const google::protobuf::Timestamp* as_known_at = nullptr;
};

template <typename Request>
Moment MomentOf(const Request& request, std::string parent) {
  return {std::move(parent), request.as_at(),
          request.has_as_known_at() ? &request.as_known_at() : nullptr};
}

absl::Status AppendFrom(PeerChannel* peer, const Caller& caller, const Moment& moment,
                        std::vector<Finding>* findings) {
  if (peer == nullptr) return absl::UnavailableError("a peer's address is not configured");
  ledger::v1::ListServiceFindingsRequest request;
  request.set_parent(moment.parent);
  request.set_as_at(moment.as_at);
  if (moment.as_known_at != nullptr) *request.mutable_as_known_at() = *moment.as_known_at;
  ledger::v1::ListServiceFindingsResponse response;
  absl::Status status = peer->Call(caller, kServiceFindings, request, &response, kPeerLimit);
  for (Finding& finding : *response.mutable_findings()) findings->push_back(std::move(finding));
  return status;
}

absl::Status AppendOwn(const Catalogue& catalogue, const Peers& peers, const Caller& caller,
                       const Moment& moment, std::vector<Finding>* findings) {
  auto positions =
      AskBenefitsPosition(peers, caller, moment.parent, moment.as_at, moment.as_known_at);
  if (!positions.ok()) return positions.status();
  ledger::v1::ListServiceFindingsRequest times;
  times.set_as_at(moment.as_at);
  if (moment.as_known_at != nullptr) *times.mutable_as_known_at() = *moment.as_known_at;
  return catalogue.database().Snapshot(caller.deadline, [&](Connection& connection) {
    absl::Status status = CheckPartnership(catalogue, caller, connection, moment.parent);
    if (!status.ok()) return status;
    auto at = ResolveReadAt(connection, caller, times);
    if (!at.ok()) return at.status();
    auto facts = ReadFacts(connection, catalogue, moment.parent, *at);
    if (!facts.ok()) return facts.status();
    for (Finding& finding : FindInProgrammes(*facts)) findings->push_back(std::move(finding));
    for (Finding& finding : FindAcrossServices(*facts, *positions)) {
      findings->push_back(std::move(finding));
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<Finding>> AllFindings(const Catalogue& catalogue, const Peers& peers,
                                                 const Caller& caller, const Moment& moment) {
  std::vector<Finding> findings;
  absl::Status status = AppendFrom(peers.benefits.get(), caller, moment, &findings);
  if (status.ok()) status = AppendFrom(peers.risk.get(), caller, moment, &findings);
  if (status.ok()) status = AppendOwn(catalogue, peers, caller, moment, &findings);
  if (!status.ok()) return status;
  std::ranges::sort(findings, {}, OrderKey);
  return findings;
}

absl::StatusOr<v1::ListFindingsResponse> ListFindings(const Catalogue& catalogue,
                                                      const Peers& peers, const Caller& caller,
                                                      const v1::ListFindingsRequest& request) {
  absl::Status status = Validate(request);
  if (!status.ok()) return status;
  if (request.page_size() < 0) return InvalidField("page_size", "is negative");
  const uint64_t fingerprint = RequestFingerprint(
      Concat(request.parent(), "\n", request.rule(), "\n", request.minimum_severity(), "\n",
             request.as_at(), "\n", request.as_known_at().ShortDebugString()));
  std::string after;
  if (!request.page_token().empty()) {
    auto token = DecodePageToken(request.page_token(), fingerprint);
    if (!token.ok()) return token.status();
    after = token->after_name();
  }
  auto findings = AllFindings(catalogue, peers, caller, MomentOf(request, request.parent()));
  if (!findings.ok()) return findings.status();
  std::erase_if(*findings, [&request](const Finding& finding) {
    return (!request.rule().empty() && finding.rule() != request.rule()) ||
           finding.severity() < request.minimum_severity();
  });
  auto next = std::ranges::upper_bound(*findings, after, {}, OrderKey);
  const int page = request.page_size() == 0 ? kMaxPage : std::min(request.page_size(), kMaxPage);
  v1::ListFindingsResponse response;
  for (; next != findings->end() && response.findings_size() < page; ++next) {
    *response.add_findings() = std::move(*next);
  }
  if (next != findings->end()) {
    ledger::v1::PageToken token;
    token.set_fingerprint(fingerprint);
    token.set_after_name(OrderKey(*response.findings().rbegin()));
    response.set_next_page_token(EncodePageToken(token));
  }
  return response;
}

absl::StatusOr<Finding> GetFinding(const Catalogue& catalogue, const Peers& peers,
                                   const Caller& caller, const v1::GetFindingRequest& request) {
  absl::Status status = Validate(request);
  if (!status.ok()) return status;
  const std::string parent(ResourceType::ParentOf(request.name()));
  auto findings = AllFindings(catalogue, peers, caller, MomentOf(request, parent));
  if (!findings.ok()) return findings.status();
  const auto found =
      std::ranges::find(*findings, ResourceType::IdOf(request.name()), &Finding::finding_id);
  if (found == findings->end()) return ResourceNotFound(request.name());
  return std::move(*found);
}

}  // namespace

void BindFindings(const Catalogue& catalogue, const Peers& peers, MethodTable* methods) {
  methods->Bind<v1::ListFindingsRequest, v1::ListFindingsResponse>(
      "concordat.programme.v1.Findings.ListFindings",
      [&catalogue, &peers](const Caller& caller, const v1::ListFindingsRequest& request) {
        return ListFindings(catalogue, peers, caller, request);
      });
  methods->Bind<v1::GetFindingRequest, Finding>(
      "concordat.programme.v1.Findings.GetFinding",
      [&catalogue, &peers](const Caller& caller, const v1::GetFindingRequest& request) {
        return GetFinding(catalogue, peers, caller, request);
      });
}

}  // namespace concordat::programme
