#include "risk-service/src/risk_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "tests/support/risk_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

TEST(CheckRisk, ComputesEachScoreAndLeavesTheStatedOne) {
  v1::Risk risk = BoardRisk(10, 1, 1, 2);
  risk.mutable_current()->set_computed_score(99);
  risk.mutable_target()->set_stated_score(4);
  ASSERT_THAT(CheckRisk(nullptr, &risk), IsOk());
  EXPECT_EQ(risk.current().stated_score(), 2);
  EXPECT_EQ(risk.current().computed_score(), 1);
  EXPECT_EQ(risk.target().computed_score(), 0);
  EXPECT_FALSE(risk.has_inherent());
}

TEST(CheckRisk, NamesTheLevelThatIsMissing) {
  v1::Risk risk = BoardRisk(1, 3, 2, 6);
  risk.mutable_target()->set_likelihood(2);
  EXPECT_THAT(ViolationsOf(CheckRisk(nullptr, &risk)),
              ElementsAre(Field(&FieldViolation::field, "risk.target.impact")));
}

TEST(CheckMatrix, TakesTheBoards) {
  v1::Matrix matrix = FourByFour();
  EXPECT_THAT(CheckMatrix(nullptr, &matrix), absl::OkStatus());
}

TEST(CheckMatrix, NamesRanksAndBandsThatAreWrong) {
  v1::Matrix matrix = FourByFour();
  AddBand(&matrix, "Low", 1, 6);
  AddBand(&matrix, "High", 6, 5);
  v1::Cell* cell = matrix.add_cells();
  cell->set_likelihood(1);
  cell->set_impact(5);
  cell->set_rating("Severe");
  const auto violations = ViolationsOf(CheckMatrix(nullptr, &matrix));
  for (const char* field : {"matrix.bands[1].lowest_score", "matrix.bands[1].highest_score",
                            "matrix.cells[0].impact", "matrix.cells[0].rating"}) {
    EXPECT_THAT(violations, Contains(Field(&FieldViolation::field, field)));
  }
}

TEST(CheckMatrix, AVersionKeepsItsScaleButNotItsTitle) {
  const v1::Matrix before = FourByFour();
  v1::Matrix after = before;
  after.set_title("As agreed by the Board");
  after.add_appetites()->set_highest_score(9);
  EXPECT_THAT(CheckMatrix(&before, &after), IsOk());
  after.mutable_impacts(0)->set_name("Negligible");
  EXPECT_EQ(ReasonOf(CheckMatrix(&before, &after)), "MATRIX_VERSION_FIXED");
}

TEST(CheckRegister, DoesNotReportIntoItself) {
  v1::Register record = BoardRegister();
  record.set_parent_register(record.name());
  EXPECT_THAT(ViolationsOf(CheckRegister(nullptr, &record)),
              ElementsAre(Field(&FieldViolation::field, "register.parent_register")));
}

TEST(CheckTreatment, WhatIsPlannedIsNotDone) {
  v1::Treatment treatment;
  treatment.set_state(v1::TREATMENT_STATE_PLANNED);
  treatment.set_completed("2011-06");
  EXPECT_THAT(ViolationsOf(CheckTreatment(nullptr, &treatment)),
              ElementsAre(Field(&FieldViolation::field, "treatment.completed")));
  treatment.set_state(v1::TREATMENT_STATE_DONE);
  EXPECT_THAT(ViolationsOf(CheckTreatment(nullptr, &treatment)), IsEmpty());
}

}  // namespace
}  // namespace concordat::risk
