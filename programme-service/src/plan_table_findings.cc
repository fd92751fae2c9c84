#include <map>
#include <string>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

using ledger::v1::SEVERITY_ERROR;
using ledger::v1::SEVERITY_INFORMATION;
using ledger::v1::SEVERITY_WARNING;

// `1033` of `1033.000000`, `0.5` of `0.500000`.
std::string Plain(std::string decimal) {
  if (decimal.find('.') == std::string::npos) return decimal;
  decimal.erase(decimal.find_last_not_of('0') + 1);
  if (decimal.ends_with('.')) decimal.pop_back();
  return decimal;
}

void AddTotal(const WrongTotal& wrong, Findings* findings) {
  const v1::BaselineFact& total = wrong.total;
  const std::string computed = Plain(wrong.computed);
  FindingDraft draft("printed-total-differs", SEVERITY_ERROR,
                     Concat("The total of ", total.measure(), " is printed as ", total.amount(),
                            "; the ", wrong.parts, " parts add up to ", computed, "."));
  draft.Involve(total).Stated(total, "total", total.amount());
  draft.Computed(total, "sum of parts", computed);
  findings->push_back(draft.Take());
}

void AddSubscription(const v1::Subscription& subscription, Findings* findings) {
  const int64_t computed = subscription.count() * subscription.rate_pence();
  FindingDraft draft("subscription-total-differs", SEVERITY_ERROR,
                     Concat(subscription.count(), " at ", Pounds(subscription.rate_pence()),
                            " are ", Pounds(computed), "; ", Pounds(subscription.total_pence()),
                            " is printed for ", subscription.title(), "."));
  draft.Involve(subscription).Stated(subscription, "total", Pounds(subscription.total_pence()));
  draft.Computed(subscription, "number at the rate", Pounds(computed));
  findings->push_back(draft.Take());
}

std::string Called(const v1::Action& action) {
  return action.reference().empty() ? Concat("\"", action.title(), "\"")
                                    : Concat(action.reference(), " \"", action.title(), "\"");
}

std::string SpokenPlan(const v1::Action& action) {
  return action.plan().empty() ? "its plan" : Concat("the plan of ", action.plan());
}

// `before` or `after` where the whole of the deadline lies so; empty otherwise.
std::string SideOf(const type::v1::PrintedDate& due, const type::v1::Period& plan) {
  const auto day = ParsePartialDate(due.date());
  if (!day.ok()) return "";
  const auto from = ParsePartialDate(plan.from());
  const bool goes_on = due.qualifier() == type::v1::DATE_QUALIFIER_AND_BEYOND ||
                       due.qualifier() == type::v1::DATE_QUALIFIER_FROM;
  if (from.ok() && day->last < from->first && !goes_on) return "before";
  const auto to = ParsePartialDate(plan.to());
  return to.ok() && day->first > to->last ? "after" : "";
}

void AddOutside(const v1::Action& action, Findings* findings) {
  for (const v1::Deadline& deadline : action.deadlines()) {
    const std::string side = SideOf(deadline.due(), action.plan_period());
    if (side.empty()) continue;
    const std::string date = SpokenDate(deadline.due().date());
    FindingDraft draft("deadline-outside-plan", SEVERITY_WARNING,
                       Concat("Action ", Called(action), " is to be done by ", date, ", ", side,
                              " ", SpokenPlan(action), " that it stands in."));
    draft.Involve(action).Stated(action, "deadline", deadline.due().date());
    draft.Stated(action, "plan",
                 Concat(action.plan_period().from(), " to ", action.plan_period().to()));
    findings->push_back(draft.Take());
    // One action, one finding: its other deadlines say the same of it.
    return;
  }
}

std::string LastDeadline(const v1::Action& action) {
  return action.deadlines().empty() ? ""
                                    : action.deadlines(action.deadlines_size() - 1).due().date();
}

void AddContinued(const v1::Action& later, const v1::Action& earlier, Findings* findings) {
  const std::string now = LastDeadline(later), before = LastDeadline(earlier);
  if (now.empty() || before.empty() || now == before) return;
  FindingDraft draft(
      "continued-deadline-differs", SEVERITY_INFORMATION,
      Concat("Action ", Called(earlier), " is to be done by ", SpokenDate(before), " in ",
             SpokenPlan(earlier), " and by ", SpokenDate(now), " in ", SpokenPlan(later), "."));
  draft.Involve(earlier).Involve(later);
  draft.Stated(earlier, "deadline", before).Stated(later, "deadline", now);
  findings->push_back(draft.Take());
}

}  // namespace

void AddPlanTableFindings(const Facts& facts, Findings* findings) {
  for (const WrongTotal& wrong : facts.wrong_totals) AddTotal(wrong, findings);
  for (const auto& subscription : facts.subscriptions) AddSubscription(subscription, findings);
  std::map<std::string, const v1::Action*> by_name;
  for (const v1::Action& action : facts.actions) by_name.emplace(action.name(), &action);
  for (const v1::Action& action : facts.actions) {
    AddOutside(action, findings);
    const auto earlier = by_name.find(action.continues());
    if (earlier != by_name.end()) AddContinued(action, *earlier->second, findings);
  }
}

}  // namespace concordat::programme
