#include "benefits-service/src/share_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/text.h"
#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using v1::ShareLine;

TEST(ShareLines, AreAddedUpByYearAndKind) {
  ShareOutline share;
  ASSERT_THAT(
      AddLines("32011-12700 12010-11100 12010-11-30 22010-115 32010-110 32011-12-700", 6, &share),
      IsOk());
  ASSERT_EQ(share.years.size(), 2u);
  const ShareYear* first = share.Of("2010-11");
  ASSERT_EQ(first, share.years.data()) << "in their order";
  EXPECT_TRUE(first->amounts.budget == 70);
  EXPECT_TRUE(first->amounts.forecast == 5);
  EXPECT_FALSE(first->has_actual) << "of nought";
  EXPECT_TRUE(first->Has(ShareLine::KIND_ACTUAL));
  EXPECT_TRUE(first->is_counted());
  const ShareYear* second = share.Of("2011-12");
  EXPECT_TRUE(second->amounts.actual == 0);
  EXPECT_TRUE(second->has_actual) << "whatever they come to";
  EXPECT_FALSE(second->Has(ShareLine::KIND_BUDGET));
  EXPECT_EQ(share.Of("2012-13"), nullptr);
  EXPECT_FALSE(share.may_lack);
}

TEST(ShareLines, SayWhetherAnActualMayBeNoneYet) {
  ShareOutline share;
  ASSERT_THAT(AddLines("22010-115 92011-12700", 2, &share), IsOk());
  EXPECT_TRUE(share.may_lack);
  EXPECT_FALSE(share.Of("2010-11")->is_counted()) << "a forecast alone";
  EXPECT_TRUE(share.Of("2011-12")->amounts.actual == 700);
}

TEST(ShareLines, OfATargetAloneCountForNothing) {
  ShareOutline share;
  ASSERT_THAT(AddLines("42008-091318200000 22008-091088500000", 2, &share), IsOk());
  EXPECT_TRUE(share.Of("2008-09")->amounts.target == 1318200000);
  EXPECT_FALSE(share.Of("2008-09")->is_counted()) << "a target and a forecast";
}

TEST(ShareLines, HoldSumsBeyond64Bits) {
  const std::string line = Concat("12010-11", std::numeric_limits<int64_t>::max());
  ShareOutline share;
  ASSERT_THAT(AddLines(Concat(line, " ", line), 2, &share), IsOk());
  EXPECT_TRUE(share.Of("2010-11")->amounts.budget ==
              Pence(std::numeric_limits<int64_t>::max()) * 2);
}

TEST(ShareLines, ThatAreCutShortAreNotTakenForAll) {
  struct Cut {
    std::string lines;
    int64_t count;
  };
  for (const Cut& cut : {Cut{"12010-11100 12010-1", 2}, Cut{"12010-11100", 2}, Cut{"12010-11", 1},
                         Cut{"12010-11100;32010-115", 2}, Cut{"", 1}, Cut{"x2010-11100", 1}}) {
    ShareOutline share;
    EXPECT_FALSE(AddLines(cut.lines, cut.count, &share).ok()) << cut.lines;
  }
}

ShareLine Line(std::string_view year, ShareLine::Kind kind, int64_t pence,
               std::string_view counted_to = "2011-03-31") {
  ShareLine line;
  line.set_financial_year(std::string(year));
  line.set_kind(kind);
  line.set_amount_pence(pence);
  if (kind != ShareLine::KIND_ACTUAL) return line;
  line.set_grade(ShareLine::GRADE_LEDGER);
  line.set_counted_to(std::string(counted_to));
  return line;
}

v1::Share ShareOf(const std::vector<ShareLine>& lines) {
  v1::Share share;
  for (const ShareLine& line : lines) *share.add_lines() = line;
  return share;
}

TEST(ShareLines, AreKeptByYearAndKind) {
  EXPECT_EQ(SummariseLines(ShareOf({Line("2011-12", ShareLine::KIND_ACTUAL, 700, "2012-03-31"),
                                    Line("2010-11", ShareLine::KIND_BUDGET, 100),
                                    Line("2010-11", ShareLine::KIND_ACTUAL, 0),
                                    Line("2010-11", ShareLine::KIND_BUDGET, -30)})),
            "12010-1170 32010-110 32011-12700;2012-03-31");
  EXPECT_EQ(SummariseLines(ShareOf({Line("2010-11", ShareLine::KIND_FORECAST, 5)})), "22010-115");
  EXPECT_EQ(SummariseLines({}), "");
}

TEST(ShareLines, AreKeptSoThatNothingVanishes) {
  EXPECT_EQ(SummariseLines(ShareOf({Line("2010-11", ShareLine::KIND_ACTUAL, 700),
                                    Line("2010-11", ShareLine::KIND_ACTUAL, -700)})),
            "32010-11700 32010-11-700;2011-03-31");
  const int64_t most = std::numeric_limits<int64_t>::max();
  ShareOutline share;
  ASSERT_THAT(AddSummary(SummariseLines(ShareOf({Line("2010-11", ShareLine::KIND_BUDGET, most),
                                                 Line("2010-11", ShareLine::KIND_BUDGET, most)})),
                         "2011-06-30", &share),
              IsOk());
  EXPECT_TRUE(share.Of("2010-11")->amounts.budget == Pence(most) * 2);
}

TEST(ShareLines, ThatAreKeptSayWhetherAnActualMayBeNoneYet) {
  const std::string counted =
      SummariseLines(ShareOf({Line("2010-11", ShareLine::KIND_ACTUAL, 700, "2011-06-30")}));
  ShareLine without_day = Line("2010-11", ShareLine::KIND_ACTUAL, 700, "");
  ShareLine without_grade = Line("2010-11", ShareLine::KIND_ACTUAL, 700);
  without_grade.clear_grade();
  const auto may_lack = [](std::string_view summary, std::string_view day) {
    ShareOutline share;
    EXPECT_THAT(AddSummary(summary, day, &share), IsOk());
    EXPECT_TRUE(share.Of("2010-11")->amounts.actual == 700);
    return share.may_lack;
  };
  EXPECT_FALSE(may_lack(counted, "2011-06-30"));
  EXPECT_TRUE(may_lack(counted, "2011-06-29")) << "counted to a day to come";
  EXPECT_TRUE(may_lack(SummariseLines(ShareOf({without_day})), "2011-06-30"));
  EXPECT_TRUE(may_lack(SummariseLines(ShareOf({without_grade})), "2011-06-30"));
}

TEST(ShareLines, ThatAreKeptAreNotTakenForOthers) {
  for (const std::string_view summary : {"12010-11", "x", "12010-11100,;2011-03-31"}) {
    ShareOutline share;
    EXPECT_FALSE(AddSummary(summary, "2011-06-30", &share).ok()) << summary;
  }
}

}  // namespace
}  // namespace concordat::benefits
