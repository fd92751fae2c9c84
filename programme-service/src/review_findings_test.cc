#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Findings Find(const std::vector<std::string>& services) {
  Facts facts;
  for (const std::string& service : services) {
    facts.live_services.push_back(Parse<v1::LiveService>(service));
  }
  Findings findings;
  AddReviewFindings(facts, &findings);
  return findings;
}

TEST(Reviews, AreMissedWhereNoReasonIsStated) {
  const Findings findings =
      Find({R"(name: "l/climate" title: "CLIMATE CHANGE" benefits_review: REVIEW_STATE_MISSING)",
            R"(name: "l/ict" benefits_review: REVIEW_STATE_DONE)",
            R"(name: "l/development" benefits_review: REVIEW_STATE_NOT_DUE)"});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "benefits-review-missing");
  EXPECT_THAT(findings[0].records(), ElementsAre("l/climate"));
}

constexpr char kNotDue[] = R"(name: "l/development" title: "ECONOMIC DEVELOPMENT"
  went_live: "2011-06-01" benefits_review: REVIEW_STATE_NOT_DUE benefits_review_reason: "only now")";

TEST(Reviews, AreAskedOfAllAlike) {
  const Findings findings = Find(
      {kNotDue,
       R"(name: "l/ppp" title: "PPP" went_live: "2011-06-20" benefits_review: REVIEW_STATE_DONE)"});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "benefits-review-uneven");
  EXPECT_EQ(
      findings[0].summary(),
      "ECONOMIC DEVELOPMENT, live since 1 June 2011, has no benefits realisation summary yet, "
      "and PPP, live since 20 June 2011, 19 days later, has one.");
  EXPECT_EQ(findings[0].reason(), "only now");
}

TEST(Reviews, ComeSoonerForWhatWentLiveSooner) {
  EXPECT_THAT(
      Find({kNotDue, R"(name: "l/1" went_live: "2010-06-09" benefits_review: REVIEW_STATE_DONE)"}),
      IsEmpty());
  EXPECT_THAT(
      Find({kNotDue, R"(name: "l/1" went_live: "2011" benefits_review: REVIEW_STATE_DONE)"}),
      IsEmpty());
  EXPECT_THAT(Find({kNotDue, R"(name: "l/1" benefits_review: REVIEW_STATE_DONE)"}), IsEmpty());
}

}  // namespace
}  // namespace concordat::programme
