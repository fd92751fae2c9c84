#include "programme-service/src/similar_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordat/programme/v1/council.pb.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::SizeIs;

using Reason = v1::SimilarityReason;

ComparedWork Project(const std::string& id, const std::string& more) {
  return Compare(Parse<v1::Project>("name: \"partnerships/p/projects/" + id + "\" " + more));
}

class SimilarRulesTest : public testing::Test {
 protected:
  v1::SimilarWork To(const ComparedWork& work, const ComparedWork& other) {
    return Similarity(work, counts_, subjects_, connections_).To(other);
  }
  static int Sum(const v1::SimilarWork& similar) {
    int sum = 0;
    for (const Reason& reason : similar.reasons()) sum += reason.points();
    return sum;
  }

  WordCounts counts_{10, {}};
  std::vector<NamedSubject> subjects_;
  std::vector<v1::Connection> connections_;
};

TEST_F(SimilarRulesTest, AWordIsRarerTheFewerWorksHaveIt) {
  const WordCounts counts(5000, {{"one", 1}, {"two", 2}, {"many", 900}, {"common", kCommonWord}});
  EXPECT_DOUBLE_EQ(counts.RarityOf("one"), 1);
  EXPECT_GT(counts.RarityOf("two"), counts.RarityOf("many"));
  EXPECT_GT(counts.RarityOf("many"), 0);
  EXPECT_EQ(counts.RarityOf("common"), 0);
  EXPECT_EQ(counts.RarityOf("unheard"), 0);
  // In a partnership of one work too, no figure is none.
  EXPECT_DOUBLE_EQ(WordCounts(1, {{"one", 1}}).RarityOf("one"), 1);
  EXPECT_EQ(WordCounts(0, {{"one", 1}}).RarityOf("one"), 0);
}

// The worked example of docs/reference/similar.md.
TEST_F(SimilarRulesTest, AddsUpTheWorkedExample) {
  counts_ = WordCounts(10, {{"corporate", 1}, {"contact", 2}, {"centre", 2}, {"call", 3}});
  const auto work = Project("a", R"(title: "Corporate Contact Centre" narrative: "Calls"
      tags: "contact centre" service_area: "partnerships/p/serviceAreas/s"
      lifecycle: LIFECYCLE_BUSINESS_CASE)");
  const auto other = Project("b", R"(title: "Contact Centres" narrative: "All calls to one place"
      tags: "Contact Centres" service_area: "partnerships/p/serviceAreas/s"
      lifecycle: LIFECYCLE_BUSINESS_CASE)");
  const v1::SimilarWork similar = To(work, other);
  ASSERT_THAT(similar.reasons(), SizeIs(4));
  EXPECT_EQ(similar.reasons(0).kind(), Reason::KIND_WORDS);
  const auto& words = similar.reasons(0).words();
  ASSERT_THAT(words, SizeIs(3));
  EXPECT_EQ(words[0].word(), "centre");
  EXPECT_EQ(words[0].works(), 2);
  EXPECT_EQ(words[0].points(), 252);
  EXPECT_EQ(words[1].word(), "contact");
  EXPECT_EQ(words[1].points(), 252);
  EXPECT_EQ(words[2].word(), "call");
  EXPECT_EQ(words[2].points(), 21);
  EXPECT_EQ(similar.reasons(0).points(), 525);
  EXPECT_EQ(similar.reasons(1).kind(), Reason::KIND_SERVICE_AREA);
  EXPECT_EQ(similar.reasons(2).kind(), Reason::KIND_TAG);
  EXPECT_EQ(similar.reasons(2).text(), "contact centre");
  EXPECT_EQ(similar.reasons(3).kind(), Reason::KIND_STAGE);
  EXPECT_EQ(similar.reasons(3).text(), "BUSINESS_CASE");
  EXPECT_EQ(similar.score(), 525 + 150 + 60 + 20);
  EXPECT_EQ(similar.score(), Sum(similar));
}

TEST_F(SimilarRulesTest, TheStageAndTheKindOfCouncilAloneMakeNothingAlike) {
  auto work = Project("a", R"(title: "Tree" lifecycle: LIFECYCLE_LIVE)");
  auto other = Project("b", R"(title: "Road" lifecycle: LIFECYCLE_LIVE)");
  work.council_kinds = other.council_kinds = {v1::Council::KIND_UNITARY};
  EXPECT_EQ(To(work, other).score(), 0);
  work.terms.tags = other.terms.tags = {{"green", "Green"}};
  EXPECT_EQ(To(work, other).score(), kTagPoints + kStagePoints + kCouncilKindPoints);
}

TEST_F(SimilarRulesTest, NoMoreTagsCountThanThree) {
  const auto work = Project("a", R"(title: "A" tags: "one" tags: "two" tags: "six" tags: "ten")");
  EXPECT_EQ(To(work, work).score(), kMostTagPoints);
}

TEST_F(SimilarRulesTest, AServiceAreaIsLikeTheWorkInIt) {
  const auto area = Compare(
      Parse<v1::ServiceArea>(R"(name: "partnerships/p/serviceAreas/s" title: "Customer Contact")"));
  const auto work =
      Project("a", R"(title: "Telephones" service_area: "partnerships/p/serviceAreas/s")");
  EXPECT_EQ(To(area, work).reasons(0).kind(), Reason::KIND_SERVICE_AREA);
  EXPECT_EQ(To(work, area).score(), To(area, work).score());
}

TEST_F(SimilarRulesTest, ANeedNamesBothByAllWordsOfTheirTitlesATagOrAnArea) {
  const auto subject = [](const std::string& text) {
    const auto need = Parse<v1::Need>(text);
    return NamedSubject{"n", false, TermsOf(need), need.service_area(), ""};
  };
  const auto work = Project("a", R"(title: "Avoidable Contact" tags: "NI 14")");
  EXPECT_TRUE(Names(subject(R"(title: "How to measure avoidable contacts")"), work));
  EXPECT_FALSE(Names(subject(R"(title: "How to measure contacts")"), work));
  EXPECT_TRUE(Names(subject(R"(title: "Indicators" tags: "ni 14")"), work));
  const auto untitled = Project("b", R"(title: "–")");
  EXPECT_FALSE(Names(subject(R"(title: "Anything")"), untitled));
  subjects_ = {subject(R"(title: "Avoidable contact")"), subject(R"(title: "Avoidable contact 2")"),
               subject(R"(title: "Avoidable contact 3")")};
  EXPECT_EQ(To(work, Project("c", R"(title: "avoidable contacts")")).score(), kMostNeedPoints);
}

TEST_F(SimilarRulesTest, AConnectionCountsByWhatCameOfIt) {
  const auto work = Project("a", R"(title: "A")"), other = Project("b", R"(title: "B")");
  const auto made = [&](const std::string& outcome) {
    connections_ = {Parse<v1::Connection>(
        "name: \"c\" one: \"partnerships/p/projects/b\" other: \"partnerships/p/projects/a\"" +
        outcome)};
    return To(work, other).score();
  };
  EXPECT_EQ(made(" outcome: OUTCOME_SAVED"), kConnectionPoints);
  EXPECT_EQ(made(""), kOpenConnectionPoints);
  EXPECT_EQ(made(" outcome: OUTCOME_NOTHING"), 0);
}

}  // namespace
}  // namespace concordat::programme
