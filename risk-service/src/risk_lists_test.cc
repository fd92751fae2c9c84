// What is said of reviews, actions, cells and registers, in pages and together.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/risk_process_testing.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::IsEmpty;

class RiskListsTest : public RiskProcessTest {
 protected:
  RiskListsTest() { MakeRegisters(); }

  void Review(int number, const std::string& day, const std::string& effective = "2011-06-30") {
    v1::CreateReviewRequest request;
    request.set_parent(RiskName(number));
    request.mutable_review()->set_day(day);
    request.mutable_review()->set_reviewer_role("Head of service");
    request.mutable_review()->set_outcome(v1::REVIEW_OUTCOME_UNCHANGED);
    request.set_effective_date(effective);
    ASSERT_THAT(Call<v1::Review>("Reviews.CreateReview", request), IsOk());
  }

  v1::ListDueReviewsRequest Asked(const std::string& day) {
    v1::ListDueReviewsRequest request;
    request.set_parent(kParent);
    request.set_as_at(day);
    return request;
  }
  std::vector<std::string> Due(const v1::ListDueReviewsRequest& request) {
    const auto due = Call<v1::ListDueReviewsResponse>("RiskLists.ListDueReviews", request);
    EXPECT_THAT(due, IsOk());
    std::vector<std::string> words;
    for (const v1::DueReview& one : due->due_reviews()) {
      words.push_back(Concat(ResourceType::IdOf(one.risk()), " ", one.rating(), " by ",
                             one.next_due(), ", ", one.days_overdue(), " days"));
    }
    return words;
  }
};

TEST_F(RiskListsTest, AReviewIsDueByTheCycleOfTheRating) {
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  ASSERT_THAT(MakeRisk(2, 2, 2), IsOk());
  EXPECT_THAT(Due(Asked("2011-07-01")), IsEmpty()) << "the last day of thirty";
  EXPECT_THAT(Due(Asked("2011-07-02")), ElementsAre("r1 Red by 2011-07-01, 1 days"));
  Review(1, "2011-06-30");
  EXPECT_THAT(Due(Asked("2011-07-02")), IsEmpty());
  EXPECT_THAT(Due(Asked("2011-08-31")),
              ElementsAre("r1 Red by 2011-07-30, 32 days", "r2 Amber by 2011-08-30, 1 days"));
  v1::ListDueReviewsRequest coming = Asked("2011-07-20");
  coming.set_within_days(10);
  EXPECT_THAT(Due(coming), ElementsAre("r1 Red by 2011-07-30, 0 days"));
  ASSERT_THAT(Rescore(1, 1, 1, "2011-07-10"), IsOk());
  EXPECT_THAT(Due(coming), IsEmpty()) << "by its rating on the day";
  EXPECT_EQ(Standing(1, "2011-07-20")->next_due(), "2011-09-28");
  EXPECT_EQ(Standing(1, "2011-07-20")->last_reviewed(), "2011-06-30");
}

TEST_F(RiskListsTest, APartialDayCountsFromItsLast) {
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  Review(1, "2011-06", "2011-06-30");
  EXPECT_THAT(Due(Asked("2011-07-30")), IsEmpty());
  EXPECT_THAT(Due(Asked("2011-07-31")), ElementsAre("r1 Red by 2011-07-30, 1 days"));
}

TEST_F(RiskListsTest, WithoutACycleOrAMatrixNothingIsDue) {
  v1::UpdateMatrixRequest update;
  update.mutable_matrix()->set_name(kMatrixName);
  update.mutable_update_mask()->add_paths("review_cycles");
  update.set_effective_date("2011-06-01");
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  ASSERT_THAT(Call<v1::Matrix>("Matrices.UpdateMatrix", update), IsOk())
      << "policy changes within a version";
  EXPECT_THAT(Due(Asked("2020-01-01")), IsEmpty());
  EXPECT_EQ(Standing(1)->next_due(), "");
}

