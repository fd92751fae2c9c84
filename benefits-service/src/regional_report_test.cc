// What a region saves: NWeGG's tables of 2008-10, to the pound, and odd tasks.
#include "benefits-service/src/regional_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/stated_figure.pb.h"
#include "tests/support/costs_testing.h"
#include "tests/support/sample_bundle.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kPounds = 100;

class RegionalReportTest : public test::CostsTest {
 protected:
  RegionalReportTest() : CostsTest("benefits", BenefitsResources()) {}

  void PutSample() {
    const test::SampleBundle nwegg("nwegg");
    Fill([&nwegg](test::TableFiller* tables) {
      for (const auto& task : nwegg.Read<v1::RegionalTask>("regional-tasks.csv")) {
        tables->Put(task);
      }
      for (const auto& figure : nwegg.Read<v1::StatedFigure>("stated-figures.csv")) {
        tables->Put(figure);
      }
    });
  }

  static v1::RegionalTask Task(const std::string& id, int64_t budget, int64_t cost_alone) {
    v1::RegionalTask task;
    task.set_name(Concat("partnerships/nwegg/regionalTasks/", id));
    task.set_programme("partnerships/nwegg/programmes/one");
    task.add_tasks("A task");
    task.set_financial_year("2010-11");
    task.set_budget_pence(budget);
    task.set_cost_alone_pence(cost_alone);
    return task;
  }
  void Put(const std::vector<v1::RegionalTask>& tasks) {
    Fill([&tasks](test::TableFiller* tables) {
      for (const v1::RegionalTask& task : tasks) tables->Put(task);
    });
  }

  v1::CalculateRegionalSavingsResponse Savings(const std::vector<CouncilsOfYear>& years,
                                               const std::string& programme = "",
                                               bool public_only = false) {
    v1::CalculateRegionalSavingsRequest request;
    request.set_programme(programme);
    v1::CalculateRegionalSavingsResponse response;
    ReadAt at = {.day = absl::CivilDay(2010, 6, 17), .position = {}};
    at.public_only = public_only;
    EXPECT_THAT(ledger().database().Snapshot(test::Soon(),
                                             [&](Connection& connection) {
                                               auto told = TellRegionalSavings(
                                                   Records(connection, ledger().registry(),
                                                           "partnerships/nwegg", at),
                                                   request, years);
                                               if (told.ok()) response = *told;
                                               return told.status();
                                             }),
                IsOk());
    return response;
  }
};

std::vector<int64_t> PoundsOf(const v1::RegionalSavingYear& year) {
  std::vector<int64_t> pounds;
  for (const v1::ProgrammeSaving& one : year.programmes()) {
    pounds.push_back(one.saving_pence() / kPounds);
  }
  return pounds;
}

