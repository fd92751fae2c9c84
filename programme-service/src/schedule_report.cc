#include "programme-service/src/schedule_report.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "programme-service/src/plan_dates.h"

namespace concordat::programme {
namespace {

using type::v1::PrintedDate;
using v1::DaySpan;
using v1::ScheduledDate;

DaySpan Span(int64_t at_least, int64_t at_most) {
  DaySpan span;
  span.set_at_least(static_cast<int32_t>(at_least));
  span.set_at_most(static_cast<int32_t>(at_most));
  return span;
}

// Days that a date moves past its plan; none as long as it may keep to the days stated.
DaySpan PushedBy(const PartialDate& planned, absl::CivilDay earliest, absl::CivilDay latest) {
  if (latest <= planned.last) return Span(0, 0);
  return Span(std::max<int64_t>(earliest - planned.last, 0), latest - planned.first);
}

PrintedDate Printed(const std::string& date) {
  PrintedDate printed;
  printed.set_date(date);
  return printed;
}

// What the plan says of a date.
void FillPlan(const PrintedDate& baseline, const PrintedDate& planned, const std::string& actual,
              ScheduledDate* date) {
  date->set_baseline(baseline.date());
  date->set_planned(planned.date());
  date->set_actual(actual);
  if (auto slip = SlipBetween(baseline, planned)) *date->mutable_slip() = *slip;
}

bool HasBegun(const v1::StagePlan& plan) {
  return !plan.actual_start().empty() || !plan.actual_end().empty() ||
         plan.state() == v1::StagePlan::STATE_UNDER_WAY ||
         plan.state() == v1::StagePlan::STATE_STALLED ||
         plan.state() == v1::StagePlan::STATE_DONE ||
         plan.state() == v1::StagePlan::STATE_CANCELLED;
}

// What is known of the days of a stage: as it came, or as planned, moved with its project.
void FillStage(const PrintedDate& planned, const std::string& actual, const DaySpan& moved,
               ScheduledDate* date) {
  auto days = PlanDateOf(actual);
  const bool has_come = days.has_value();
  if (!has_come) days = PlanDateOf(planned);
  if (!days.has_value()) return;
  const int least = has_come ? 0 : moved.at_least(), most = has_come ? 0 : moved.at_most();
  date->set_earliest(FormatDay(days->days.first + least));
  date->set_latest(FormatDay(days->days.last + most));
  if (!has_come) *date->mutable_pushed() = Span(least, most);
}

void ClearReckoned(ScheduledDate* date) {
  date->clear_earliest();
  date->clear_latest();
  date->clear_pushed();
  date->clear_total_float();
  date->clear_path();
  date->clear_path_left_out();
}

}  // namespace

int ScheduleReporter::PlaceOf(const std::string& name) const {
  const auto found = facts_.places.find(name);
  return found == facts_.places.end() ? -1 : found->second;
}

int ScheduleReporter::WaitsOnUndated(int node) const {
  return static_cast<int>(std::ranges::count_if(facts_.edges, [&](const PlannedEdge& edge) {
    if (edge.to != node || edge.tie == Tie::kNone || facts_.nodes[edge.from].given_up) return false;
    const End from = facts_.nodes[edge.from].is_point ? End::kEnd : FromEnd(edge.tie);
    return !reckoned_.latest[edge.from].At(from).date.has_value();
  }));
}

void ScheduleReporter::Fill(int node, End which, ScheduledDate* date) const {
  const BoundEnd& early = reckoned_.earliest[node].At(which);
  const BoundEnd& late = reckoned_.latest[node].At(which);
  if (!early.date.has_value() || !late.date.has_value()) return;
  date->set_earliest(FormatDay(*early.date));
  date->set_latest(FormatDay(*late.date));
  const PlannedNode& plan = facts_.nodes[node];
  const PlannedEnd& end = which == End::kStart ? plan.start : plan.end;
  if (end.date.has_value() && !end.fixed) {
    *date->mutable_pushed() = PushedBy(*end.date, *early.date, *late.date);
  }
  if (early.total_float.has_value() && late.total_float.has_value()) {
    *date->mutable_total_float() = Span(std::min(*early.total_float, *late.total_float),
                                        std::max(*early.total_float, *late.total_float));
  }
  const DrivingPath path = DrivingPathOf(reckoned_.latest, facts_.edges, node, which, kMostOnPath);
  for (const int edge : path.edges) {
    v1::DrivingStep* step = date->add_path();
    step->set_dependency(facts_.dependencies[edge]);
    step->set_predecessor(facts_.names[facts_.edges[edge].from]);
  }
  date->set_path_left_out(path.left_out);
}

v1::ScheduleRow ScheduleReporter::Report(const v1::Project& project) const {
  v1::ScheduleRow row;
  row.set_record(project.name());
  row.set_title(project.title());
  row.set_subject(project.service_area().empty() ? project.programme() : project.service_area());
  FillPlan({}, Printed(project.start()), "", row.mutable_start());
  const std::string& planned =
      project.current_end().empty() ? project.baseline_end() : project.current_end();
  FillPlan(Printed(project.baseline_end()), Printed(planned), project.actual_end(),
           row.mutable_end());
  const int place = PlaceOf(project.name());
  if (place < 0) return row;
  Fill(place, End::kStart, row.mutable_start());
  Fill(place, End::kEnd, row.mutable_end());
  row.set_waits_on_undated(WaitsOnUndated(place));
  return row;
}

v1::ScheduleRow ScheduleReporter::Report(const v1::Milestone& milestone) const {
  v1::ScheduleRow row;
  row.set_record(milestone.name());
  row.set_title(milestone.title());
  for (const std::string* subject : {&milestone.project(), &milestone.live_service(),
                                     &milestone.service_area(), &milestone.programme()}) {
    if (!subject->empty()) row.set_subject(*subject);
  }
  FillPlan(milestone.baseline_due(), milestone.due(), milestone.reached(), row.mutable_end());
  const int place = PlaceOf(milestone.name());
  if (place < 0) return row;
  Fill(place, End::kEnd, row.mutable_end());
  row.set_waits_on_undated(WaitsOnUndated(place));
  return row;
}

v1::ScheduleRow ScheduleReporter::Report(const v1::StagePlan& plan) const {
  v1::ScheduleRow row;
  row.set_record(plan.name());
  row.set_title(plan.label());
  row.set_subject(plan.project().empty() ? plan.service_area() : plan.project());
  FillPlan(plan.baseline_start(), plan.start(), plan.actual_start(), row.mutable_start());
  FillPlan(plan.baseline_end(), plan.end(), plan.actual_end(), row.mutable_end());
  DaySpan moved = Span(0, 0);
  const int place = PlaceOf(plan.project());
  if (place >= 0 && !HasBegun(plan)) {
    ScheduledDate project;
    Fill(place, End::kStart, &project);
    if (project.has_pushed()) moved = project.pushed();
  }
  FillStage(plan.start(), plan.actual_start(), moved, row.mutable_start());
  FillStage(plan.end(), plan.actual_end(), moved, row.mutable_end());
  return row;
}

void KeepWhatIsAlike(const v1::ScheduleRow& other, v1::ScheduleRow* row) {
  if (google::protobuf::util::MessageDifferencer::Equals(other, *row)) return;
  if (row->has_start()) ClearReckoned(row->mutable_start());
  ClearReckoned(row->mutable_end());
  row->clear_waits_on_undated();
}

}  // namespace concordat::programme
