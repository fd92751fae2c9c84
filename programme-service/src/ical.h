// Calendars as text (RFC 5545): events of whole days. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_ICAL_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_ICAL_H_

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <string>
#include <string_view>
#include <vector>

namespace concordat::programme {

struct CalendarEvent {
  // The same for the same event for ever.
  std::string uid;
  absl::CivilDay first;
  absl::CivilDay last;
  std::string summary;
  std::string description;
  std::string location;
  std::string category;
  // When what it tells of was written.
  absl::Time stamp;
  enum class Status { kConfirmed, kTentative, kCancelled };
  Status status = Status::kConfirmed;
};

// The calendar, its lines ended by CRLF and folded after 75 bytes, never within a character.
std::string WriteCalendar(std::string_view name, const std::vector<CalendarEvent>& events);

// Text as a value: backslash, comma, semicolon and the ends of lines are written with a backslash;
// other control characters are left out.
std::string EscapeCalendarText(std::string_view text);

// A line as it is written, with its end.
std::string FoldCalendarLine(std::string_view line);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_ICAL_H_
