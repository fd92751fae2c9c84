#include "benefits-service/src/double_claims.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/claim_amounts.h"
#include "tests/support/claims_draw.h"
#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

absl::Status GoOn(int64_t, int64_t) { return absl::OkStatus(); }

Claim Of(std::string record, std::string title, std::map<std::string, std::map<int, Pence>> money,
         std::string partnership = "partnerships/north") {
  Claim claim;
  claim.record = claim.uid = std::move(record);
  claim.texts = {std::move(title)};
  claim.money = std::move(money);
  claim.partnership = std::move(partnership);
  return claim;
}

Claim TaskOf(std::string record, std::string work, std::vector<std::string> tasks) {
  Claim claim = Of(std::move(record), "", {{"", {{2008, 41'500'000}}}});
  claim.texts = std::move(tasks);
  claim.work = std::move(work);
  claim.is_task = true;
  return claim;
}

std::vector<ClaimGroupDraft> Find(const std::vector<Claim>& claims) {
  const auto found = FindDoubleClaims(claims, &GoOn);
  EXPECT_THAT(found, IsOk());
  return found.ok() ? found->groups : std::vector<ClaimGroupDraft>();
}

std::vector<ClaimReason> ReasonsOf(const ClaimGroupDraft& group) {
  std::vector<ClaimReason> reasons;
  for (const ClaimReasonText& reason : group.reasons) reasons.push_back(reason.reason);
  return reasons;
}

constexpr char kBury[] = "councils/bury";
constexpr char kPayroll[] = "Shared payroll service for schools in Radcliffe";
constexpr char kReworded[] = "Payroll shared by Radcliffe's schools";

// What other claims are called, so that words have a weight.
std::vector<Claim> Others() {
  std::vector<Claim> claims;
  for (const char* title :
       {"Fewer vehicles in the fleet", "Cheaper postage", "Library opening hours",
        "New contract for energy", "Shared legal advice", "School transport"}) {
    claims.push_back(Of(title, title, {{"councils/oldham", {{2010, 77'700}}}}));
  }
  return claims;
}

std::vector<ClaimGroupDraft> FindAmongOthers(std::vector<Claim> claims) {
  for (Claim& other : Others()) claims.push_back(std::move(other));
  return Find(claims);
}

TEST(AreClose, IsWithinFivePerCentOfTheGreaterAndOfOneSign) {
  EXPECT_TRUE(AreClose(100, 95));
  EXPECT_FALSE(AreClose(100, 94));
  EXPECT_TRUE(AreClose(-100, -95));
  EXPECT_FALSE(AreClose(100, -100));
  EXPECT_FALSE(AreClose(0, 0));
  EXPECT_FALSE(AreClose(0, 1));
  const Pence most = Pence{INT64_MAX} * 1000;
  EXPECT_TRUE(AreClose(most, most - 1));
}

TEST(DoubleClaims, NothingIsFoundInNothing) {
  EXPECT_THAT(Find({}), IsEmpty());
  EXPECT_THAT(Find({Of("a", "", {})}), IsEmpty());
  EXPECT_THAT(Find({Of("a", "?!", {{kBury, {{2010, 1}}}}), Of("b", "", {{kBury, {{2010, 1}}}})}),
              IsEmpty());
}

TEST(DoubleClaims, OfOneCouncilWithTheSameWordsAndMuchTheSameAmount) {
  const auto groups = FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                                       Of("b", kReworded, {{kBury, {{2010, 1'030'000}}}})});
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(groups[0].claims, ElementsAre(0, 1));
  EXPECT_THAT(ReasonsOf(groups[0]), ElementsAre(ClaimReason::kSameCouncil, ClaimReason::kSameWords,
                                                ClaimReason::kSameAmount));
  EXPECT_EQ(groups[0].reasons[2].text, "£10,000 in 2010-11 and £10,300 in 2010-11");
}

TEST(DoubleClaims, NotOfOtherCouncilsNorOfOtherAmountsNorLaterThanTheNextYear) {
  EXPECT_THAT(FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                               Of("b", kReworded, {{"councils/wigan", {{2010, 1'000'000}}}})}),
              IsEmpty());
  EXPECT_THAT(FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                               Of("b", kReworded, {{kBury, {{2010, 1'060'000}}}})}),
              IsEmpty());
  EXPECT_THAT(FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                               Of("b", kReworded, {{kBury, {{2010, -1'000'000}}}})}),
              IsEmpty());
  EXPECT_THAT(FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                               Of("b", kReworded, {{kBury, {{2012, 1'000'000}}}})}),
              IsEmpty());
}

