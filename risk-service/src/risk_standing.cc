#include "risk-service/src/risk_standing.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/review_due.h"
#include "risk-service/src/risk_digest.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

constexpr int kMost = 100;

// On which day the slice of a risk that is in force ends; nothing where none is.
absl::StatusOr<std::optional<absl::CivilDay>> EndOfSlice(const Records& records,
                                                         const std::string& risk) {
  SqlPart query = {"SELECT k.valid_to FROM ", {}};
  query.Add(records.InForce<v1::Risk>()).Add(" k WHERE k.name = ?", {risk});
  auto ends = records.Names(query);
  if (!ends.ok()) return ends.status();
  if (ends->empty()) return std::nullopt;
  auto end = ParseDay(ends->front());
  // The end of time.
  if (!end.ok()) return absl::CivilDay::max();
  return *end;
}

absl::StatusOr<v1::Risk> ReadRisk(const Records& records, const std::string& name) {
  if (!records.TypeOf<v1::Risk>().Matches(name) ||
      Concat("partnerships/", ResourceType::PartnershipOf(name)) != records.parent()) {
    return InvalidField("risk", "is no name of a risk of the partnership");
  }
  auto read = records.Named<v1::Risk>({name});
  if (!read.ok()) return read.status();
  if (read->empty()) return ResourceNotFound(name);
  return std::move(read->front());
}

absl::Status AddRating(const Records& records, v1::RiskStanding* standing) {
  const v1::Risk& risk = standing->risk();
  auto matrices = records.Named<v1::Matrix>({risk.matrix()});
  if (!matrices.ok()) return matrices.status();
  if (!matrices->empty()) {
    const v1::Matrix& matrix = matrices->front();
    standing->set_rating(RatingOf(matrix, risk.current()));
    standing->set_above_appetite(IsAboveAppetite(matrix, risk.category(), risk.current()));
    standing->set_cycle_days(CycleOf(matrix, risk.current()));
  }
  auto reviewed = ReadLastReviews(records, {risk.name()});
  if (!reviewed.ok()) return reviewed.status();
  const auto last = reviewed->find(risk.name());
  if (last != reviewed->end()) standing->set_last_reviewed(last->second);
  const bool is_due = standing->cycle_days() > 0 && IsOpen(risk);
  if (is_due) {
    standing->set_next_due(
        NextDue(standing->last_reviewed(), risk.effective_from(), standing->cycle_days()));
  }
  return absl::OkStatus();
}

absl::Status AddAcceptances(const Records& records, v1::RiskStanding* standing) {
  auto held = records.Where<v1::Acceptance>({"t.list_parent = ?", {standing->risk().name()}},
                                            Records::Order::kName, kMost);
  if (!held.ok()) return held.status();
  std::ranges::sort(*held, std::greater<>(), [](const v1::Acceptance& acceptance) {
    return std::tuple(acceptance.create_time().seconds(), acceptance.create_time().nanos(),
                      acceptance.name());
  });
  for (v1::Acceptance& acceptance : *held) {
    std::optional<absl::CivilDay> since;
    if (acceptance.state() == v1::ACCEPTANCE_STATE_ACCEPTED) {
      auto found = VoidSince(records, acceptance);
      if (!found.ok()) return found.status();
      since = *found;
    }
    v1::AcceptanceStanding* one = standing->add_acceptances();
    one->set_hold(HoldOf(acceptance, since, records.at().day));
    if (one->hold() == v1::AcceptanceStanding::HOLD_VOID) one->set_void_since(FormatDay(*since));
    *one->mutable_acceptance() = std::move(acceptance);
  }
  return absl::OkStatus();
}

