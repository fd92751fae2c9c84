#include "programme-service/src/calendar_events.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat::programme {
namespace {

// Makes the events of one record after another.
class EventMaker {
 public:
  EventMaker(const CalendarRecords& records, absl::CivilDay first_day)
      : records_(records), first_day_(first_day) {}

  std::vector<CalendarEvent> Make() && {
    for (const v1::Meeting& meeting : records_.meetings) Add(meeting);
    for (const v1::ReportingPeriod& period : records_.periods) Add(period);
    for (const v1::Return& due : records_.returns) Add(due);
    for (const v1::Milestone& milestone : records_.milestones) Add(milestone);
    for (const v1::Action& action : records_.actions) Add(action);
    for (const v1::GateDecision& decision : records_.decisions) Add(decision);
    std::ranges::sort(events_, [](const CalendarEvent& a, const CalendarEvent& b) {
      return std::tie(a.first, a.uid) < std::tie(b.first, b.uid);
    });
    events_.resize(std::min(events_.size(), kMostEvents));
    return std::move(events_);
  }

 private:
  // `part` tells the events of one record from one another. Nothing for a date that is none
  // or has gone by.
  template <typename Record>
  CalendarEvent* Begin(const Record& record, std::string_view part, std::string_view date) {
    const auto days = ParsePartialDate(date);
    if (!days.ok() || days->last < first_day_) return nullptr;
    CalendarEvent& event = events_.emplace_back();
    event.uid = Concat(record.uid(), "-", part, "@concordat");
    event.first = days->first;
    event.last = days->last;
    event.stamp = absl::FromUnixSeconds(record.update_time().seconds());
    if (days->first != days->last) event.status = CalendarEvent::Status::kTentative;
    return &event;
  }

  std::string TitleOf(const std::string& name) const {
    const auto found = records_.titles.find(name);
    return found == records_.titles.end() ? "" : found->second;
  }

  void Add(const v1::Meeting& meeting) {
    if (CalendarEvent* event = Begin(meeting, "held", meeting.held())) {
      event->summary = meeting.title();
      event->description = TitleOf(meeting.board());
      event->location = meeting.place();
      event->category = "Meeting";
    }
    if (CalendarEvent* event = Begin(meeting, "papers", meeting.papers_due())) {
      event->summary = Concat("Papers due: ", meeting.title());
      event->description = TitleOf(meeting.board());
      event->category = "Papers due";
    }
  }

  void Add(const v1::ReportingPeriod& period) {
    if (period.state() == v1::ReportingPeriod::STATE_FROZEN ||
        period.state() == v1::ReportingPeriod::STATE_PUBLISHED) {
      return;
    }
    CalendarEvent* event = Begin(period, "returns", period.returns_due());
    if (event == nullptr) return;
    event->summary = Concat("Returns due: ", period.title());
    event->category = "Returns due";
  }

  void Add(const v1::Return& due) {
    if (due.state() == v1::Return::STATE_SUBMITTED || due.state() == v1::Return::STATE_ACCEPTED) {
      return;
    }
    CalendarEvent* event = Begin(due, "due", due.due());
    if (event == nullptr) return;
    const std::string title = TitleOf(due.reporting_period());
    event->summary = title.empty() ? "Return due" : Concat("Return due: ", title);
    event->category = "Returns due";
  }

  void Add(const v1::Milestone& milestone) {
    if (!milestone.reached().empty() || milestone.state() == v1::Milestone::STATE_REACHED) return;
    CalendarEvent* event = Begin(milestone, "due", milestone.due().date());
    if (event == nullptr) return;
    event->summary = milestone.title();
    event->description = milestone.document();
    event->category = "Deadline";
    if (milestone.state() == v1::Milestone::STATE_CANCELLED) {
      event->status = CalendarEvent::Status::kCancelled;
    }
  }

  void Add(const v1::Action& action) {
    if (!action.completed().empty() || action.state() == v1::Action::STATE_DONE) return;
    for (int i = 0; i < action.deadlines_size(); ++i) {
      const v1::Deadline& deadline = action.deadlines(i);
      CalendarEvent* event = Begin(action, Concat("deadline-", i), deadline.due().date());
      if (event == nullptr) continue;
      event->summary =
          deadline.what().empty() ? action.title() : Concat(action.title(), ": ", deadline.what());
      event->category = "Deadline";
      if (action.state() == v1::Action::STATE_CANCELLED) {
        event->status = CalendarEvent::Status::kCancelled;
      }
    }
  }

  void Add(const v1::GateDecision& decision) {
    for (int i = 0; i < decision.conditions_size(); ++i) {
      const v1::Condition& condition = decision.conditions(i);
      const bool open = condition.state() == v1::CONDITION_STATE_UNSPECIFIED ||
                        condition.state() == v1::CONDITION_STATE_OPEN;
      if (!open || !condition.met().empty()) continue;
      CalendarEvent* event = Begin(decision, Concat("condition-", i), condition.due().date());
      if (event == nullptr) continue;
      event->summary = Concat("Condition due: ", decision.gate());
      event->description = condition.condition();
      event->category = "Deadline";
    }
  }

  const CalendarRecords& records_;
  const absl::CivilDay first_day_;
  std::vector<CalendarEvent> events_;
};

}  // namespace

std::vector<CalendarEvent> EventsOf(const CalendarRecords& records, absl::CivilDay first_day) {
  return EventMaker(records, first_day).Make();
}

}  // namespace concordat::programme
