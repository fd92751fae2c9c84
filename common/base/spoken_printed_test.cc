#include "common/base/spoken_printed.h"

#include <gtest/gtest.h>

#include <string>

namespace concordat {
namespace {

type::v1::PrintedDate Printed(const std::string& date, type::v1::DateQualifier qualifier) {
  type::v1::PrintedDate printed;
  printed.set_date(date);
  printed.set_qualifier(qualifier);
  return printed;
}

struct Case {
  const char* date;
  type::v1::DateQualifier qualifier;
  const char* in_table;
  const char* when;
};

TEST(SpokenPrinted, SaysWhatWordsMakeOfADate) {
  const Case cases[] = {
      {"2010-03-31", type::v1::DATE_QUALIFIER_UNSPECIFIED, "31 March 2010", "on 31 March 2010"},
      {"2010-03", type::v1::DATE_QUALIFIER_UNSPECIFIED, "March 2010", "in March 2010"},
      {"2009-12-18", type::v1::DATE_QUALIFIER_BY, "by 18 December 2009", "by 18 December 2009"},
      {"2010-01", type::v1::DATE_QUALIFIER_EARLY, "early January 2010", "early in January 2010"},
      {"2010", type::v1::DATE_QUALIFIER_MID, "mid-2010", "in the middle of 2010"},
      {"2010-01", type::v1::DATE_QUALIFIER_LATE, "late January 2010", "late in January 2010"},
      {"2010-03", type::v1::DATE_QUALIFIER_AND_BEYOND, "March 2010 and beyond",
       "in March 2010 and beyond"},
      {"2010", type::v1::DATE_QUALIFIER_FROM, "from 2010", "from 2010 on"},
      {"2010", type::v1::DATE_QUALIFIER_ABOUT, "about 2010", "about 2010"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(SpokenPrinted(Printed(one.date, one.qualifier)), one.in_table);
    EXPECT_EQ(SpokenWhen(Printed(one.date, one.qualifier)), one.when);
  }
}

TEST(SpokenPrinted, SaysWhatIsPrintedWhereThereIsNoDate) {
  type::v1::PrintedDate printed = Printed("", type::v1::DATE_QUALIFIER_CONTINUOUS);
  EXPECT_EQ(SpokenPrinted(printed), "continuous");
  EXPECT_EQ(SpokenPrinted(Printed("2010", type::v1::DATE_QUALIFIER_CONTINUOUS)),
            "2010, continuous");
  printed.set_as_printed("Ongoing");
  EXPECT_EQ(SpokenPrinted(printed), "Ongoing");
  EXPECT_EQ(SpokenPrinted({}), "");
}

}  // namespace
}  // namespace concordat