absl::Status AddPath(const Records& records, v1::RiskStanding* standing) {
  const std::string& risk = standing->risk().name();
  auto held =
      records.Where<v1::Escalation>({"t.list_parent = ?", {risk}}, Records::Order::kName, kMost);
  if (!held.ok()) return held.status();
  std::vector<std::string> names;
  for (const v1::Escalation& escalation : *held) names.push_back(escalation.to_register());
  auto registers = records.Named<v1::Register>(std::move(names));
  if (!registers.ok()) return registers.status();
  std::map<std::string, std::string> titles;
  for (const v1::Register& record : *registers) titles[record.name()] = record.title();
  for (v1::EscalationStep& step :
       PathOf(std::string(ResourceType::ParentOf(risk)), *std::move(held), records.at().day)) {
    step.set_to_title(titles[step.escalation().to_register()]);
    *standing->add_path() = std::move(step);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::RiskStanding> ReadRiskStanding(const Records& records, const std::string& risk) {
  auto read = ReadRisk(records, risk);
  if (!read.ok()) return read.status();
  v1::RiskStanding standing;
  *standing.mutable_risk() = *std::move(read);
  absl::Status status = AddRating(records, &standing);
  if (status.ok()) status = AddAcceptances(records, &standing);
  if (status.ok()) status = AddPath(records, &standing);
  if (!status.ok()) return status;
  return standing;
}

absl::StatusOr<std::optional<absl::CivilDay>> VoidSince(const Records& records,
                                                        const v1::Acceptance& acceptance) {
  const std::string risk(ResourceType::ParentOf(acceptance.name()));
  // What a reader may not be told of a risk was accepted, too.
  const Records everything = records.OfAll();
  auto day = ParseDay(acceptance.accepted());
  if (!day.ok()) return day.status();
  while (*day <= records.at().day) {
    const Records on_day = everything.On(*day);
    auto read = on_day.Named<v1::Risk>({risk});
    if (!read.ok()) return read.status();
    if (read->empty() || RiskDigest(read->front()) != acceptance.risk_digest()) return *day;
    auto end = EndOfSlice(on_day, risk);
    if (!end.ok()) return end.status();
    if (!end->has_value()) return *day;
    *day = **end;
  }
  return std::nullopt;
}

v1::AcceptanceStanding::Hold HoldOf(const v1::Acceptance& acceptance,
                                    std::optional<absl::CivilDay> void_since, absl::CivilDay day) {
  switch (acceptance.state()) {
    case v1::ACCEPTANCE_STATE_ACCEPTED:
      break;
    case v1::ACCEPTANCE_STATE_WITHDRAWN:
      return v1::AcceptanceStanding::HOLD_WITHDRAWN;
    default:
      return v1::AcceptanceStanding::HOLD_UNSPECIFIED;
  }
  if (acceptance.expires() < FormatDay(day)) return v1::AcceptanceStanding::HOLD_EXPIRED;
  return void_since.has_value() ? v1::AcceptanceStanding::HOLD_VOID
                                : v1::AcceptanceStanding::HOLD_IN_FORCE;
}

std::vector<v1::EscalationStep> PathOf(const std::string& own_register,
                                       std::vector<v1::Escalation> held, absl::CivilDay day) {
  std::ranges::sort(held, {}, [](const v1::Escalation& escalation) {
    return std::tuple(escalation.effective_from(), escalation.create_time().seconds(),
                      escalation.create_time().nanos(), escalation.name());
  });
  std::vector<v1::EscalationStep> path;
  std::string from = own_register;
  for (v1::Escalation& escalation : held) {
    v1::EscalationStep step;
    step.set_from_register(from);
    const auto since = ParseDay(escalation.effective_from());
    if (escalation.state() == v1::ESCALATION_STATE_UNSPECIFIED && since.ok()) {
      step.set_days_unanswered(static_cast<int32_t>(day - *since));
    }
    if (escalation.state() == v1::ESCALATION_STATE_ACKNOWLEDGED) from = escalation.to_register();
    *step.mutable_escalation() = std::move(escalation);
    path.push_back(std::move(step));
  }
  return path;
}

}  // namespace concordat::risk
