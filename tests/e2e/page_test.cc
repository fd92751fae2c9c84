// The board pack's page as a reader meets it, on a telephone, on a screen and on paper.
#include <absl/strings/ascii.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_replace.h>
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/text.h"
#include "tests/support/browser.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

TEST(Browser, MeasuresWhatIsWrong) {
  const json measures = test::MeasurePage(
      "<!DOCTYPE html><body style=\"margin:0\"><p style=\"width:2em;word-break:break-all\">"
      "achieved</p><div style=\"width:900px\">wide</div></body>",
      400);
  EXPECT_EQ(measures["broken"], json({"achieved"}));
  EXPECT_EQ(measures["width"], 900);
}

class PageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    house_.LoadBundle();
    page_ = house_.PackPage("asAt=2011-06-30");
  }

  test::SampleHouse house_;
  std::string page_;
};

TEST_F(PageTest, IsReadFromTopToBottomAtEveryWidth) {
  for (const int width : {400, 768, 1100}) {
    const json measures = test::MeasurePage(page_, width);
    EXPECT_THAT(measures["broken"], IsEmpty()) << width << ": " << measures["broken"];
    EXPECT_THAT(measures["wide"], IsEmpty()) << width << ": " << measures["wide"];
    EXPECT_LE(measures["width"], width);
    if (width > 400) continue;
    EXPECT_LT(measures["length"], 30'000);
  }
}

TEST_F(PageTest, IsReadAlsoWhereItIsUnfolded) {
  const std::string open = absl::StrReplaceAll(page_, {{"<details", "<details open"}});
  const json measures = test::MeasurePage(open, 400);
  EXPECT_GT(measures["length"], test::MeasurePage(page_, 400)["length"]);
  EXPECT_THAT(measures["broken"], IsEmpty()) << measures["broken"];
  EXPECT_THAT(measures["wide"], IsEmpty()) << measures["wide"];
  EXPECT_LE(measures["width"], 400);
}

// How full each page is.
std::string LinesOf(const std::vector<std::string>& pages) {
  std::string lines;
  for (const std::string& page : pages) lines += Concat(std::ranges::count(page, '\n'), " lines, ");
  return lines;
}

TEST_F(PageTest, PrintsOnFewPagesWithItsHeads) {
  const std::vector<std::string> pages = test::PrintPage(page_);
  EXPECT_LT(pages.size(), 20) << LinesOf(pages);
  EXPECT_THAT(pages.front(), HasSubstr("What the board is asked"));
  // From the page on which the register begins to the one on which what follows does.
  const auto has = [](const char* text) {
    return [text](const std::string& page) { return page.find(text) != std::string::npos; };
  };
  const auto first = std::ranges::find_if(pages, has("Risk and mitigation"));
  const auto last = std::ranges::find_if(first, pages.end(), has("14.  "));
  ASSERT_NE(last, pages.end());
  EXPECT_GT(last - first, 0) << "The register stands on one page: this shows nothing.";
  for (auto page = first; page <= last; ++page) {
    EXPECT_THAT(*page, HasSubstr("Risk and mitigation")) << page - pages.begin() + 1;
  }
}

// What stands between tags in the heads of the page and of the rows of its tables.
std::set<std::string> HeadLines(const std::string& page) {
  static const std::regex kHead(
      "<h[2-6][^>]*>(.*?)</h[2-6]>|<tr class=\"(?:heading|group)[^>]*>(.*?)</tr>");
  static const std::regex kText("[^<>]+(?=<|$)");
  std::set<std::string> lines;
  for (std::sregex_iterator at(page.begin(), page.end(), kHead), end; at != end; ++at) {
    const std::string head = (*at)[1].str() + (*at)[2].str();
    for (std::sregex_iterator piece(head.begin(), head.end(), kText); piece != end; ++piece) {
      lines.insert(std::string(absl::StripAsciiWhitespace(piece->str())));
    }
  }
  lines.erase("");
  return lines;
}

// The last line of a printed page above its number.
std::string LastLine(const std::string& page) {
  std::vector<std::string> lines = absl::StrSplit(page, '\n', absl::SkipWhitespace());
  lines.pop_back();
  return lines.empty() ? "" : std::string(absl::StripAsciiWhitespace(lines.back()));
}

TEST_F(PageTest, NoHeadStandsAloneAtTheEndOfAPage) {
  const std::set<std::string> heads = HeadLines(page_);
  ASSERT_THAT(heads, IsSupersetOf({"3. Financial summary", "Expected results", "Warnings",
                                   "Overall position - cashable savings"}));
  const size_t money = page_.find("<h2 id=\"money\"");
  ASSERT_NE(money, std::string::npos);
  // Wherever on a page the table of money begins.
  for (int height = 0; height < 1000; height += 125) {
    std::string page = page_;
    page.insert(money, Concat("<div style=\"height:", height, "px\"></div>"));
    for (const std::string& printed : test::PrintPage(page)) {
      EXPECT_THAT(heads, Not(Contains(LastLine(printed)))) << height;
    }
  }
}

TEST_F(PageTest, PrintsWhatIsFolded) {
  const std::string all = absl::StrJoin(test::PrintPage(page_), "\n");
  for (const char* folded :
       {"Highlight report to 21 June 2011", "Progress: On track for 24th June 2011",
        "Mitigation: Exception report", "One more follows from this",
        "In the numbering of the paper", "Inferred: (1)", "5,958 (no unit printed)",
        "1,537 £000"}) {
    EXPECT_THAT(all, HasSubstr(folded));
  }
  // The report says it as the narrative does.
  EXPECT_THAT(page_, HasSubstr("<h6>Other progress</h6>\n<p class=\"prose\">As above.</p>"));
}

// Wherever on a page it begins.
TEST_F(PageTest, PartsNoCardThatFitsOnAPage) {
  constexpr std::string_view kCard =
      "<section class=\"card edge-amber\" id=\"partnerships-"
      "bromsgrove-redditch-projects-hr-od\">";
  const size_t card = page_.find(kCard);
  ASSERT_NE(card, std::string::npos);
  for (int height = 0; height < 1000; height += 200) {
    std::string page = page_;
    page.insert(card, Concat("<div style=\"height:", height, "px\"></div>"));
    const std::vector<std::string> pages = test::PrintPage(page);
    const auto end = std::ranges::find_if(pages, [](const std::string& printed) {
      return printed.find("Job Evaluation scheme in a Shared Service environment.") !=
             std::string::npos;
    });
    ASSERT_NE(end, pages.end());
    EXPECT_THAT(*end, HasSubstr("HR & OD")) << height;
  }
}

TEST_F(PageTest, HasDatesInOneForm) {
  static const std::regex kIsoDay("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  for (const std::string& page : test::PrintPage(page_)) {
    std::smatch found;
    EXPECT_FALSE(std::regex_search(page, found, kIsoDay)) << found.str();
  }
}

TEST_F(PageTest, OfADayBeforeAnythingWasHeldSaysSo) {
  const std::string page = house_.PackPage("asAt=2011-06-29");
  EXPECT_THAT(page, HasSubstr("<h1>Bromsgrove and Redditch Shared Services: board pack</h1>"));
  EXPECT_THAT(page, HasSubstr("Nothing was held of <strong>partnerships/bromsgrove-redditch"
                              "</strong> on 29 June 2011"));
  EXPECT_LE(test::MeasurePage(page, 400)["width"], 400);
}

}  // namespace
}  // namespace concordat
