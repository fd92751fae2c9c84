// Findings over all services: worked out once for each day and place in the feeds,
// and paged from that.
#include <absl/time/clock.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/identity/pins.h"
#include "common/ledger/page_token.h"
#include "common/peers/positions.h"
#include "common/peers/service_calls.h"
#include "common/service/report_method.h"
#include "concordat/benefits/v1/pack_part.pb.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "concordat/programme/v1/findings.pb.h"
#include "programme-service/src/cited_risks.h"
#include "programme-service/src/facts_reading.h"
#include "programme-service/src/finding_works.h"
#include "programme-service/src/findings_cache.h"
#include "programme-service/src/findings_page.h"
#include "programme-service/src/outline.h"
#include "programme-service/src/reports.h"
#include "programme-service/src/sections_elsewhere.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;
using Names = google::protobuf::RepeatedPtrField<std::string>;
using Request = v1::ListFindingsRequest;

constexpr size_t kCacheBytes = 64 << 20;
constexpr std::array<std::string_view, 2> kOthers = {"benefits", "risk"};

// What makes a request the same but for its page.
uint64_t FingerprintOf(const Request& request) {
  return RequestFingerprint(Concat(request.parent(), "\n", request.rule(), "\n",
                                   request.minimum_severity(), "\n", request.state(), "\n",
                                   request.board(), "\n", request.as_at(), "\n",
                                   request.as_known_at().ShortDebugString()));
}

class FindingsMethods {
 public:
  explicit FindingsMethods(const ServiceParts& parts) : parts_(parts) {}

  absl::StatusOr<v1::ListFindingsResponse> List(const Caller& caller, const Request& request) {
    if (request.page_size() < 0) return InvalidField("page_size", "is negative");
    absl::Status status = CheckBoardOf(request.parent(), request.board());
    if (!status.ok()) return status;
    Request first = request;
    Caller pinned = caller;
    auto after = ReadToken(&first, &pinned);
    if (!after.ok()) return after.status();
    const auto goes_on = [&after](const KeptFindings& kept) { return kept.Continue(*after); };
    auto all = FindAll(pinned, first, {goes_on, *after});
    if (!all.ok()) return all.status();
    auto page = CutPage(*all->found, request, *after);
    if (!page.has_value()) {
      all = FindAll(pinned, first, {&IsWhole, *after});
      if (!all.ok()) return all.status();
      page = CutPage(*all->found, request, *after);
    }
    if (!page.has_value()) return absl::InternalError("a page beyond all findings");
    if (page->has_next) {
      page->response.set_next_page_token(
          NextToken(request, *all, *page->response.findings().rbegin()));
    }
    return std::move(page->response);
  }

  absl::StatusOr<Finding> Get(const Caller& caller, const v1::GetFindingRequest& request) {
    Request all_of_parent;
    all_of_parent.set_parent(std::string(ResourceType::ParentOf(request.name())));
    all_of_parent.set_as_at(request.as_at());
    if (request.has_as_known_at()) *all_of_parent.mutable_as_known_at() = request.as_known_at();
    const std::string_view id = ResourceType::IdOf(request.name());
    const auto is_there = [id](const KeptFindings& kept) {
      return kept.is_whole() || kept.Find(id) != nullptr;
    };
    auto all = FindAll(caller, std::move(all_of_parent), {is_there, ""});
    if (!all.ok()) return all.status();
    const KeptFinding* found = all->found->Find(id);
    if (found == nullptr) return ResourceNotFound(request.name());
    return found->Whole();
  }

 private:
  // What was found, and when and where it was read.
  struct Answer {
    FindingsCache::Found found;
    std::string day;
    std::string pins;
  };

  // Answers where the page before ended. A later page is read as the first was.
  absl::StatusOr<std::string> ReadToken(Request* request, Caller* caller) const {
    if (request->page_token().empty()) return "";
    auto token = DecodePageToken(request->page_token(), FingerprintOf(*request));
    if (!token.ok()) return token.status();
    absl::Status status = ApplyPins(token->positions(), "programme", caller);
    if (!status.ok() || token->as_at().empty() || !caller->pinned_position.has_value()) {
      return InvalidField("page_token", "is incomplete");
    }
    status = parts_.feed.CheckPin(*caller);
    if (!status.ok()) return status;
    request->set_as_at(token->as_at());
    return token->after_name();
  }

  static bool IsWhole(const KeptFindings& kept) { return kept.is_whole(); }

  static std::string NextToken(const Request& request, const Answer& all, const Finding& last) {
    ledger::v1::PageToken token;
    token.set_fingerprint(FingerprintOf(request));
    token.set_after_name(OrderKey(last));
    token.set_as_at(all.day);
    token.set_positions(all.pins);
    return EncodePageToken(token);
  }

  // All of them, or what is enough.
  absl::StatusOr<Answer> FindAll(Caller caller, Request request,
                                 const FindingsCache::Question& question) {
    if (request.as_at().empty()) request.set_as_at(FormatDay(LondonDay(absl::Now())));
    absl::Status status = Pin(request, &caller);
    if (!status.ok()) return status;
    auto sight = SightOf(caller);
    if (!sight.ok()) return sight.status();
    const std::string key = Concat(request.parent(), "\n", request.board(), "\n", request.as_at(),
                                   "\n", caller.pins, "\n", *sight);
    auto found =
        cache_.Get(key, question, caller.limits(), [&] { return WorkOut(caller, request); });
    if (!found.ok()) return found.status();
    return Answer{*std::move(found), request.as_at(), caller.pins};
  }

