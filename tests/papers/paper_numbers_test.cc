#include "tests/papers/paper_numbers.h"

#include <absl/strings/numbers.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "common/base/text.h"
#include "tests/papers/bundle.h"
#include "tests/support/places.h"

namespace concordat::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Printed(std::string_view paper) {
  std::vector<std::string> printed;
  for (const PaperNumber& number : NumbersOf(paper)) printed.push_back(number.printed);
  return printed;
}

TEST(PaperNumbers, AreTakenAsPrinted) {
  EXPECT_THAT(Printed("£1,265,000 of £13.2k, 12.5% in 2010/11, to 21/06/11."),
              ElementsAre("£1,265,000", "£13.2k", "12.5%", "2010/11", "21/06/11"));
  EXPECT_THAT(Printed("- 16.3.1 NI185 and CO2 from the 1st, v10.0; 24-hour"),
              ElementsAre("16.3.1", "NI185", "CO2", "1st", "v10.0", "24"));
  EXPECT_THAT(Printed("Costs\t-65\t-1,130\n2011-12 (3) 5."),
              ElementsAre("-65", "-1,130", "2011", "12", "3", "5"));
  EXPECT_THAT(Printed("no number, £ % k"), IsEmpty());
}

TEST(PaperNumbers, AreReadInWordsToo) {
  EXPECT_THAT(Printed("A thousand of seven, Two thirds\tby half; someone's oneness, it's often"),
              ElementsAre("thousand", "seven", "Two", "thirds", "half"));
  EXPECT_THAT(Printed("a six-month and 12 twenty-five"),
              ElementsAre("six", "12", "twenty", "five"));
  EXPECT_THAT(Printed("7million and CO2"), ElementsAre("7million", "CO2"));
}

TEST(PaperNumbers, SayWhereTheyStand) {
  const auto numbers = NumbersOf("first\n\nabout 5 – of\t7");
  ASSERT_EQ(numbers.size(), 2);
  EXPECT_EQ(numbers[0].line, 3);
  EXPECT_EQ(numbers[0].before, "about ");
  EXPECT_EQ(numbers[0].after, " – of\t7");
  EXPECT_EQ(numbers[1].before, "about 5 – of\t");
  EXPECT_EQ(numbers[1].after, "");
}

TEST(PaperNumbers, BesideThemIsCutBetweenCharacters) {
  for (const std::string pad : {"", "x", "xx", "xxx"}) {
    std::string dashes;
    for (int i = 0; i < 20; ++i) dashes += "–";
    const auto numbers = NumbersOf(pad + dashes + " 7 " + pad + dashes);
    ASSERT_EQ(numbers.size(), 1);
    EXPECT_TRUE(numbers[0].before.starts_with("–")) << numbers[0].before;
    EXPECT_TRUE(numbers[0].after.ends_with("–")) << numbers[0].after;
  }
}

bool Holds(std::string_view column, std::string_view cell, std::string_view printed) {
  return HoldsNumber(column, cell, {1, std::string(printed), "", ""});
}

TEST(PaperNumbers, FiguresHoldThemAsTheirColumnsWriteThem) {
  EXPECT_TRUE(Holds("realised_pence", "1320000", "£13.2k"));
  EXPECT_TRUE(Holds("realised_pence", "1320000", "£13,200"));
  EXPECT_FALSE(Holds("realised_pence", "1320001", "£13.2k"));
  EXPECT_TRUE(Holds("lines.amount_pence", "-6500000", "-65"));
  EXPECT_FALSE(Holds("lines.amount_pence", "-6500000", "65"));
  EXPECT_TRUE(Holds("amount", "478", "£478k"));
  EXPECT_TRUE(Holds("amount", "2", "£2m"));
  EXPECT_TRUE(Holds("amount", "25", "£25Million"));
  EXPECT_TRUE(Holds("target", "5.235", "5.235M"));
  EXPECT_FALSE(Holds("target", "5.235", "5.236M"));
  EXPECT_TRUE(Holds("amount", "3", "3months"));
  EXPECT_TRUE(Holds("actual", "47", "47secs"));
  EXPECT_FALSE(Holds("amount", "3", "3rd"));
  EXPECT_TRUE(Holds("amount", "7", "seven"));
  EXPECT_TRUE(Holds("amount", "1000", "thousand"));
  EXPECT_FALSE(Holds("amount", "2", "seven"));
  EXPECT_TRUE(Holds("actual", "37.4", "37.4%"));
  EXPECT_FALSE(Holds("actual", "37.4", "37.5%"));
  EXPECT_FALSE(Holds("position", "3", "3"));
  EXPECT_FALSE(Holds("actual", "185", "NI185"));
}

TEST(PaperNumbers, AChangeHoldsThemWithTheSignThatTheWordsGive) {
  EXPECT_TRUE(Holds("change", "-60.7", "60.7%"));
  EXPECT_TRUE(Holds("change", "13", "13%"));
  EXPECT_FALSE(Holds("change", "-60.8", "60.7%"));
}

TEST(PaperNumbers, DatesHoldTheirDaysAndYears) {
  EXPECT_TRUE(Holds("financial_year", "2010-11", "2010/11"));
  EXPECT_FALSE(Holds("financial_year", "2010-11", "2011/12"));
  EXPECT_TRUE(Holds("financial_year", "2008-09", "2008/9"));
  EXPECT_TRUE(Holds("financial_year", "2007-08", "07/08"));
  EXPECT_FALSE(Holds("financial_year", "2007-08", "08/07"));
  EXPECT_TRUE(Holds("due", "2011-06-21", "21/06/11"));
  EXPECT_TRUE(Holds("due", "2011-06-21", "21.06.11"));
  EXPECT_TRUE(Holds("due", "2011-06-01", "1st"));
  EXPECT_TRUE(Holds("due", "2011-06-01", "2011"));
  EXPECT_FALSE(Holds("due", "2011-06-01", "2nd"));
  EXPECT_FALSE(Holds("due", "2011-06", "6"));
}

