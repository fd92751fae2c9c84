#include "programme-service/src/ical.h"

#include <absl/strings/str_format.h>

#include "common/base/text.h"

namespace concordat::programme {
namespace {

constexpr size_t kMostBytes = 75;
constexpr unsigned char kFirstPrintable = 0x20;
constexpr unsigned char kDelete = 0x7f;

// A byte that a character of UTF-8 goes on with.
bool GoesOn(char byte) {
  constexpr unsigned char kMask = 0xC0, kContinuation = 0x80;
  return (static_cast<unsigned char>(byte) & kMask) == kContinuation;
}

std::string Day(absl::CivilDay day) {
  return absl::StrFormat("%04d%02d%02d", day.year(), day.month(), day.day());
}

std::string_view StatusName(CalendarEvent::Status status) {
  switch (status) {
    case CalendarEvent::Status::kTentative:
      return "TENTATIVE";
    case CalendarEvent::Status::kCancelled:
      return "CANCELLED";
    default:
      return "CONFIRMED";
  }
}

class CalendarWriter {
 public:
  // A property of which the value needs no escape, or of which it is text.
  void Add(std::string_view property, std::string_view value) {
    text_ += FoldCalendarLine(Concat(property, ":", value));
  }
  void AddText(std::string_view property, std::string_view value) {
    if (!value.empty()) Add(property, EscapeCalendarText(value));
  }

  void AddEvent(const CalendarEvent& event) {
    Add("BEGIN", "VEVENT");
    AddText("UID", event.uid);
    Add("DTSTAMP", absl::FormatTime("%Y%m%dT%H%M%SZ", event.stamp, absl::UTCTimeZone()));
    Add("DTSTART;VALUE=DATE", Day(event.first));
    // The end is the first day after it.
    Add("DTEND;VALUE=DATE", Day(event.last + 1));
    AddText("SUMMARY", event.summary);
    AddText("DESCRIPTION", event.description);
    AddText("LOCATION", event.location);
    AddText("CATEGORIES", event.category);
    Add("STATUS", StatusName(event.status));
    Add("TRANSP", "TRANSPARENT");
    Add("END", "VEVENT");
  }

  std::string Take() && { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string EscapeCalendarText(std::string_view text) {
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' || c == '\n') {
      // A pair of them is one end.
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      escaped += "\\n";
    } else if (c == '\\' || c == ',' || c == ';') {
      escaped += '\\';
      escaped += c;
    } else if (static_cast<unsigned char>(c) >= kFirstPrintable && c != kDelete) {
      escaped += c;
    } else if (c == '\t') {
      escaped += ' ';
    }
  }
  return escaped;
}

std::string FoldCalendarLine(std::string_view line) {
  std::string folded;
  // The blank that begins a further line counts.
  size_t room = kMostBytes;
  while (line.size() > room) {
    size_t cut = room;
    while (cut > 0 && GoesOn(line[cut])) --cut;
    // What is no UTF-8 is cut anywhere.
    if (cut == 0) cut = room;
    folded += Concat(line.substr(0, cut), "\r\n ");
    line.remove_prefix(cut);
    room = kMostBytes - 1;
  }
  return Concat(folded, line, "\r\n");
}

std::string WriteCalendar(std::string_view name, const std::vector<CalendarEvent>& events) {
  CalendarWriter writer;
  writer.Add("BEGIN", "VCALENDAR");
  writer.Add("VERSION", "2.0");
  writer.Add("PRODID", "-//Concordat//Calendar//EN");
  writer.Add("CALSCALE", "GREGORIAN");
  writer.Add("METHOD", "PUBLISH");
  writer.AddText("NAME", name);
  writer.AddText("X-WR-CALNAME", name);
  for (const CalendarEvent& event : events) writer.AddEvent(event);
  writer.Add("END", "VCALENDAR");
  return std::move(writer).Take();
}

}  // namespace concordat::programme