// The worked example of docs/reference/regional-savings.md.
TEST_F(RegionalReportTest, TellsTheTablesOfNwegg) {
  PutSample();
  const auto savings = Savings({{"2008-09", 46, {}, ""}, {"2009-10", 44, {}, ""}});
  ASSERT_THAT(savings.years(), SizeIs(2));
  const v1::RegionalSavingYear& region = savings.years(0);
  // In the order of their names: business process improvement, customer services,
  // information sharing and security, the right track.
  EXPECT_THAT(PoundsOf(region), ElementsAre(614'000, 1'089'000, 1'515'500, 894'500));
  EXPECT_EQ(region.saving_pence(), 4'113'000 * kPounds);
  EXPECT_EQ(region.printed_saving_pence(), 4'113'000 * kPounds);
  EXPECT_EQ(region.budget_pence(), 360'500 * kPounds);
  for (const v1::ProgrammeSaving& one : region.programmes()) {
    EXPECT_EQ(one.printed_total_pence(), one.saving_pence()) << one.programme();
    EXPECT_EQ(one.difference_pence(), 0) << one.programme();
  }
  EXPECT_EQ(savings.years(1).saving_pence(), 3'918'500 * kPounds);
  EXPECT_EQ(savings.years(1).printed_saving_pence(), 4'113'000 * kPounds);
  EXPECT_EQ(savings.tasks_without_year(), 0);
}

TEST_F(RegionalReportTest, TellsEachTaskOfNwegg) {
  PutSample();
  const auto savings = Savings({{"2008-09", 46, {}, ""}});
  const v1::RegionalSavingYear& year = savings.years(0);
  EXPECT_THAT(year.tasks(), SizeIs(34));
  EXPECT_EQ(year.tasks_left_out(), 0);
  int overheads = 0, most_together = 0;
  for (const v1::TaskSaving& task : year.tasks()) {
    EXPECT_EQ(task.difference_pence(), 0) << task.regional_task();
    EXPECT_EQ(task.saving_pence() < 0, task.cost_alone_pence() == 0) << task.regional_task();
    overheads += task.cost_alone_pence() == 0;
    most_together = std::max(most_together, task.tasks_size());
  }
  EXPECT_EQ(overheads, 13);
  EXPECT_EQ(most_together, 6) << "one price covers as many tasks";
}

TEST_F(RegionalReportTest, TellsOfHostingThatTheSavingLeavesOut) {
  PutSample();
  const auto savings = Savings({{"2008-09", 46, {}, ""}});
  const v1::RegionalSavingYear& year = savings.years(0);
  ASSERT_THAT(year.unpriced_budgets(), SizeIs(1));
  EXPECT_EQ(year.unpriced_budgets(0).programme(), "partnerships/nwegg/programmes/hosting");
  EXPECT_EQ(year.unpriced_budgets(0).budget_pence(), 20'000 * kPounds);
  EXPECT_EQ(year.saving_after_unpriced_pence(), 4'093'000 * kPounds);
  const auto one =
      Savings({{"2008-09", 46, {}, ""}}, "partnerships/nwegg/programmes/right-track-north-west");
  EXPECT_EQ(one.years(0).saving_pence(), 894'500 * kPounds);
  EXPECT_THAT(one.years(0).unpriced_budgets(), IsEmpty());
}

TEST_F(RegionalReportTest, CountsATaskInYearsThatLieInItsSpan) {
  auto whole = Task("whole", 100, 10), half = Task("half", 100, 10), none = Task("none", 100, 10);
  for (v1::RegionalTask* task : {&whole, &half, &none}) task->clear_financial_year();
  whole.mutable_period()->set_from("2009");
  whole.mutable_period()->set_to("2011-03");
  half.mutable_period()->set_from("2010-05");
  half.mutable_period()->set_to("2011-12");
  Fill([&](test::TableFiller* tables) {
    for (const v1::RegionalTask& task : {whole, half, none}) tables->Put(task);
  });
  const auto savings =
      Savings({{"2008-09", 5, {}, ""}, {"2009-10", 5, {}, ""}, {"2010-11", 5, {}, ""}});
  EXPECT_EQ(savings.years(0).tasks_size(), 0);
  EXPECT_EQ(savings.years(0).saving_pence(), 0);
  EXPECT_EQ(savings.years(1).tasks_size(), 1);
  EXPECT_EQ(savings.years(2).tasks_size(), 1);
  EXPECT_EQ(savings.tasks_without_year(), 1);
}

TEST_F(RegionalReportTest, BearsAnyAmounts) {
  constexpr int64_t kMost = 1'000'000'000'000;
  Put({Task("a", kMost, -kMost), Task("b", -kMost, kMost), Task("c", kMost, kMost)});
  const auto nobody = Savings({{"2010-11", 0, {}, ""}});
  EXPECT_EQ(nobody.years(0).saving_pence(), -kMost);
  const auto savings = Savings({{"2010-11", 100'000, 100'000, ""}});
  EXPECT_EQ(savings.years(0).saving_pence(), kMost * 100'000 - kMost);
  EXPECT_EQ(savings.years(0).saving_high_pence(), kMost * 100'000 - kMost);
}

TEST_F(RegionalReportTest, HoldsBackSumsThatHoldWhatIsExempt) {
  auto open = Task("a", 100, 10), exempt = Task("b", 900, 10), other = Task("c", 30, 10);
  exempt.set_marking(type::v1::MARKING_EXEMPT);
  other.set_programme("partnerships/nwegg/programmes/two");
  Put({open, exempt, other});
  const auto savings = Savings({{"2010-11", 5, {}, ""}}, "", true);
  const v1::RegionalSavingYear& year = savings.years(0);
  EXPECT_TRUE(year.withheld());
  EXPECT_EQ(year.saving_pence(), 0);
  ASSERT_THAT(year.programmes(), SizeIs(1));
  EXPECT_EQ(year.programmes(0).programme(), "partnerships/nwegg/programmes/two");
  EXPECT_THAT(year.tasks(), SizeIs(2));
}

TEST_F(RegionalReportTest, LeavesOutWhatIsDeletedOrOfAnotherPartnership) {
  auto other = Task("x", 100, 10);
  other.set_name("partnerships/other/regionalTasks/x");
  Fill([&](test::TableFiller* tables) {
    tables->Put(Task("a", 100, 10));
    tables->Put(Task("b", 100, 10), test::Slice::kDeleted);
    tables->Put(other);
  });
  EXPECT_EQ(Savings({{"2010-11", 20, {}, ""}}).years(0).saving_pence(), 100);
}

TEST_F(RegionalReportTest, CostsNoMoreStatementsForMoreTasks) {
  Fill([](test::TableFiller* tables) {
    for (const auto& [partnership, count] : {std::pair("few", 300), std::pair("more", 600)}) {
      for (int i = 0; i < count; ++i) {
        auto task = Task(Concat("t", i), 100 + i, i);
        task.set_name(Concat("partnerships/", partnership, "/regionalTasks/t", 1000 + i));
        task.set_programme(Concat("partnerships/", partnership, "/programmes/p", i % 7));
        tables->Put(task);
      }
    }
  });
  ExpectGrowth("partnerships/few", "partnerships/more", 300, {6, 0}, [](const Records& records) {
    return TellRegionalSavings(records, {}, {{"2010-11", 46, {}, ""}}).status();
  });
}

}  // namespace
}  // namespace concordat::benefits
