// What does not agree in tables of regional tasks.
#include "benefits-service/src/regional_findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/resources.h"
#include "common/ledger/registry.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/regional_oracle.h"
#include "tests/support/sample_bundle.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Four lines that reckon with ten councils, an overhead and their total.
struct Paper {
  std::vector<v1::RegionalTask> tasks;
  std::vector<v1::StatedFigure> figures;
};

Paper Table() {
  Paper facts;
  const auto add = [&facts](const std::string& id, int64_t budget, int64_t alone, int64_t saving) {
    v1::RegionalTask& task = facts.tasks.emplace_back();
    task.set_name("partnerships/p/regionalTasks/" + id);
    task.set_programme("partnerships/p/programmes/one");
    task.mutable_source()->set_document("partnerships/p/sourceDocuments/plan");
    task.add_tasks("Task " + id);
    task.set_budget_pence(budget * 100);
    task.set_cost_alone_pence(alone * 100);
    task.set_printed_saving_pence(saving * 100);
    task.set_is_total(id == "total");
  };
  add("a", 10, 3, 20);
  add("b", 5, 1, 5);
  add("c", 0, 2, 20);
  add("d", 4, 0, -4);
  add("e", 2, 1, 8);
  add("total", 21, 7, 49);
  return facts;
}

std::vector<std::string> Found(const Paper& facts) {
  std::vector<std::string> found;
  Findings findings;
  AddRegionalFindings(RegionalFactsOf(facts.tasks), facts.figures, &findings);
  for (const ledger::v1::Finding& finding : findings) {
    found.push_back(finding.rule() + ": " + finding.summary());
  }
  return found;
}

TEST(RegionalFindings, SayNothingOfATableThatAgrees) { EXPECT_THAT(Found(Table()), IsEmpty()); }

