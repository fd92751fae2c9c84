// What of the records of a board or a council stands in its calendar. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_CALENDAR_EVENTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_CALENDAR_EVENTS_H_

#include <map>
#include <string>
#include <vector>

#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/gate_decision.pb.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/reporting_period.pb.h"
#include "concordat/programme/v1/return.pb.h"
#include "programme-service/src/ical.h"

namespace concordat::programme {

struct CalendarRecords {
  std::vector<v1::Meeting> meetings;
  // Rounds of which the last day for returns is told.
  std::vector<v1::ReportingPeriod> periods;
  std::vector<v1::Return> returns;
  std::vector<v1::Milestone> milestones;
  std::vector<v1::Action> actions;
  std::vector<v1::GateDecision> decisions;
  // Titles of boards and rounds that are named, by their names.
  std::map<std::string, std::string> titles;
};

inline constexpr size_t kMostEvents = 2000;

// The events that end on a day or later, the earliest first. What is stated to the month or the
// year takes all of it and is tentative; what is done is none.
std::vector<CalendarEvent> EventsOf(const CalendarRecords& records, absl::CivilDay first_day);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_CALENDAR_EVENTS_H_
