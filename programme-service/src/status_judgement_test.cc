#include "programme-service/src/status_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using benefits::v1::WorkPosition;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using type::v1::RAG_AMBER;
using type::v1::RAG_GREEN;
using type::v1::RAG_RED;
using type::v1::RAG_UNSPECIFIED;

v1::Issue Open(const std::string& title, v1::Issue::Expectation expectation) {
  v1::Issue issue;
  issue.set_title(title);
  issue.set_expectation(expectation);
  return issue;
}

const v1::Issue kSolvable = Open("virus", v1::Issue::EXPECTATION_RESOLVED);
const v1::Issue kHopeless = Open("withdrawal", v1::Issue::EXPECTATION_NOT_RESOLVED);
const v1::Issue kUnknown = Open("limited savings", v1::Issue::EXPECTATION_NOT_STATED);

TEST(ChallengeStatus, IsGreenWhereNothingIsOpen) {
  const auto challenge = ChallengeStatus(RAG_GREEN, {}, nullptr);
  EXPECT_EQ(challenge.computed(), RAG_GREEN);
  EXPECT_FALSE(challenge.differs());
  EXPECT_THAT(challenge.reasons(), IsEmpty());
}

TEST(ChallengeStatus, IsAmberWhenAllIsExpectedToBeResolved) {
  EXPECT_FALSE(ChallengeStatus(RAG_AMBER, {kSolvable, kSolvable}, nullptr).differs());
  const auto challenge = ChallengeStatus(RAG_GREEN, {kSolvable}, nullptr);
  EXPECT_EQ(challenge.computed(), RAG_AMBER);
  EXPECT_TRUE(challenge.differs());
  EXPECT_THAT(challenge.reasons(), ElementsAre(HasSubstr("\"virus\" is open and expected")));
}

TEST(ChallengeStatus, IsRedWhenNotAllIsExpectedToBeResolved) {
  const auto challenge = ChallengeStatus(RAG_AMBER, {kSolvable, kHopeless}, nullptr);
  EXPECT_EQ(challenge.computed(), RAG_RED);
  EXPECT_TRUE(challenge.differs());
}

TEST(ChallengeStatus, AllowsAmberAndRedWhereNothingIsSaid) {
  for (const auto reported : {RAG_RED, RAG_AMBER, RAG_GREEN}) {
    const auto challenge = ChallengeStatus(reported, {kSolvable, kUnknown}, nullptr);
    EXPECT_EQ(challenge.computed(), RAG_UNSPECIFIED) << "neither can be told from the other";
    EXPECT_EQ(challenge.differs(), reported == RAG_GREEN);
    EXPECT_THAT(challenge.reasons(), SizeIs(2));
  }
  EXPECT_EQ(ChallengeStatus(RAG_AMBER, {kUnknown, kHopeless}, nullptr).computed(), RAG_RED);
}

TEST(ChallengeStatus, TakesUnrealisedBenefitsForAnIssue) {
  const auto position = Parse<WorkPosition>(R"(
    promised_pence: 3785000 realised_pence: 1085000 has_stated_promise: true
    unrealised { expected: "Joint procurement" promised_pence: 200000 }
    unrealised { expected: "5% savings" realised_pence: -1100000 })");
  const auto challenge = ChallengeStatus(RAG_GREEN, {}, &position);
  EXPECT_EQ(challenge.computed(), RAG_AMBER);
  EXPECT_TRUE(challenge.differs());
  EXPECT_THAT(challenge.reasons(),
              ElementsAre(HasSubstr("has not come about"), HasSubstr("came as a cost of £11,000")));
}

TEST(ChallengeStatus, HasNothingAgainstBenefitsWithoutAPromiseInFigures) {
  const auto position = Parse<WorkPosition>(R"(unrealised { expected: "Greater resilience" })");
  EXPECT_FALSE(ChallengeStatus(RAG_GREEN, {}, &position).differs());
}

TEST(ChallengeStatus, GivesNoLightWhereNothingIsRecordedAgainstOne) {
  const auto challenge = ChallengeStatus(RAG_RED, {}, nullptr);
  EXPECT_EQ(challenge.computed(), RAG_UNSPECIFIED);
  EXPECT_FALSE(challenge.differs());
}

TEST(ChallengeStatus, ChallengesNoStatusThatWasNotReported) {
  EXPECT_FALSE(ChallengeStatus(RAG_UNSPECIFIED, {kHopeless}, nullptr).differs());
}

}  // namespace
}  // namespace concordat::programme