TEST(RegionalFindings, TellASavingThatIsReckonedOtherwise) {
  Paper facts = Table();
  facts.tasks[1].set_printed_saving_pence(6'00);
  facts.tasks[5].set_printed_saving_pence(50'00);
  EXPECT_THAT(Found(facts), ElementsAre("regional-saving-differs: \"Task b\" of one: a saving of "
                                        "£6 is printed, and £1 alone for each of 10 councils, as "
                                        "in most lines of the paper, less £5: £5."));
}

TEST(RegionalFindings, TellAnOverheadThatSaves) {
  Paper facts = Table();
  facts.tasks[3].set_printed_saving_pence(4'00);
  facts.tasks[5].set_printed_saving_pence(57'00);
  EXPECT_THAT(Found(facts), ElementsAre(HasSubstr("\"Task d\"")));
}

TEST(RegionalFindings, TellATotalThatIsAnother) {
  Paper facts = Table();
  facts.tasks[5].set_budget_pence(22'00);
  EXPECT_THAT(Found(facts), ElementsAre(HasSubstr("regional-total-differs: \"Task total\" of one "
                                                  "is a total over 5 lines: £22 of budget, and "
                                                  "they come to £21")));
}

TEST(RegionalFindings, NeedThreeLinesThatReckonAlike) {
  Paper facts = Table();
  facts.tasks[0].set_cost_alone_pence(0);
  facts.tasks[0].set_printed_saving_pence(-10'00);
  facts.tasks[1].set_printed_saving_pence(7'00);
  facts.tasks.pop_back();
  EXPECT_THAT(Found(facts), IsEmpty()) << "two lines, and each says another number";
}

// NWeGG's hosting line: a part of the budget that no task prices.
TEST(RegionalFindings, TellABudgetThatTheSavingLeavesOut) {
  Paper facts = Table();
  facts.tasks.pop_back();
  const auto add = [&facts](const std::string& id, const std::string& programme,
                            const std::string& amount, const std::string& expression) {
    v1::StatedFigure& figure = facts.figures.emplace_back();
    figure.set_name("partnerships/p/statedFigures/" + id);
    figure.set_label("Budget " + id);
    figure.set_amount(amount);
    figure.set_unit(v1::StatedFigure::UNIT_POUNDS);
    if (!programme.empty()) figure.set_subject("partnerships/p/programmes/" + programme);
    figure.set_expression(expression);
  };
  add("one", "one", "21", "");
  add("hosting", "hosting", "20", "");
  add("all", "", "41", "sum(figure(one), figure(hosting))");
  EXPECT_THAT(Found(facts), ElementsAre(HasSubstr("budget-outside-saving: Budget hosting, £20")));
  // Figures that are no budgets of the tasks say nothing of it.
  facts.figures[0].set_amount("18");
  EXPECT_THAT(Found(facts), IsEmpty());
}

TEST(RegionalFindings, OfNweggAreTheHostingLineAlone) {
  const test::SampleBundle nwegg("nwegg");
  const auto found = Found({nwegg.Read<v1::RegionalTask>("regional-tasks.csv"),
                            nwegg.Read<v1::StatedFigure>("stated-figures.csv")});
  EXPECT_THAT(found, ElementsAre(testing::AllOf(HasSubstr("budget-outside-saving: Core hosting"),
                                                HasSubstr("£20,000"), HasSubstr("£380,500"))));
}

// Tables of two papers in which most lines reckon with three councils, and some do not.
v1::RegionalTask Drawn(std::mt19937& random, const std::string& partnership, int i) {
  const auto below = [&random](int end) { return static_cast<int>(random() % end); };
  v1::RegionalTask task;
  task.set_name(Concat(partnership, "/regionalTasks/r", i));
  task.set_programme(Concat(partnership, "/programmes/", below(2)));
  task.mutable_source()->set_document(Concat(partnership, "/sourceDocuments/", below(2)));
  task.add_tasks(Concat("Task ", i));
  task.set_financial_year(below(2) == 0 ? "2009-10" : "2010-11");
  task.set_is_total(below(5) == 0);
  task.set_budget_pence(int64_t{100} * (below(3) + 1));
  task.set_cost_alone_pence(int64_t{100} * below(3));
  if (below(6) == 0) task.set_marking(type::v1::MARKING_EXEMPT);
  if (below(9) == 0) return task;
  task.set_printed_saving_pence(task.cost_alone_pence() * (below(6) == 0 ? 4 : 3) -
                                task.budget_pence() + (below(9) == 0 ? 50 : 0));
  return task;
}

std::vector<std::string> Told(const RegionalFacts& facts) {
  std::vector<std::string> told;
  Findings findings;
  AddRegionalFindings(facts, {}, &findings);
  for (const ledger::v1::Finding& finding : findings) told.push_back(finding.DebugString());
  return told;
}

// What is asked of SQL is what comes out of reading everything.
TEST(RegionalFacts, OfSqlFindWhatEverythingFinds) {
  const auto database = test::NewServiceDatabase("benefits", BenefitsResources());
  const Registry registry(BenefitsResources());
  std::mt19937 random(2008);
  size_t found = 0;
  for (int seed = 0; seed < 30; ++seed) {
    const std::string partnership = Concat("partnerships/p", seed);
    EXPECT_THAT(database->Transact(test::Soon(),
                                   [&](Connection& connection) {
                                     test::TableFiller tables(connection);
                                     for (int i = 0; i < 12; ++i) {
                                       tables.Put(Drawn(random, partnership, 100 + i));
                                     }
                                     return absl::OkStatus();
                                   }),
                test::IsOk());
    for (const bool public_only : {false, true}) {
      SCOPED_TRACE(Concat("seed ", seed, public_only ? ", public" : ""));
      ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
      at.public_only = public_only;
      at.exempt_elsewhere = std::make_shared<const std::set<std::string>>(
          std::set<std::string>{Concat(partnership, "/sourceDocuments/1")});
      EXPECT_THAT(database->Snapshot(test::Soon(),
                                     [&](Connection& connection) {
                                       const Records records(connection, registry, partnership, at);
                                       const auto facts = ReadRegionalFacts(records);
                                       EXPECT_THAT(facts, test::IsOk());
                                       auto all = records.Where<v1::RegionalTask>({"TRUE", {}});
                                       EXPECT_THAT(all, test::IsOk());
                                       const auto told = Told(*facts);
                                       EXPECT_EQ(told, Told(RegionalFactsOf(*std::move(all))));
                                       found += told.size();
                                       return absl::OkStatus();
                                     }),
                  test::IsOk());
    }
  }
  EXPECT_GT(found, 100u);
}

}  // namespace
}  // namespace concordat::benefits
