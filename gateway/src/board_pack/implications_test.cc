#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using testing::HasSubstr;
using testing::Not;

void Add(const std::string& title, const std::string& answer, const std::string& description,
         PackParts* parts, const std::string& paper = "june") {
  programme::v1::Implication* implication = parts->part.add_implications();
  implication->set_name("partnerships/p/implications/" + title);
  implication->set_title(title);
  implication->set_answer(answer);
  implication->set_description(description);
  implication->mutable_source()->set_document("partnerships/p/sourceDocuments/" + paper);
  implication->mutable_source()->set_section("17");
}

TEST(Implications, AnswersOfAWordStandTogether) {
  PackParts parts = PartsOfP();
  Add("Policy", "None", "", &parts);
  Add("Wards", "All", "", &parts);
  Add("Legal", "None", "None arising from this report.", &parts);
  Add("Staff", "Yes", "They will be asked.", &parts);
  Add("Environmental", "None", "", &parts);
  const std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr("<strong>None:</strong> Policy; Environmental <span "
                              "class=\"where\">17</span>"));
  EXPECT_THAT(html, HasSubstr("<strong>All:</strong> Wards"));
  EXPECT_THAT(html, HasSubstr("<strong>Legal.</strong> <span class=\"prose\">None arising"));
  EXPECT_THAT(html, HasSubstr("<strong>Staff: Yes.</strong> <span class=\"prose\">They will"));
  EXPECT_LT(html.find("id=\"decisions\""), html.find("id=\"implications\""));
}

TEST(Implications, WhatIsLongIsFolded) {
  PackParts parts = PartsOfP();
  std::string text;
  for (int i = 0; i < 100; ++i) text += "so much ";
  Add("Money", "", text, &parts);
  const std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr("<details class=\"implication\"><summary><h4>Money</h4></summary>"));
  EXPECT_THAT(html, HasSubstr(text));
}

TEST(Implications, StandUnderTheirPapersWhereThereAreMore) {
  PackParts parts = PartsOfP();
  programme::v1::SourceDocument* paper = parts.part.add_documents();
  paper->set_name("partnerships/p/sourceDocuments/june");
  paper->set_title("Paper of June");
  Add("Money", "None", "", &parts);
  EXPECT_THAT(PageOf(Taken(parts)), Not(HasSubstr("<h3>Paper of June</h3>")));
  Add("Staff", "None", "", &parts, "march");
  const std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr("<h3>Paper of June</h3>\n<p class=\"implication\"><strong>None:"
                              "</strong> Money "));
  EXPECT_THAT(html, HasSubstr("<h3>march</h3>"));
}

TEST(Implications, SayThatThereAreNoneAndHowManyAreLeftOut) {
  PackParts parts = PartsOfP();
  parts.part.add_rest();
  EXPECT_THAT(PageOf(Taken(parts)),
              HasSubstr("7. Implications</h2>\n<p>None is recorded as at this day.</p>"));
  Add("Money", "None", "", &parts);
  parts.part.set_implications_left_out(3);
  const v1::BoardPack pack = Taken(parts);
  EXPECT_EQ(pack.left_out(0).list(), "implications");
  EXPECT_EQ(pack.left_out(0).link(), "/v1/partnerships/p/implications?asAt=2011-06-30");
  EXPECT_THAT(PageOf(pack), HasSubstr("3 more are left out here"));
}

}  // namespace
}  // namespace concordat::gateway
