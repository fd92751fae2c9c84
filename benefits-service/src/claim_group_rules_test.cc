#include "benefits-service/src/claim_group_rules.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using test::StatusIs;
using v1::ClaimGroup;

constexpr char kNorth[] = "partnerships/north";

Claim Of(const std::string& uid, Pence pence, const std::string& partnership = kNorth) {
  Claim claim;
  claim.record = partnership + "/benefits/" + uid;
  claim.uid = uid;
  claim.partnership = partnership;
  claim.money["councils/bury"][2010] = pence;
  return claim;
}

ClaimGroup Found(const std::vector<Claim>& claims) {
  ClaimGroupDraft draft;
  for (size_t i = 0; i < claims.size(); ++i) draft.claims.push_back(i);
  draft.reasons = {{ClaimReason::kSameTask, std::string(1000, 'x')}};
  return FoundGroup(claims, draft, kNorth);
}

TEST(ClaimGroupRules, CountsTwiceWhatIsBeyondTheLargest) {
  EXPECT_EQ(Found({Of("a", 100), Of("b", 98)}).doubled_pence(), 98);
  EXPECT_EQ(Found({Of("a", 100), Of("b", 40), Of("c", 60)}).doubled_pence(), 100);
  EXPECT_EQ(Found({Of("a", -100), Of("b", -98)}).doubled_pence(), -98) << "costs too";
  EXPECT_EQ(Found({Of("a", 0), Of("b", 0)}).doubled_pence(), 0);
  const Pence huge = Pence{INT64_MAX};
  EXPECT_EQ(Found({Of("a", huge), Of("b", huge)}).doubled_pence(), 9'000'000'000'000'000)
      << "what cannot be told is cut, not turned round";
}

TEST(ClaimGroupRules, IsNamedAfterItsClaimsAndJudgedByItsFigures) {
  const ClaimGroup one = Found({Of("a", 100), Of("b", 98)});
  const ClaimGroup turned = Found({Of("b", 98), Of("a", 100)});
  const ClaimGroup changed = Found({Of("a", 100), Of("b", 99)});
  EXPECT_EQ(one.name(), turned.name());
  EXPECT_EQ(one.figures(), turned.figures());
  EXPECT_EQ(one.name(), changed.name());
  EXPECT_NE(one.figures(), changed.figures());
  EXPECT_NE(one.name(), Found({Of("a", 100), Of("c", 98)}).name());
  EXPECT_EQ(one.reasons(0).text().size(), 400U);
  EXPECT_EQ(one.reasons(0).kind(), ClaimGroup::Reason::KIND_SAME_TASK);
  EXPECT_EQ(one.marking(), type::v1::MARKING_EXEMPT);
}

TEST(ClaimGroupRules, TellsFiftyClaimsItsOwnFirst) {
  std::vector<Claim> claims = {Of("z", 7, "partnerships/south")};
  for (int i = 0; i < 60; ++i) claims.push_back(Of("a" + std::to_string(i), 7));
  const ClaimGroup group = Found(claims);
  EXPECT_EQ(group.claims_size(), 50);
  EXPECT_EQ(group.claims_left_out(), 11);
  EXPECT_EQ(group.claims(0).record_uid(), "a0");
  EXPECT_EQ(group.doubled_pence(), 59 * 7);
}

TEST(ClaimGroupRules, AJudgementHoldsForItsFigures) {
  ClaimGroup held = Found({Of("a", 100), Of("b", 98)});
  EXPECT_THAT(
      Judge({ClaimGroup::STATE_DISMISSED, "two schools", "Treasurer", absl::CivilDay(2011, 6, 30)},
            &held),
      IsOk());
  EXPECT_EQ(held.judged_on(), "2011-06-30");
  FindAgain(Found({Of("a", 100), Of("b", 98)}), &held);
  EXPECT_EQ(held.state(), ClaimGroup::STATE_DISMISSED);
  FindAgain(Found({Of("a", 100), Of("b", 97)}), &held);
  EXPECT_EQ(held.state(), ClaimGroup::STATE_OPEN);
  EXPECT_EQ(held.judgement(), "two schools");
  held.set_state(ClaimGroup::STATE_CLOSED);
  EXPECT_THAT(Judge({ClaimGroup::STATE_CONFIRMED, "late", "", absl::CivilDay(2011, 7, 1)}, &held),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(held.judgement(), "two schools");
}

}  // namespace
}  // namespace concordat::benefits
