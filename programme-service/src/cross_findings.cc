#include <algorithm>
#include <string>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/status_judgement.h"

namespace concordat::programme {
namespace {

using benefits::v1::WorkPosition;

void AddUnrealisedFacts(const WorkPosition& position, FindingDraft* draft) {
  for (const auto& result : position.unrealised()) {
    draft->operator->()->add_records(result.expected_result());
    auto* promised = draft->operator->()->add_facts();
    promised->set_record(result.expected_result());
    promised->set_label("promised");
    promised->set_value(result.promised_pence() != 0 ? Pounds(result.promised_pence())
                                                     : result.expected());
    *promised->mutable_source() = result.source();
    auto* came = draft->operator->()->add_facts();
    came->set_record(result.expected_result());
    came->set_label("came about");
    came->set_value(result.actual().empty() ? Pounds(result.realised_pence()) : result.actual());
    *came->mutable_source() = result.source();
  }
  std::ranges::sort(*draft->operator->()->mutable_records());
}

// What is short of each promise: more than promised elsewhere makes up for none.
int64_t UnrealisedPence(const WorkPosition& position) {
  int64_t pence = 0;
  for (const auto& result : position.unrealised()) {
    pence += std::max<int64_t>(
        result.promised_pence() - std::max<int64_t>(result.realised_pence(), 0), 0);
  }
  return pence;
}

bool IsCost(const WorkPosition& position) {
  return std::ranges::any_of(position.unrealised(),
                             [](const auto& result) { return result.realised_pence() < 0; });
}

// What a green service has missed, in a sentence.
std::string Missed(const v1::LiveService& service, const WorkPosition& position) {
  const char* aims = service.aims() == v1::LiveService::AIMS_STATE_ALL_MET
                         ? " is green with all aims said to be met, while "
                         : " is green, while ";
  if (IsCost(position)) {
    std::string costs, promised;
    for (const auto& result : position.unrealised()) {
      if (result.realised_pence() >= 0) continue;
      if (promised.empty()) promised = result.expected();
      costs += Concat(costs.empty() ? "" : " and ", Pounds(-result.realised_pence()));
    }
    return Concat(service.title(), aims, "costs of ", costs, " came where \"", promised,
                  "\" was promised.");
  }
  if (UnrealisedPence(position) == 0) {
    return Concat(service.title(), aims, "\"", position.unrealised(0).expected(),
                  "\" has not come about.");
  }
  return Concat(service.title(), aims, Pounds(UnrealisedPence(position)), " of ",
                Pounds(position.promised_pence()), " promised has not come about.");
}

void AddGreenButUnrealised(const v1::LiveService& service, const WorkPosition& position,
                           Findings* findings) {
  const bool green = service.reported_status() == type::v1::RAG_GREEN;
  if (!green || !MissesBenefits(position)) return;
  FindingDraft draft("green-but-benefits-unrealised", ledger::v1::SEVERITY_ERROR,
                     Missed(service, position));
  draft.Involve(service).Stated(service, "reported status", "green");
  draft->set_reason("Green means on track to achieve the stated benefits.");
  draft->set_comparison(ledger::v1::COMPARISON_DIFFERS);
  AddUnrealisedFacts(position, &draft);
  draft->set_finding_id(
      FindingId(draft->rule(), {draft->records().begin(), draft->records().end()}));
  findings->push_back(draft.Take());
}

void AddSavingsBeforeGoLive(const v1::LiveService& service, const WorkPosition& position,
                            Findings* findings) {
  const auto live = ParsePartialDate(service.went_live());
  const auto year = ParseFinancialYear(position.first_actual_year());
  if (!live.ok() || !year.ok() || position.first_actual_pence() <= 0) return;
  if (CompareDates(*year, *live) != DateOrder::kBefore) return;
  FindingDraft draft(
      "savings-before-go-live", ledger::v1::SEVERITY_WARNING,
      Concat(service.title(), " went live ", SpokenWhen(service.went_live()), ", and ",
             Pounds(position.first_actual_pence()), " is counted as saved in ",
             position.first_actual_year(), ", before that."));
  draft.Involve(service).Stated(service, "went live", service.went_live());
  draft->add_records(position.first_actual_benefit());
  std::ranges::sort(*draft->mutable_records());
  auto* saved = draft->add_facts();
  saved->set_record(position.first_actual_benefit());
  saved->set_label(Concat("actual of ", position.first_actual_year()));
  saved->set_value(Pounds(position.first_actual_pence()));
  *saved->mutable_source() = position.first_actual_source();
  draft->set_finding_id(
      FindingId(draft->rule(), {draft->records().begin(), draft->records().end()}));
  findings->push_back(draft.Take());
}

// What is to come of a project that there will not be.
void AddPromisedInVain(const v1::Project& project, const WorkPosition& position,
                       Findings* findings) {
  if (project.lifecycle() != v1::Project::LIFECYCLE_WITHDRAWN || !MissesBenefits(position)) return;
  const std::string promised =
      UnrealisedPence(position) == 0
          ? Concat("\"", position.unrealised(0).expected(), "\" is")
          : Concat("Benefits of ", Pounds(UnrealisedPence(position)), " are");
  FindingDraft draft(
      "dependency-broken", ledger::v1::SEVERITY_WARNING,
      Concat(promised, " still promised from \"", project.title(), "\", which has been given up."));
  draft.Involve(project).Stated(project, "lifecycle", "given up");
  AddUnrealisedFacts(position, &draft);
  draft->set_finding_id(
      FindingId(draft->rule(), {draft->records().begin(), draft->records().end()}));
  findings->push_back(draft.Take());
}

}  // namespace

Findings FindAcrossServices(const Facts& facts, const benefits::v1::BenefitsPosition& positions) {
  Findings findings;
  const PositionIndex index(positions);
  for (const v1::Project& project : facts.projects) {
    const WorkPosition* position = index.Of(project.name());
    if (position != nullptr) AddPromisedInVain(project, *position, &findings);
  }
  for (const v1::LiveService& service : facts.live_services) {
    const WorkPosition* position = index.Of(service.name());
    if (position == nullptr) continue;
    AddGreenButUnrealised(service, *position, &findings);
    AddSavingsBeforeGoLive(service, *position, &findings);
  }
  return findings;
}

}  // namespace concordat::programme
