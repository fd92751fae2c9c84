#include "programme-service/src/threshold_judgement.h"

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::programme {
namespace {

using type::v1::Rag;

// Of this fact alone a smaller value is worse.
bool LessIsWorse(v1::Fact fact) { return fact == v1::FACT_BENEFITS_PERCENT_OF_PLAN; }

bool Reaches(v1::Fact fact, int32_t value, int32_t bound) {
  return LessIsWorse(fact) ? value <= bound : value >= bound;
}

// Red is graver than amber, and amber than green; none is the least.
int Gravity(Rag light) {
  switch (light) {
    case type::v1::RAG_RED:
      return 3;
    case type::v1::RAG_AMBER:
      return 2;
    case type::v1::RAG_GREEN:
      return 1;
    default:
      return 0;
  }
}

const char* WordOf(Rag light) {
  switch (light) {
    case type::v1::RAG_RED:
      return "red";
    case type::v1::RAG_AMBER:
      return "amber";
    default:
      return "green";
  }
}

// The gravest light that a row could give, whatever the value.
Rag GravestOf(const v1::Threshold& threshold) {
  if (threshold.has_red_from()) return type::v1::RAG_RED;
  return threshold.has_amber_from() ? type::v1::RAG_AMBER : type::v1::RAG_GREEN;
}

const char* What(v1::Fact fact) {
  switch (fact) {
    case v1::FACT_SLIP_DAYS:
      return "days of slip";
    case v1::FACT_BENEFITS_PERCENT_OF_PLAN:
      return "per cent of planned benefits";
    case v1::FACT_RISKS_ABOVE_APPETITE:
      return "risks above appetite";
    case v1::FACT_OVERDUE_ACTIONS:
      return "overdue actions";
    case v1::FACT_OPEN_ISSUES:
      return "open issues";
    case v1::FACT_OVERDUE_MILESTONES:
      return "overdue milestones";
    default:
      return "of nothing";
  }
}

// `120 days of slip are red from 90 on (Thresholds, version 2).`
std::string ReasonOf(const v1::Threshold& threshold, const v1::FactStatus& fact,
                     const v1::ThresholdTable& table) {
  const bool red = fact.status() == type::v1::RAG_RED;
  const bool green = fact.status() == type::v1::RAG_GREEN;
  const std::string bound = green ? std::string()
                                  : Concat(LessIsWorse(fact.fact()) ? " at or below " : " from ",
                                           red ? threshold.red_from() : threshold.amber_from());
  return Concat(fact.value(), " ", What(fact.fact()), ": ", WordOf(fact.status()), bound, " (",
                table.title(), ", version ", table.version(), ").");
}

void SetDifference(const v1::ThresholdTable& table, v1::ThresholdChallenge* challenge) {
  const bool told = challenge->reported() != type::v1::RAG_UNSPECIFIED &&
                    challenge->computed() != type::v1::RAG_UNSPECIFIED;
  challenge->set_differs(told && challenge->reported() != challenge->computed());
  if (!challenge->differs()) return;
  for (int i = 0; i < challenge->facts_size(); ++i) {
    const v1::FactStatus& fact = challenge->facts(i);
    if (fact.has_value() && fact.status() == challenge->computed()) {
      challenge->add_reasons(ReasonOf(table.thresholds(i), fact, table));
    }
  }
}

}  // namespace

Rag LightOf(const v1::Threshold& threshold, int32_t value) {
  if (threshold.has_red_from() && Reaches(threshold.fact(), value, threshold.red_from())) {
    return type::v1::RAG_RED;
  }
  if (threshold.has_amber_from() && Reaches(threshold.fact(), value, threshold.amber_from())) {
    return type::v1::RAG_AMBER;
  }
  return type::v1::RAG_GREEN;
}

void JudgeByThresholds(const v1::ThresholdTable& table, const KnownFacts& facts,
                       v1::ThresholdChallenge* challenge) {
  Rag gravest = type::v1::RAG_UNSPECIFIED;
  int could_be = 0;
  for (const v1::Threshold& threshold : table.thresholds()) {
    v1::FactStatus* status = challenge->add_facts();
    status->set_fact(threshold.fact());
    const auto known = facts.find(threshold.fact());
    if (known == facts.end() || !known->second.value.has_value()) {
      status->set_missing(known == facts.end() ? "nothing is kept of it" : known->second.missing);
      could_be = std::max(could_be, Gravity(GravestOf(threshold)));
      continue;
    }
    status->set_value(*known->second.value);
    status->set_status(LightOf(threshold, *known->second.value));
    if (Gravity(status->status()) > Gravity(gravest)) gravest = status->status();
  }
  challenge->set_computed(could_be > Gravity(gravest) ? type::v1::RAG_UNSPECIFIED : gravest);
  SetDifference(table, challenge);
}

absl::Status CheckThresholdTable(const v1::ThresholdTable*, v1::ThresholdTable* after) {
  for (int i = 0; i < after->thresholds_size(); ++i) {
    const v1::Threshold& threshold = after->thresholds(i);
    const std::string field = Concat("threshold_table.thresholds[", i, "]");
    if (!threshold.has_amber_from() && !threshold.has_red_from()) {
      return InvalidField(field, "needs amber_from, red_from or both");
    }
    const bool both = threshold.has_amber_from() && threshold.has_red_from();
    if (both && !Reaches(threshold.fact(), threshold.red_from(), threshold.amber_from())) {
      return InvalidField(field + ".red_from", "is reached before amber_from");
    }
  }
  return absl::OkStatus();
}

}  // namespace concordat::programme