TEST(DoubleClaims, AYearApart) {
  const auto groups =
      FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}, {2011, 900'000}}}}),
                       Of("b", kReworded, {{kBury, {{2011, 1'010'000}, {2012, 910'000}}}})});
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(ReasonsOf(groups[0]), testing::Contains(ClaimReason::kAdjoiningYear));
}

TEST(DoubleClaims, SplitInTwo) {
  const auto groups = FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                                       Of("b", kReworded, {{kBury, {{2010, 400'000}}}}),
                                       Of("c", kPayroll, {{kBury, {{2010, 600'000}}}})});
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(groups[0].claims, ElementsAre(0, 1, 2));
  EXPECT_THAT(ReasonsOf(groups[0]), testing::Contains(ClaimReason::kSplit));
}

TEST(DoubleClaims, OfTwoPartnershipsThatShareACouncilButNotJointMoney) {
  EXPECT_THAT(
      FindAmongOthers({Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                       Of("b", kReworded, {{kBury, {{2010, 1'000'000}}}}, "partnerships/south")}),
      SizeIs(1));
  EXPECT_THAT(
      FindAmongOthers({Of("a", kPayroll, {{"", {{2010, 1'000'000}}}}),
                       Of("b", kReworded, {{"", {{2010, 1'000'000}}}}, "partnerships/south")}),
      IsEmpty());
}

TEST(DoubleClaims, OneOfManyCouncilsIsNoDoubleOfThatCouncilsOwn) {
  EXPECT_THAT(FindAmongOthers(
                  {Of("a", kPayroll, {{kBury, {{2010, 1'000'000}}}}),
                   Of("b", kReworded,
                      {{kBury, {{2010, 1'000'000}}}, {"councils/wigan", {{2010, 3'000'000}}}})}),
              IsEmpty());
}

TEST(DoubleClaims, TheSameTaskInSeveralProgrammes) {
  const std::string same = "Helping the NW engage with national agendas and programmes.";
  const auto groups =
      Find({TaskOf("a", "programmes/one", {"Identifying leads", same}),
            TaskOf("b", "programmes/two",
                   {"helping the NW engage with national agendas, and programmes"}),
            TaskOf("c", "programmes/two", {"Providing seminars for chief executives"}),
            TaskOf("d", "programmes/three", {same, "Something else"})});
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_THAT(groups[0].claims, ElementsAre(0, 1, 3));
  EXPECT_THAT(ReasonsOf(groups[0]), testing::Contains(ClaimReason::kSameTask));
}

TEST(DoubleClaims, TheSameTaskTwiceInOneProgrammeIsNone) {
  const std::string same = "Helping the NW engage with national agendas and programmes.";
  const auto groups =
      Find({TaskOf("a", "programmes/one", {same}), TaskOf("b", "programmes/one", {same})});
  for (const auto& group : groups) {
    EXPECT_THAT(ReasonsOf(group), testing::Not(testing::Contains(ClaimReason::kSameTask)));
  }
}

TEST(DoubleClaims, EndsWhenItIsToldTo) {
  EXPECT_THAT(
      FindDoubleClaims(Others(), [](int64_t, int64_t) { return absl::CancelledError("enough"); }),
      StatusIs(absl::StatusCode::kCancelled));
}

// bench/claims_main.cc draws 100,000.
TEST(DoubleClaims, FindsWhatWasPlantedAmongMany) {
  const auto drawn = test::ClaimsDraw(7).Draw(10'000, 200);
  const auto found = FindDoubleClaims(drawn.claims, &GoOn);
  ASSERT_THAT(found, IsOk());
  const auto score = test::Score(drawn, found->groups);
  EXPECT_GE(score.recall(), 0.95);
  EXPECT_GE(score.precision(), 0.8);
  EXPECT_LT(found->looked_at, 10'000LL * 10'000 / 20) << "never all pairs";
}

TEST(DoubleClaims, TheSameInWhateverOrder) {
  auto drawn = test::ClaimsDraw(11).Draw(2'000, 60);
  const auto sets = [&drawn] {
    std::set<std::set<std::string>> all;
    for (const auto& group : Find(drawn.claims)) {
      std::set<std::string> records;
      for (const size_t claim : group.claims) records.insert(drawn.claims[claim].record);
      all.insert(std::move(records));
    }
    return all;
  };
  const auto before = sets();
  EXPECT_FALSE(before.empty());
  std::ranges::reverse(drawn.claims);
  EXPECT_EQ(sets(), before);
}

}  // namespace
}  // namespace concordat::benefits
