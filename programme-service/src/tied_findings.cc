// Whether what waits is planned after what it waits for.
#include <string>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

const PlannedEnd& At(const TiedEnd& end, End which) {
  return which == End::kStart && !end.node.is_point ? end.node.start : end.node.end;
}

constexpr int kDecember = 12;

// As it was written: a day, a month or a year, else the first and the last day.
std::string Spoken(const PartialDate& date) {
  const std::string first = FormatDay(date.first), last = FormatDay(date.last);
  if (first == last) return SpokenWhen(first);
  const bool whole_months = date.first.day() == 1 && (date.last + 1).day() == 1;
  if (whole_months && first.substr(0, 7) == last.substr(0, 7))
    return SpokenWhen(first.substr(0, 7));
  if (whole_months && date.first.year() == date.last.year() && date.first.month() == 1 &&
      date.last.month() == kDecember) {
    return SpokenWhen(first.substr(0, 4));
  }
  return Concat("from ", SpokenDate(first), " to ", SpokenDate(last));
}

std::string Does(const TiedEnd& end, End which) {
  if (end.node.is_point) return "is due";
  return which == End::kStart ? "starts" : "ends";
}

// ` and 2 working days`.
std::string Lag(const PlannedEdge& edge) {
  if (edge.lag == 0) return "";
  const auto days = Magnitude(edge.lag);
  return Concat(edge.lag > 0 ? ", and " : ", less ", days, edge.working_days ? " working" : "",
                days == 1 ? " day" : " days", edge.lag > 0 ? " after that" : "");
}

// How many days too early it is at the least and at the most; nothing where it is not.
struct TooEarly {
  int64_t at_least = 0, at_most = 0;
};

TooEarly By(const PlannedEdge& edge, const PartialDate& awaited, const PartialDate& waits) {
  return {AfterLag(edge, awaited.first) - waits.last, AfterLag(edge, awaited.last) - waits.first};
}

std::string SpokenDays(int64_t days) { return Concat(days, days == 1 ? " day" : " days"); }

void Add(const TiedPlans& tied, Findings* findings) {
  const PlannedEdge edge = EdgeOf(tied.dependency);
  if (edge.tie == Tie::kNone) return;
  const TiedEnd &first = tied.predecessor, &second = tied.successor;
  const End from = FromEnd(edge.tie), to = ToEnd(edge.tie);
  const PlannedEnd &awaited = At(first, from), &waits = At(second, to);
  if (first.node.given_up || second.node.given_up) return;
  if (!awaited.date.has_value() || !waits.date.has_value()) return;
  // What has come about on both sides is no plan any more.
  if (awaited.fixed && waits.fixed) return;
  if (AfterLag(edge, awaited.date->last) <= waits.date->last) return;
  const TooEarly days = By(edge, *awaited.date, *waits.date);
  const bool possible = days.at_least <= 0 || first.may_be_earlier || second.may_be_later;
  const std::string how_many = days.at_least == days.at_most && !possible
                                   ? Concat(", ", SpokenDays(days.at_least), " too early")
                                   : "";
  FindingDraft draft(
      "dependency-too-early", ledger::v1::SEVERITY_WARNING,
      Concat(second.title, " ", Does(second, to), " ", Spoken(*waits.date),
             possible ? ", perhaps before" : ", before", " what it waits for: ", first.title, " ",
             Does(first, from), " ", Spoken(*awaited.date), Lag(edge), how_many, "."));
  draft.Involve(tied.dependency);
  for (const TiedEnd* end : {&first, &second}) {
    draft->add_records(end->name);
    draft->set_marking(std::max(draft->marking(), end->marking));
  }
  std::ranges::sort(*draft->mutable_records());
  const auto state = [&draft](const TiedEnd& end, std::string label, const PartialDate& date) {
    ledger::v1::FindingFact* fact = draft->add_facts();
    fact->set_record(end.name);
    fact->set_label(std::move(label));
    fact->set_value(Spoken(date));
    *fact->mutable_source() = end.source;
  };
  state(first, Does(first, from), *awaited.date);
  state(second, Does(second, to), *waits.date);
  if (edge.lag != 0) draft.Stated(tied.dependency, "lag in days", std::to_string(edge.lag));
  draft->set_possible(possible);
  findings->push_back(draft.Take());
}

}  // namespace

void AddTiedFindings(const PlanFacts& plans, Findings* findings) {
  for (const TiedPlans& tied : plans.tied) Add(tied, findings);
}

}  // namespace concordat::programme