TEST(PaperNumbers, YearsOfTwoDigitsStandAfterAMonth) {
  const auto holds = [](std::string_view paper, std::string_view cell) {
    return HoldsNumber("due", cell, NumbersOf(paper)[0]);
  };
  EXPECT_TRUE(holds("from July '09 on", "2009-07"));
  EXPECT_TRUE(holds("in Sep 09 for", "2009-09"));
  EXPECT_TRUE(holds("September'10", "2010-09-30"));
  EXPECT_FALSE(holds("from July '09 on", "2010-07"));
  EXPECT_FALSE(holds("all of 10 are", "2010-07"));
}

TEST(PaperNumbers, AShortCellIsHeldWhereItIsPrintedWhole) {
  const PaperNumber number = NumbersOf("Bury\tStage 1\tJune")[0];
  EXPECT_TRUE(HoldsNumber("label", "Stage 1", number));
  EXPECT_FALSE(HoldsNumber("label", "Stage 1 later", number));
  EXPECT_FALSE(HoldsNumber("label", "Phase 1", number));
}

TEST(PaperNumbers, WordsHoldThemWithWhatStandsBesideThem) {
  const PaperNumber number = NumbersOf("We fit 9 out of 10 within 2 days.")[2];
  EXPECT_TRUE(HoldsNumber("actual", "so we fit 9 out of 10 within 2 days", number));
  EXPECT_FALSE(HoldsNumber("actual", "of other things 2 were seen", number));
  EXPECT_FALSE(HoldsNumber("actual", "9 out of 10 within 12 days", number));
  EXPECT_FALSE(HoldsNumber("actual", "9 out of 10 within 2.5 days", number));
  EXPECT_TRUE(Holds("reference", "2.", "2"));
}

// The numbers of a sample's paper as tests/data lists them.
class SampleNumbersTest : public ::testing::TestWithParam<std::string> {
 protected:
  static PaperNumber NumberOf(const Cells& listed) {
    PaperNumber number{0, listed.at("printed"), listed.at("before"), listed.at("after")};
    EXPECT_TRUE(absl::SimpleAtoi(listed.at("line"), &number.line));
    return number;
  }

  std::string Where(const Cells& listed) const {
    return Concat("line ", listed.at("line"), ": ", listed.at("before"), "[", listed.at("printed"),
                  "]", listed.at("after"));
  }

  // The cells of a record's column that hold the number.
  std::vector<std::string> Holding(const Cells& listed) const {
    std::vector<std::string> holding;
    const auto record = bundle_.records.find(listed.at("record"));
    if (record == bundle_.records.end()) return holding;
    const std::string& column = listed.at("column");
    for (const Cells& row : record->second.rows) {
      const std::string cell = Cell(row, column);
      if (HoldsNumber(column, cell, NumberOf(listed))) holding.push_back(cell);
    }
    return holding;
  }

  const Bundle bundle_ = ReadBundle(GetParam());
  const std::vector<Cells> listed_ = ReadTable(Concat("tests/data/", GetParam(), "-numbers.csv"));
};

TEST_P(SampleNumbersTest, EachHasARecordOrAReason) {
  ASSERT_FALSE(listed_.empty());
  for (const Cells& listed : listed_) {
    EXPECT_NE(listed.at("record").empty(), listed.at("reason").empty()) << Where(listed);
    if (listed.at("record").empty()) continue;
    EXPECT_FALSE(Holding(listed).empty())
        << Where(listed) << ": not in " << listed.at("record") << ", " << listed.at("column");
  }
}

TEST_P(SampleNumbersTest, AFigureIsTranscribedFromOneNumber) {
  std::map<std::tuple<std::string, std::string, std::string>, size_t> taken;
  for (const Cells& listed : listed_) {
    const std::vector<std::string> holding = Holding(listed);
    if (holding.empty() || !IsFigure(listed.at("column"), holding[0])) continue;
    const size_t times = ++taken[{listed.at("record"), listed.at("column"), listed.at("printed")}];
    EXPECT_LE(times, holding.size())
        << Where(listed) << ": " << listed.at("record") << ", " << listed.at("column");
  }
}

// An altered figure of the bundle is no longer what the paper prints. Dates are left
// out: of day, month and year one alone may have been printed.
TEST_P(SampleNumbersTest, AnAlteredFigureIsSeen) {
  int altered = 0;
  for (const Cells& listed : listed_) {
    for (std::string cell : Holding(listed)) {
      if (!IsFigure(listed.at("column"), cell) || cell.find('-', 1) != std::string::npos) continue;
      cell.back() = cell.back() == '9' ? '1' : static_cast<char>(cell.back() + 1);
      EXPECT_FALSE(HoldsNumber(listed.at("column"), cell, NumberOf(listed)))
          << Where(listed) << ": " << cell;
      ++altered;
    }
  }
  EXPECT_GT(altered, 0);
}

INSTANTIATE_TEST_SUITE_P(Samples, SampleNumbersTest, ::testing::ValuesIn(Samples()),
                         SampleName<::testing::TestParamInfo<std::string>>);

}  // namespace
}  // namespace concordat::test
