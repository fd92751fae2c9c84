// What boards decided about the work that they steer: tolerances that are exceeded and gates
// with their conditions; and who has yet to report to them.
#include <algorithm>
#include <string>
#include <string_view>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/spoken_printed.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using programme::v1::ExceptionReport;
using programme::v1::GateDecision;
using programme::v1::Return;

void TakeException(const PackParts& parts, const ExceptionReport& report, v1::ExceptionLine* line) {
  line->set_record(report.name());
  line->set_title(report.title());
  line->set_subject_title(TitleOf(parts, report.project()));
  line->set_tolerance(report.tolerance());
  line->set_allowed(report.allowed());
  line->set_forecast(report.forecast());
  line->set_cause(report.cause());
  line->set_state(report.state());
  line->set_raised(report.raised());
  line->set_decided(report.decided());
  line->set_decision(report.decision());
  line->set_new_baseline_end(report.new_baseline_end());
  if (report.has_new_budget_pence()) line->set_new_budget_pence(report.new_budget_pence());
  if (report.has_source()) *line->mutable_source() = report.source();
  line->set_marking(report.marking());
}

bool IsOpen(programme::v1::ConditionState state) {
  return state == programme::v1::CONDITION_STATE_UNSPECIFIED ||
         state == programme::v1::CONDITION_STATE_OPEN;
}

void TakeGate(const PackParts& parts, const GateDecision& decision, v1::GateLine* line) {
  line->set_record(decision.name());
  line->set_subject_title(TitleOf(parts, decision.subject()));
  line->set_gate(decision.gate());
  line->set_decided(decision.decided());
  line->set_outcome(decision.outcome());
  line->set_reason(decision.reason());
  const auto today = ParseDay(parts.request.as_at());
  for (const programme::v1::Condition& condition : decision.conditions()) {
    v1::ConditionLine* taken = line->add_conditions();
    taken->set_condition(condition.condition());
    taken->set_owner_role(condition.owner_role());
    if (condition.has_due()) *taken->mutable_due() = condition.due();
    taken->set_state(condition.state());
    const auto due = ParsePartialDate(condition.due().date());
    taken->set_overdue(IsOpen(condition.state()) && due.ok() && today.ok() && due->last < *today);
  }
  if (decision.has_source()) *line->mutable_source() = decision.source();
  line->set_marking(decision.marking());
}

void TakeReturn(const PackParts& parts, const Return& awaited, v1::ReturnLine* line) {
  line->set_record(awaited.name());
  line->set_council_title(TitleOf(parts, awaited.council()));
  line->set_period_title(TitleOf(parts, awaited.reporting_period()));
  line->set_due(awaited.due());
  line->set_state(awaited.state());
  const auto due = ParseDay(awaited.due()), today = ParseDay(parts.request.as_at());
  if (due.ok() && today.ok() && *due < *today) {
    line->set_days_overdue(static_cast<int32_t>(*today - *due));
  }
  if (awaited.state() == Return::STATE_SENT_BACK && !awaited.sent_back().empty()) {
    line->set_sent_back_reason(awaited.sent_back().rbegin()->reason());
  }
  line->set_marking(awaited.marking());
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  const programme::v1::PlanPart& held = parts->part.plans();
  v1::PackPlans* plans = pack->mutable_plans();
  for (const auto& one : held.exceptions()) TakeException(*parts, one, plans->add_exceptions());
  for (const auto& one : held.gate_decisions()) TakeGate(*parts, one, plans->add_gates());
  for (const auto& one : held.returns()) TakeReturn(*parts, one, plans->add_returns());
  LeaveOut(*parts, "plans.exceptions", held.exceptions_left_out(), {"/exceptionReports"}, pack);
  LeaveOut(*parts, "plans.gates", held.gate_decisions_left_out(), {"/gateDecisions"}, pack);
  LeaveOut(*parts, "plans.returns", held.returns_left_out(), {"/returns"}, pack);
}

std::string_view ToleranceWord(ExceptionReport::Tolerance tolerance) {
  switch (tolerance) {
    case ExceptionReport::TOLERANCE_TIME:
      return "time";
    case ExceptionReport::TOLERANCE_COST:
      return "cost";
    case ExceptionReport::TOLERANCE_BENEFIT:
      return "benefit";
    case ExceptionReport::TOLERANCE_SCOPE:
      return "scope";
    case ExceptionReport::TOLERANCE_QUALITY:
      return "quality";
    case ExceptionReport::TOLERANCE_RISK:
      return "risk";
    default:
      return "a tolerance that is not stated";
  }
}

std::string_view StateWord(ExceptionReport::State state) {
  switch (state) {
    case ExceptionReport::STATE_RAISED:
      return "waits for a decision";
    case ExceptionReport::STATE_REBASELINED:
      return "a new baseline was taken";
    case ExceptionReport::STATE_RECOVERED:
      return "the work is to come back within its tolerance";
    case ExceptionReport::STATE_STOPPED:
      return "the work ends";
    default:
      return "no decision is stated";
  }
}

