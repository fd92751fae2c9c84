#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "programme-service/src/numbering.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Texts = std::vector<std::string>;

Findings Find(const Facts& facts) {
  Findings findings;
  AddTextFindings(FactsIndex(facts), &findings);
  return findings;
}

Facts Titled(const std::string& work, const std::string& report) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(R"(name: "p/1" title: ")" + work + R"(")")};
  facts.highlights = {Parse<v1::HighlightReport>(
      R"(name: "h/1" project: "p/1" period_end: "2011-06-21" submitted: true title: ")" + report +
      R"(")")};
  return facts;
}

TEST(Titles, MayDifferInCaseAndPunctuation) {
  EXPECT_THAT(Find(Titled("CAR PARKS", "Car-parks")), IsEmpty());
  const Findings findings = Find(Titled("CAR PARKS", "Parking"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "linked-titles-differ");
  EXPECT_EQ(findings[0].summary(),
            "The highlight report of \"CAR PARKS\" to 21 June 2011 calls it \"Parking\".");
}

TEST(Texts, AreRepeatedWordForWord) {
  Facts facts;
  facts.highlights = {Parse<v1::HighlightReport>(R"(name: "h/1" title: "PARKS" summary: "Say")"),
                      Parse<v1::HighlightReport>(R"(name: "h/2" title: "ICT" summary: "Say")")};
  facts.repeated_texts = {{{"h/1", "h/2"}, 5}};
  const Findings findings = Find(facts);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "highlight-text-repeated");
  EXPECT_EQ(
      findings[0].summary(),
      "5 newest highlight reports have the same summary word for word: \"PARKS\", \"ICT\" and "
      "3 more.");
  EXPECT_THAT(findings[0].records(), ElementsAre("h/1", "h/2"));
}

std::vector<NumberedSection> Sections(const std::vector<int>& numbers) {
  std::vector<NumberedSection> sections;
  for (const int number : numbers) {
    sections.push_back({"d/1", "16", number, "p/" + std::to_string(number)});
  }
  return sections;
}

TEST(Numbering, LeavesOutANumberOfAChapterThatRunsOn) {
  const auto gaps = GapsIn(Sections({2, 3, 4, 5, 7}));
  ASSERT_THAT(gaps, SizeIs(1));
  EXPECT_EQ(gaps[0].before.number, 5);
  EXPECT_EQ(gaps[0].after.number, 7);
}

TEST(Numbering, IsNoneWhereManyAreLeftOut) {
  EXPECT_THAT(GapsIn(Sections({2, 3, 4, 5, 6})), IsEmpty());
  EXPECT_THAT(GapsIn(Sections({2, 4, 5})), IsEmpty()) << "three are no chapter";
  EXPECT_THAT(GapsIn(Sections({2, 4, 5, 7})), IsEmpty());
  EXPECT_THAT(GapsIn(Sections({2, 9, 16, 25, 33})), IsEmpty());
  auto of_two = Sections({2, 3, 4, 5});
  of_two.push_back({"d/1", "17", 7, "p/7"});
  EXPECT_THAT(GapsIn(of_two), IsEmpty());
  auto beside_others = Sections({2, 3, 4, 5, 7});
  beside_others[3].work = "";
  EXPECT_THAT(GapsIn(beside_others), IsEmpty()) << "what stands at 5 is not known to be work";
}

Texts PlacesOf(const std::vector<NumberedSection>& sections) {
  Texts places;
  for (const NumberedSection& section : sections) {
    places.push_back(section.chapter + "." + std::to_string(section.number) + section.work);
  }
  return places;
}

TEST(Numbering, AsksOthersForWhatIsLeftOutBetweenWork) {
  EXPECT_EQ(PlacesOf(LeftOut(Sections({2, 3, 5, 8}))), Texts({"16.4", "16.6", "16.7"}));
  EXPECT_EQ(PlacesOf(LeftOut(Sections({2, 3, 4, 5}))), Texts());
  EXPECT_EQ(PlacesOf(LeftOut(Sections({2, 4, 6}))), Texts()) << "three are no chapter";
  EXPECT_EQ(LeftOut(Sections({1, 2, 3, 9999})).size(), kMostLeftOut);
  auto beside_others = Sections({2, 3, 4, 6});
  beside_others[2].work = "";
  EXPECT_EQ(PlacesOf(LeftOut(beside_others)), Texts());
}

TEST(Numbering, KnowsSectionsThatOtherServicesAloneHold) {
  const std::vector<NumberedSection> elsewhere = {{"d/1", "16", 6, ""}, {"d/1", "16", 5, ""}};
  const auto all = WithElsewhere(Sections({2, 3, 4, 5, 7}), elsewhere);
  EXPECT_EQ(PlacesOf(all), Texts({"16.2p/2", "16.3p/3", "16.4p/4", "16.5p/5", "16.6", "16.7p/7"}));
  EXPECT_THAT(GapsIn(all), IsEmpty());
  EXPECT_THAT(GapsIn(WithElsewhere(Sections({2, 3, 4, 5, 7}), {{"d/2", "16", 6, ""}})), SizeIs(1))
      << "of another paper";
}

TEST(Numbering, IsToldByTheWorkOnEitherSide) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(R"(name: "p/5" title: "POLICY")")};
  facts.live_services = {Parse<v1::LiveService>(R"(name: "p/7" title: "AUDIT")")};
  facts.numbering = Sections({2, 3, 4, 5, 7});
  const Findings findings = Find(facts);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "section-number-gap");
  EXPECT_TRUE(findings[0].possible());
  EXPECT_EQ(findings[0].summary(),
            "In the numbering of the paper 16.6 is left out between POLICY and AUDIT.");
}

}  // namespace
}  // namespace concordat::programme
