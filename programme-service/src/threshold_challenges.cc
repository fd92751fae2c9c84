#include "programme-service/src/threshold_challenges.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/asked_page.h"
#include "common/peers/service_calls.h"
#include "concordat/benefits/v1/work_benefits.pb.h"
#include "concordat/programme/v1/threshold_challenge.pb.h"
#include "concordat/risk/v1/work_risks.pb.h"
#include "programme-service/src/outline.h"
#include "programme-service/src/reports.h"
#include "programme-service/src/threshold_facts.h"
#include "programme-service/src/threshold_judgement.h"

namespace concordat::programme {
namespace {

constexpr PageBounds kPages = {50, 200};
// A service that has not answered by then is named as missing.
constexpr absl::Duration kPatience = absl::Seconds(5);

using Request = v1::ListThresholdChallengesRequest;
using Response = v1::ListThresholdChallengesResponse;

// What this service knows of the page.
struct OwnPart {
  v1::ThresholdTable table;
  std::vector<WorkWithFacts> works;
  google::protobuf::RepeatedPtrField<std::string> not_told;
};

WorksAsked WorksOn(const AskedPage& page, const Request& request) {
  const bool are_named = request.works_size() > 0;
  return {{request.works().begin(), request.works().end()},
          page.after.after_name(),
          are_named ? kPages.most : page.size};
}

absl::StatusOr<OwnPart> ReadOwn(const Records& records, const WorksAsked& asked) {
  auto table = ReadThresholds(records);
  if (!table.ok()) return table.status();
  if (!table->has_value()) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "NO_THRESHOLDS",
                           Concat(records.parent(), " has no table of thresholds in force"));
  }
  auto works = ReadWorkFacts(records, asked);
  if (!works.ok()) return works.status();
  auto outline = ReadOutline(records, "");
  if (!outline.ok()) return outline.status();
  return OwnPart{**std::move(table), *std::move(works), std::move(outline->not_told)};
}

template <typename Question>
Question QuestionFor(const Request& request, const OwnPart& own) {
  Question question;
  question.set_parent(request.parent());
  question.set_as_at(request.as_at());
  if (request.has_as_known_at()) *question.mutable_as_known_at() = request.as_known_at();
  for (const WorkWithFacts& work : own.works) question.add_works(work.name);
  *question.mutable_exempt() = own.not_told;
  return question;
}

// Why a service has told nothing; a caller that has gone, or is refused, is an error.
std::string MissingFrom(const char* service, const absl::Status& status) {
  return Concat(service, " did not answer: ", ToStd(status.message()));
}

bool IsAway(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

absl::Status AddRisks(absl::StatusOr<risk::v1::GetWorkRisksResponse> answer,
                      std::vector<WorkWithFacts>* works) {
  if (!answer.ok() && !IsAway(answer.status())) return answer.status();
  for (size_t i = 0; i < works->size(); ++i) {
    KnownFacts& facts = (*works)[i].facts;
    KnownFact& above = facts[v1::FACT_RISKS_ABOVE_APPETITE];
    KnownFact& overdue = facts[v1::FACT_OVERDUE_ACTIONS];
    if (!answer.ok()) {
      above.missing = overdue.missing = MissingFrom("risk-service", answer.status());
      continue;
    }
    const risk::v1::WorkRiskCounts& counts = answer->works(static_cast<int>(i));
    above.value = counts.above_appetite();
    overdue.value = counts.overdue_actions();
  }
  return absl::OkStatus();
}

KnownFact PercentOf(const benefits::v1::WorkBenefitSums& sums) {
  if (!sums.has_planned_pence() || sums.planned_pence() <= 0) {
    return {std::nullopt, "no benefit was planned to have come about by then"};
  }
  const double percent =
      100.0 * static_cast<double>(sums.actual_pence()) / static_cast<double>(sums.planned_pence());
  // What is above any threshold, or below, need not be told exactly.
  return {static_cast<int32_t>(std::clamp(percent, -100000.0, 100000.0)), ""};
}

absl::Status AddBenefits(absl::StatusOr<benefits::v1::GetWorkBenefitsResponse> answer,
                         std::vector<WorkWithFacts>* works) {
  if (!answer.ok() && !IsAway(answer.status())) return answer.status();
  for (size_t i = 0; i < works->size(); ++i) {
    KnownFact& percent = (*works)[i].facts[v1::FACT_BENEFITS_PERCENT_OF_PLAN];
    if (answer.ok()) {
      percent = PercentOf(answer->works(static_cast<int>(i)));
    } else {
      percent.missing = MissingFrom("benefits-service", answer.status());
    }
  }
  return absl::OkStatus();
}

absl::Status AskOthers(const ServiceParts& parts, const Caller& caller, const Request& request,
                       OwnPart* own) {
  const ServiceCalls calls(parts.peers, caller, kPatience);
  auto risks = calls.Begin<risk::v1::GetWorkRisksResponse>(
      "risk", "concordat.risk.v1.WorkRisks.GetWorkRisks",
      QuestionFor<risk::v1::GetWorkRisksRequest>(request, *own));
  auto benefits = calls.Begin<benefits::v1::GetWorkBenefitsResponse>(
      "benefits", "concordat.benefits.v1.WorkBenefits.GetWorkBenefits",
      QuestionFor<benefits::v1::GetWorkBenefitsRequest>(request, *own));
  absl::Status status = AddRisks(risks.Get(), &own->works);
  return status.ok() ? AddBenefits(benefits.Get(), &own->works) : status;
}

absl::StatusOr<Response> ListThresholdChallenges(const ServiceParts& parts, const Caller& caller,
                                                 const Request& request) {
  auto page = AskedPageOf(request, kPages);
  if (!page.ok()) return page.status();
  const WorksAsked asked = WorksOn(*page, request);
  absl::StatusOr<OwnPart> own = OwnPart();
  absl::Status status = ReadRecords(parts.ledger, caller, request, ParentCheck::kReadable,
                                    [&](const Records& records) {
                                      own = ReadOwn(records, asked);
                                      return own.status();
                                    });
  if (!status.ok()) return status;
  Response response;
  if (own->works.size() > static_cast<size_t>(asked.most)) {
    own->works.resize(asked.most);
    response.set_next_page_token(TokenAfterName(*page, own->works.back().name));
  }
  if (!own->works.empty()) status = AskOthers(parts, caller, request, &*own);
  if (!status.ok()) return status;
  for (const WorkWithFacts& work : own->works) {
    v1::ThresholdChallenge* challenge = response.add_challenges();
    challenge->set_work(work.name);
    challenge->set_title(work.title);
    challenge->set_reported(work.reported);
    JudgeByThresholds(own->table, work.facts, challenge);
  }
  *response.mutable_table() = std::move(own->table);
  return response;
}

}  // namespace

void BindThresholdChallenges(const ServiceParts& parts, MethodTable* methods) {
  methods->Bind<Request, Response>(
      "concordat.programme.v1.ThresholdChallenges.ListThresholdChallenges",
      [parts](const Caller& caller, const Request& request) {
        return ListThresholdChallenges(parts, caller, request);
      });
}

}  // namespace concordat::programme