std::string_view OutcomeWord(GateDecision::Outcome outcome) {
  switch (outcome) {
    case GateDecision::OUTCOME_PROCEED:
      return "proceed";
    case GateDecision::OUTCOME_PROCEED_WITH_CONDITIONS:
      return "proceed with conditions";
    case GateDecision::OUTCOME_HOLD:
      return "hold";
    case GateDecision::OUTCOME_STOP:
      return "stop";
    default:
      return "outcome not stated";
  }
}

std::string_view StateWord(programme::v1::ConditionState state) {
  switch (state) {
    case programme::v1::CONDITION_STATE_MET:
      return "met";
    case programme::v1::CONDITION_STATE_WAIVED:
      return "waived";
    case programme::v1::CONDITION_STATE_FAILED:
      return "will not be met";
    default:
      return "open";
  }
}

std::string_view StateWord(Return::State state) {
  switch (state) {
    case Return::STATE_DUE:
      return "Waited for";
    case Return::STATE_PREPARED:
      return "Prepared, not yet signed";
    case Return::STATE_SENT_BACK:
      return "Sent back";
    default:
      return "Not stated";
  }
}

// `new end 30 June 2011, new budget £1,200`; empty where neither is taken.
std::string NewBaseline(const v1::ExceptionLine& line) {
  std::string text;
  if (!line.new_baseline_end().empty()) {
    text = Concat("new end ", SpokenDate(line.new_baseline_end()));
  }
  if (line.has_new_budget_pence()) {
    text += Concat(text.empty() ? "" : ", ", "new budget ", Pounds(line.new_budget_pence()));
  }
  return text;
}

void FillExceptions(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.plans().exceptions().empty()) return;
  TemplateDictionary* shown = page->AddSectionDictionary("HAS_EXCEPTIONS");
  Inferences inferences;
  for (const v1::ExceptionLine& line : pack.plans().exceptions()) {
    TemplateDictionary* item = shown->AddSectionDictionary("EXCEPTION");
    Set(item, "SUBJECT", line.subject_title());
    Set(item, "TITLE", line.title());
    Set(item, "TOLERANCE", ToleranceWord(line.tolerance()));
    SetIn(item, "ALLOWED", "VALUE", line.allowed());
    SetIn(item, "FORECAST", "VALUE", line.forecast());
    SetIn(item, "RAISED", "DAY", SpokenDate(line.raised()));
    Set(item, "STATE", StateWord(line.state()));
    SetIn(item, "DECIDED", "DAY", SpokenDate(line.decided()));
    SetIn(item, "CAUSE", "TEXT", line.cause());
    SetIn(item, "DECISION_TEXT", "TEXT", line.decision());
    SetIn(item, "BASELINE", "TEXT", NewBaseline(line));
    Set(item, "WHERE", inferences.Place(line.source()));
  }
  inferences.Fill(shown);
  FillLeftOut(pack, "plans.exceptions", shown);
}

void FillGates(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.plans().gates().empty()) return;
  TemplateDictionary* shown = page->AddSectionDictionary("HAS_GATES");
  Inferences inferences;
  for (const v1::GateLine& line : pack.plans().gates()) {
    TemplateDictionary* item = shown->AddSectionDictionary("GATE");
    Set(item, "SUBJECT", line.subject_title());
    SetIn(item, "NAMED", "GATE_NAME", line.gate());
    Set(item, "DAY", SpokenDate(line.decided()));
    Set(item, "OUTCOME", OutcomeWord(line.outcome()));
    SetIn(item, "REASON", "TEXT", line.reason());
    TemplateDictionary* list =
        line.conditions().empty() ? nullptr : item->AddSectionDictionary("CONDITIONS");
    for (const v1::ConditionLine& condition : line.conditions()) {
      TemplateDictionary* one = list->AddSectionDictionary("CONDITION");
      Set(one, "TEXT", condition.condition());
      SetIn(one, "OWNER", "ROLE", condition.owner_role());
      SetIn(one, "DUE", "DAY", SpokenPrinted(condition.due()));
      Set(one->AddSectionDictionary(condition.overdue() ? "OVERDUE" : "STANDS"), "WORD",
          condition.overdue() ? "overdue" : StateWord(condition.state()));
    }
    Set(item, "WHERE", inferences.Place(line.source()));
  }
  inferences.Fill(shown);
  FillLeftOut(pack, "plans.gates", shown);
}

void FillReturns(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.plans().returns().empty()) return;
  TemplateDictionary* shown = page->AddSectionDictionary("HAS_RETURNS");
  for (const v1::ReturnLine& line : pack.plans().returns()) {
    TemplateDictionary* row = shown->AddSectionDictionary("RETURN");
    Set(row, "COUNCIL", line.council_title());
    Set(row, "PERIOD", line.period_title());
    Set(row, "DUE", SpokenDate(line.due()));
    Set(row, "WORD", StateWord(line.state()));
    SetIn(row, "REASON", "TEXT", line.sent_back_reason());
    if (line.days_overdue() == 0) continue;
    Set(row->AddSectionDictionary("OVERDUE"), "DAYS",
        Concat(line.days_overdue(), line.days_overdue() == 1 ? " day" : " days"));
  }
  FillLeftOut(pack, "plans.returns", shown);
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  FillExceptions(pack, page);
  FillGates(pack, page);
  FillReturns(pack, page);
}

}  // namespace

const Section kControl = {&Take, &Fill};

}  // namespace concordat::gateway
