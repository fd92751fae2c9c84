#include "programme-service/src/ical.h"

#include <absl/strings/str_replace.h>
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/base/text.h"
#include "common/base/utf8.h"

namespace concordat::programme {
namespace {

CalendarEvent Meeting() {
  CalendarEvent event;
  event.uid = "6f0e-held@concordat";
  event.first = event.last = absl::CivilDay(2011, 6, 30);
  event.summary = "Board: shared services, update; next steps";
  event.description = "First line\r\nsecond \\ line";
  event.stamp = absl::FromUnixSeconds(1300000000);
  return event;
}

TEST(IcalTest, WritesAnEventOfAWholeDay) {
  EXPECT_EQ(
      WriteCalendar("Shared Service Board", {Meeting()}),
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Concordat//Calendar//EN\r\n"
      "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nNAME:Shared Service Board\r\n"
      "X-WR-CALNAME:Shared Service Board\r\nBEGIN:VEVENT\r\nUID:6f0e-held@concordat\r\n"
      "DTSTAMP:20110313T070640Z\r\nDTSTART;VALUE=DATE:20110630\r\n"
      "DTEND;VALUE=DATE:20110701\r\nSUMMARY:Board: shared services\\, update\\; next steps\r\n"
      "DESCRIPTION:First line\\nsecond \\\\ line\r\nSTATUS:CONFIRMED\r\n"
      "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(IcalTest, LeavesOutWhatNoCalendarCanRead) {
  EXPECT_EQ(EscapeCalendarText(std::string("a\0b\tc\x1b\x7f\rd\n", 10)), "ab c\\nd\\n");
}

// What is unfolded is what was folded; no line is longer than 75 bytes, and none is cut within a
// character.
TEST(IcalTest, FoldsLinesBetweenCharacters) {
  std::mt19937 random(5);
  const std::vector<std::string> pieces = {"a", "é", "–", "😀", " ", ":"};
  for (int round = 0; round < 500; ++round) {
    std::string line;
    for (unsigned length = random() % 300; length > 0; --length) {
      line += pieces[random() % pieces.size()];
    }
    const std::string folded = FoldCalendarLine(line);
    ASSERT_TRUE(folded.ends_with("\r\n"));
    for (const std::string& part : std::vector<std::string>(absl::StrSplit(folded, "\r\n"))) {
      EXPECT_LE(part.size(), 75u);
      EXPECT_TRUE(IsUtf8(part));
    }
    EXPECT_EQ(absl::StrReplaceAll(folded, {{"\r\n ", ""}}), line + "\r\n");
  }
  // What is no UTF-8 ends too.
  EXPECT_EQ(FoldCalendarLine(std::string(80, '\x80')).size(), 85u);
}

}  // namespace
}  // namespace concordat::programme