  // To the newest places, or those of the moment asked for.
  absl::Status Pin(const Request& request, Caller* caller) const {
    if (!caller->pins.empty()) return absl::OkStatus();
    auto pins = Places(*caller, request.has_as_known_at() ? &request.as_known_at() : nullptr);
    if (!pins.ok()) return pins.status();
    return ApplyPins(*pins, "programme", caller);
  }

  // What the caller may see. What is exempt is judged as known now, wherever a call is
  // pinned, so that a part of it is the newest places for those who may not see it.
  absl::StatusOr<std::string> SightOf(const Caller& caller) const {
    if (SeesExempt(caller)) return "all";
    auto newest = Places(caller, nullptr);
    if (!newest.ok()) return newest.status();
    return Concat("public at ", *newest);
  }

  // The newest places of all services, or those of a moment.
  absl::StatusOr<std::string> Places(const Caller& caller,
                                     const google::protobuf::Timestamp* known) const {
    Positions positions;
    absl::Status status =
        PinServices(ServiceCalls(parts_.peers, caller, kPeerLimit), kOthers, known, &positions);
    if (!status.ok()) return status;
    ledger::v1::PinPositionRequest own;
    if (known != nullptr) *own.mutable_as_known_at() = *known;
    auto pin = parts_.feed.Pin(own, caller.limits());
    if (!pin.ok()) return pin.status();
    positions.Add(pin->position());
    return positions.pins();
  }

  struct Asked {
    Awaited<benefits::v1::GetPackPartResponse> benefits;
    Awaited<ledger::v1::ListServiceFindingsResponse> risk;
  };

  // Of benefits-service, besides, what statuses are held against: one way through the
  // shares gives both.
  Asked AskOthers(const Caller& caller, const Request& request, const Names& scope,
                  const Names& exempt) const {
    const auto fill = [&](auto* question) {
      question->set_parent(request.parent());
      question->set_as_at(request.as_at());
      *question->mutable_scope() = scope;
      *question->mutable_exempt() = exempt;
    };
    benefits::v1::GetPackPartRequest of_benefits;
    fill(&of_benefits);
    of_benefits.set_findings_only(true);
    ledger::v1::ListServiceFindingsRequest of_risk;
    fill(&of_risk);
    const ServiceCalls calls(parts_.peers, caller, kPeerLimit);
    return {calls.Begin<benefits::v1::GetPackPartResponse>(
                "benefits", "concordat.benefits.v1.PackParts.GetPackPart", of_benefits),
            calls.Begin<ledger::v1::ListServiceFindingsResponse>(
                "risk", "concordat.ledger.v1.Ledger.ListServiceFindings", of_risk)};
  }

  absl::StatusOr<AllFindings> WorkOut(const Caller& caller, const Request& request) const {
    absl::StatusOr<Outline> outline = Outline();
    absl::StatusOr<ledger::v1::FindSectionsRequest> sections = ledger::v1::FindSectionsRequest();
    absl::StatusOr<CitedQuestion> cited = CitedQuestion();
    bool narrowed = false;
    absl::Status status = ReadRecords(parts_.ledger, caller, request, ParentCheck::kReadable,
                                      [&](const Records& records) {
                                        narrowed = records.at().public_only;
                                        outline = ReadOutline(records, request.board());
                                        if (!outline.ok()) return outline.status();
                                        sections = ReadSectionQuestion(records);
                                        if (!sections.ok()) return sections.status();
                                        cited = ReadCitedQuestion(records);
                                        return cited.status();
                                      });
    if (!status.ok()) return status;
    Asked asked = AskOthers(caller, request, outline->scope, outline->not_told);
    auto benefits = asked.benefits.Get();
    if (!benefits.ok()) return benefits.status();
    auto risk = asked.risk.Get();
    if (!risk.ok()) return risk.status();
    auto elsewhere = AskForSections(ServiceCalls(parts_.peers, caller, kPeerLimit), *sections);
    if (!elsewhere.ok()) return elsewhere.status();
    auto unscored = AskForUnscored(ServiceCalls(parts_.peers, caller, kPeerLimit),
                                   *std::move(cited), {.exempt = outline->not_told});
    if (!unscored.ok()) return unscored.status();
    Findings found;
    for (auto* list : {benefits->mutable_findings(), risk->mutable_findings()}) {
      std::ranges::move(*list, std::back_inserter(found));
    }
    AllFindings all;
    status = ReadRecords(
        parts_.ledger, caller, request, ParentCheck::kTrusted, [&](const Records& records) {
          auto newest = ReadNewestReportsToTell(records);
          if (!newest.ok()) return newest.status();
          auto candidates =
              ReadCandidatesToTell(records, *newest, benefits->position(), *elsewhere, *unscored);
          if (!candidates.ok()) return candidates.status();
          all =
              Complete(std::move(found), *candidates, benefits->position(), Scope(outline->scope));
          return ReadWorkTitles(records, &all.findings);
        });
    if (!status.ok()) return status;
    if (narrowed || risk->narrowed()) ForgetClosed(&all);
    return all;
  }

  const ServiceParts parts_;
  FindingsCache cache_{kCacheBytes};
};

}  // namespace

void BindFindings(const ServiceParts& parts, MethodTable* methods) {
  const auto findings = std::make_shared<FindingsMethods>(parts);
  methods->Bind<Request, v1::ListFindingsResponse>(
      "concordat.programme.v1.Findings.ListFindings",
      [findings](const Caller& caller, const Request& request) {
        return findings->List(caller, request);
      });
  methods->Bind<v1::GetFindingRequest, Finding>(
      "concordat.programme.v1.Findings.GetFinding",
      [findings](const Caller& caller, const v1::GetFindingRequest& request) {
        return findings->Get(caller, request);
      });
}

}  // namespace concordat::programme