TEST_F(RiskListsTest, PagesFollowOneAnotherAndAreBoundToTheirQuestion) {
  for (int number = 1; number <= 5; ++number) ASSERT_THAT(MakeRisk(number, 3, 3), IsOk());
  v1::ListDueReviewsRequest request = Asked("2012-01-01");
  request.set_page_size(2);
  std::vector<std::string> seen;
  do {
    const auto page = Call<v1::ListDueReviewsResponse>("RiskLists.ListDueReviews", request);
    ASSERT_THAT(page, IsOk());
    for (const auto& one : page->due_reviews()) seen.emplace_back(ResourceType::IdOf(one.risk()));
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(seen, ElementsAre("r1", "r2", "r3", "r4", "r5"));
  const auto first = Call<v1::ListDueReviewsResponse>("RiskLists.ListDueReviews", [&] {
    request.set_page_size(2);
    return request;
  }());
  v1::ListDueReviewsRequest other = Asked("2012-01-02");
  other.set_page_token(first->next_page_token());
  EXPECT_THAT(Call<v1::ListDueReviewsResponse>("RiskLists.ListDueReviews", other),
              StatusIs(absl::StatusCode::kInvalidArgument));
  other = Asked("2012-01-01");
  other.set_page_size(-1);
  EXPECT_THAT(Call<v1::ListDueReviewsResponse>("RiskLists.ListDueReviews", other),
              StatusIs(absl::StatusCode::kInvalidArgument));
  other.set_page_size(0);
  other.set_register_("partnerships/q/registers/board");
  EXPECT_THAT(Call<v1::ListDueReviewsResponse>("RiskLists.ListDueReviews", other),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(RiskListsTest, WhatIsExemptIsNoLineForThePublic) {
  ASSERT_THAT(MakeRisk(1, 3, 3, "2011-06-01", type::v1::MARKING_EXEMPT), IsOk());
  ASSERT_THAT(MakeRisk(2, 3, 3), IsOk());
  v1::ListDueReviewsRequest request = Asked("2012-01-01");
  request.set_marking(type::v1::MARKING_PUBLIC);
  EXPECT_THAT(Due(request), testing::SizeIs(1));
  v1::GetHeatMapRequest map;
  map.set_parent(kParent);
  map.set_matrix(kMatrixName);
  map.set_as_at("2012-01-01");
  map.set_marking(type::v1::MARKING_PUBLIC);
  const auto cells = Call<v1::HeatMap>("RiskRollUps.GetHeatMap", map);
  ASSERT_THAT(cells, IsOk());
  int64_t count = 0;
  for (const auto& cell : cells->cells()) count += cell.count();
  EXPECT_EQ(count, 1);
}

void AddAction(const std::string& deadline, v1::CreateTreatmentRequest* request) {
  request->mutable_treatment()->set_kind(v1::TREATMENT_KIND_ACTION);
  request->mutable_treatment()->set_description("Something is done");
  request->mutable_treatment()->set_deadline(deadline);
  request->set_effective_date("2011-06-01");
}

TEST_F(RiskListsTest, AnActionIsOverdueWhenTheLastDayOfItsDeadlineIsPast) {
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  for (const char* deadline : {"2011-06-10", "2011-06", "2011", "2012"}) {
    v1::CreateTreatmentRequest request;
    request.set_parent(RiskName(1));
    AddAction(deadline, &request);
    ASSERT_THAT(Call<v1::Treatment>("Treatments.CreateTreatment", request), IsOk());
  }
  v1::ListOverdueTreatmentsRequest request;
  request.set_parent(kParent);
  request.set_as_at("2011-07-01");
  request.set_page_size(1);
  const auto first =
      Call<v1::ListOverdueTreatmentsResponse>("RiskLists.ListOverdueTreatments", request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->overdue_treatments_size(), 1);
  EXPECT_EQ(first->overdue_treatments(0).days(), 21);
  EXPECT_EQ(first->overdue_treatments(0).risk_reference(), "1.");
  request.set_page_token(first->next_page_token());
  const auto second =
      Call<v1::ListOverdueTreatmentsResponse>("RiskLists.ListOverdueTreatments", request);
  ASSERT_THAT(second, IsOk());
  ASSERT_EQ(second->overdue_treatments_size(), 1);
  EXPECT_EQ(second->overdue_treatments(0).treatment().deadline(), "2011-06");
  EXPECT_EQ(second->next_page_token(), "") << "2011 is not over";
}

TEST_F(RiskListsTest, ACellOfTheHeatMapOpensToItsRisks) {
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  ASSERT_THAT(MakeRisk(2, 3, 3), IsOk());
  ASSERT_THAT(MakeRisk(3, 3, 2), IsOk());
  v1::ListCellRisksRequest request;
  request.set_parent(kParent);
  request.set_matrix(kMatrixName);
  request.set_likelihood(3);
  request.set_impact(3);
  request.set_page_size(1);
  const auto first = Call<v1::ListCellRisksResponse>("RiskLists.ListCellRisks", request);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->risks_size(), 1);
  EXPECT_EQ(first->risks(0).name(), RiskName(1));
  request.set_page_token(first->next_page_token());
  const auto second = Call<v1::ListCellRisksResponse>("RiskLists.ListCellRisks", request);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->risks(0).name(), RiskName(2));
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_F(RiskListsTest, ANewVersionOfAMatrixRescoresNothing) {
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  v1::CreateMatrixRequest scale;
  scale.set_parent(kParent);
  scale.set_matrix_id("board-v2");
  *scale.mutable_matrix() = RatedMatrix();
  scale.mutable_matrix()->clear_name();
  scale.mutable_matrix()->set_version(2);
  scale.mutable_matrix()->set_previous(kMatrixName);
  scale.mutable_matrix()->mutable_bands(2)->set_rating("Critical");
  scale.mutable_matrix()->mutable_review_cycles(0)->set_rating("Critical");
  scale.set_effective_date("2011-07-01");
  ASSERT_THAT(Call<v1::Matrix>("Matrices.CreateMatrix", scale), IsOk());
  v1::UpdateRegisterRequest update;
  update.mutable_register_()->set_name(kRegisterName);
  update.mutable_register_()->set_matrix("partnerships/p/matrices/board-v2");
  update.mutable_update_mask()->add_paths("matrix");
  update.set_effective_date("2011-07-01");
  ASSERT_THAT(Call<v1::Register>("Registers.UpdateRegister", update), IsOk());
  for (const char* day : {"2011-06-15", "2011-07-15"}) {
    EXPECT_EQ(Standing(1, day)->rating(), "Red") << day;
  }
  v1::GetRiskRollUpRequest request;
  request.set_parent(kParent);
  request.set_as_at("2011-07-15");
  request.set_compare_to("2011-06-15");
  const auto roll_up = Call<v1::RiskRollUp>("RiskRollUps.GetRiskRollUp", request);
  ASSERT_THAT(roll_up, IsOk());
  EXPECT_EQ(roll_up->ratings(0).rating(), "Red");
  EXPECT_EQ(roll_up->above_appetite(), 1);
  EXPECT_THAT(roll_up->movements(), IsEmpty());
  ASSERT_THAT(Rescore(1, 1, 1, "2011-07-10"), IsOk());
  const auto moved = Call<v1::RiskRollUp>("RiskRollUps.GetRiskRollUp", request);
  ASSERT_EQ(moved->band_moves_size(), 1);
  EXPECT_EQ(moved->band_moves(0).from(), "Red");
  EXPECT_EQ(moved->band_moves(0).to(), "Green");
}

TEST_F(RiskListsTest, ARegisterIsRolledUpWithWhatReportsIntoIt) {
  ASSERT_THAT(MakeRisk(1, 3, 3), IsOk());
  v1::GetRiskRollUpRequest request;
  request.set_parent(kParent);
  request.set_register_(kCorporate);
  const auto roll_up = Call<v1::RiskRollUp>("RiskRollUps.GetRiskRollUp", request);
  ASSERT_THAT(roll_up, IsOk());
  EXPECT_EQ(roll_up->open_risks(), 1);
  EXPECT_EQ(roll_up->above_appetite(), 1);
  EXPECT_EQ(roll_up->registers(0).register_(), kRegisterName);
  request.set_register_("partnerships/p/registers/never-was");
  EXPECT_THAT(Call<v1::RiskRollUp>("RiskRollUps.GetRiskRollUp", request),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace concordat::risk
