#include "benefits-service/src/work_benefits.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/share.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;

constexpr char kWork[] = "partnerships/p/projects/one";

class WorkBenefitsTest : public testing::Test {
 protected:
  WorkBenefitsTest() {
    benefit_.set_name("partnerships/p/benefits/b");
    benefit_.set_project(kWork);
    share_.set_name("partnerships/p/benefits/b/shares/joint");
  }

  void AddLine(const std::string& year, int quarter, v1::ShareLine::Kind kind, int64_t pence) {
    v1::ShareLine* line = share_.add_lines();
    line->set_financial_year(year);
    line->set_quarter(quarter);
    line->set_kind(kind);
    line->set_amount_pence(pence);
  }

  v1::WorkBenefitSums SumsOn(int year, int month, int of_month) {
    const absl::CivilDay day(year, month, of_month);
    if (!is_put_) {
      EXPECT_THAT(database_->Transact(test::Soon(),
                                      [this](Connection& connection) {
                                        test::TableFiller tables(connection);
                                        tables.Put(benefit_);
                                        tables.Put(share_);
                                        return absl::OkStatus();
                                      }),
                  IsOk());
      is_put_ = true;
    }
    v1::GetWorkBenefitsRequest request;
    request.add_works("partnerships/p/projects/none");
    request.add_works(kWork);
    v1::WorkBenefitSums sums;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  const Records records(connection, registry_, "partnerships/p",
                                                        {day, std::nullopt});
                                  auto answer = AddUpWorkBenefits(records, request);
                                  if (!answer.ok()) return answer.status();
                                  EXPECT_EQ(answer->works(0).work(), request.works(0));
                                  EXPECT_FALSE(answer->works(0).has_planned_pence());
                                  sums = answer->works(1);
                                  return absl::OkStatus();
                                }),
                IsOk());
    return sums;
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("benefits", BenefitsResources());
  const Registry registry_{BenefitsResources()};
  v1::Benefit benefit_;
  v1::Share share_;
  bool is_put_ = false;
};

TEST_F(WorkBenefitsTest, CountsWhatHasEndedByTheDay) {
  AddLine("2010-11", 0, v1::ShareLine::KIND_BUDGET, 10000);
  AddLine("2010-11", 0, v1::ShareLine::KIND_ACTUAL, 8000);
  AddLine("2010-11", 0, v1::ShareLine::KIND_FORECAST, 500);
  AddLine("2011-12", 1, v1::ShareLine::KIND_BUDGET, 300);
  AddLine("2011-12", 2, v1::ShareLine::KIND_BUDGET, 40);
  AddLine("2011-12", 4, v1::ShareLine::KIND_BUDGET, 5);
  EXPECT_FALSE(SumsOn(2011, 3, 30).has_planned_pence());
  EXPECT_EQ(SumsOn(2011, 3, 31).planned_pence(), 10000);
  EXPECT_EQ(SumsOn(2011, 3, 31).actual_pence(), 8000);
  EXPECT_EQ(SumsOn(2011, 6, 30).planned_pence(), 10300);
  EXPECT_EQ(SumsOn(2011, 9, 30).planned_pence(), 10340);
  EXPECT_EQ(SumsOn(2012, 3, 31).planned_pence(), 10345);
}

TEST_F(WorkBenefitsTest, TellsNothingFromNought) {
  AddLine("2010-11", 0, v1::ShareLine::KIND_BUDGET, 0);
  EXPECT_TRUE(SumsOn(2011, 3, 31).has_planned_pence());
  EXPECT_FALSE(SumsOn(2011, 3, 31).has_actual_pence());
}

}  // namespace
}  // namespace concordat::benefits
