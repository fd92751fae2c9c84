#include "risk-service/src/escalation_judgement.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/resource/resource_type.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/risk_digest.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

bool Stands(const v1::Escalation& escalation) {
  return escalation.state() == v1::ESCALATION_STATE_UNSPECIFIED ||
         escalation.state() == v1::ESCALATION_STATE_ACKNOWLEDGED;
}

std::tuple<int64_t, int32_t, std::string> PlaceInTime(const v1::Escalation& escalation) {
  return {escalation.create_time().seconds(), escalation.create_time().nanos(), escalation.name()};
}

// The newest of those that a rule raised; nullptr for none.
const v1::Escalation* NewestOf(const std::vector<v1::Escalation>& held, const std::string& rule) {
  const v1::Escalation* newest = nullptr;
  for (const v1::Escalation& escalation : held) {
    if (escalation.rule() != rule) continue;
    if (newest == nullptr || PlaceInTime(*newest) < PlaceInTime(escalation)) newest = &escalation;
  }
  return newest;
}

// True where a rule has raised the risk and that stands, or it was sent back as it is now.
bool IsUpOrReturned(const std::vector<v1::Escalation>& held, const std::string& rule,
                    const v1::Risk& risk) {
  const bool stands = std::ranges::any_of(held, [&rule](const v1::Escalation& escalation) {
    return escalation.rule() == rule && Stands(escalation);
  });
  if (stands) return true;
  const v1::Escalation* newest = NewestOf(held, rule);
  return newest != nullptr && newest->state() == v1::ESCALATION_STATE_RETURNED &&
         newest->risk_digest() == RiskDigest(risk);
}

absl::CivilDay FirstDayOf(const RiskToEscalate& risk) {
  const auto first = ParseDay(risk.risk.effective_from());
  return first.ok() ? *first : risk.day;
}

}  // namespace

bool MeetsAssessment(const v1::EscalationRule& rule, const v1::Matrix* matrix,
                     const std::string& category, const v1::Assessment& current) {
  if (!rule.category().empty() && rule.category() != category) return false;
  if (!rule.rating().empty() &&
      (matrix == nullptr || RatingOf(*matrix, current) != rule.rating())) {
    return false;
  }
  return !rule.above_appetite() ||
         (matrix != nullptr && IsAboveAppetite(*matrix, category, current));
}

std::optional<std::string> GoesUpTo(const v1::EscalationRule& rule, const RiskToEscalate& risk) {
  const v1::Risk& stated = risk.risk;
  if (rule.suspended() || !IsOpen(stated)) return std::nullopt;
  const std::string own(ResourceType::ParentOf(stated.name()));
  if (!rule.from_register().empty() && rule.from_register() != own) return std::nullopt;
  if (risk.day - FirstDayOf(risk) < rule.least_age_days()) return std::nullopt;
  if (!MeetsAssessment(rule, risk.matrix, stated.category(), stated.current())) return std::nullopt;
  std::string to = rule.to_register();
  if (to.empty()) {
    const auto parent = risk.registers.find(own);
    if (parent != risk.registers.end()) to = parent->second;
  }
  if (to.empty() || to == own || !risk.registers.contains(to)) return std::nullopt;
  return to;
}

std::string WhyItGoesUp(const v1::EscalationRule& rule, const RiskToEscalate& risk) {
  std::string why = Concat("\"", rule.title(), "\":");
  const auto add = [&why](const std::string& more) {
    why += Concat(why.ends_with(':') ? " " : "; ", more);
  };
  if (!rule.rating().empty()) add(Concat("it is rated ", rule.rating()));
  if (!rule.category().empty()) add(Concat("its category is ", rule.category()));
  if (rule.above_appetite()) {
    add(Concat("its score of ", ScoreOf(risk.risk.current()), " is above appetite"));
  }
  if (rule.least_age_days() > 0) {
    add(Concat("it has been in its register for ", risk.day - FirstDayOf(risk), " days"));
  }
  return why;
}

EscalationDecision Decide(const std::vector<v1::EscalationRule>& rules, const RiskToEscalate& risk,
                          const std::vector<v1::Escalation>& held) {
  EscalationDecision decision;
  for (const v1::EscalationRule& rule : rules) {
    if (rule.suspended()) continue;
    const auto to = GoesUpTo(rule, risk);
    if (to.has_value()) {
      if (IsUpOrReturned(held, rule.name(), risk.risk)) continue;
      decision.rises.push_back({rule.name(), *to, WhyItGoesUp(rule, risk)});
      continue;
    }
    for (const v1::Escalation& escalation : held) {
      if (escalation.rule() == rule.name() && Stands(escalation)) {
        decision.lapses.push_back(escalation.name());
      }
    }
  }
  return decision;
}

}  // namespace concordat::risk
