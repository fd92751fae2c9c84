// The board pack's page as a reader meets it, on a telephone, on a screen and on paper.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/browser.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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

}  // namespace
}  // namespace concordat
