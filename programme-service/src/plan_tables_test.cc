#include "programme-service/src/plan_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "concordat/programme/v1/org_unit.pb.h"
#include "programme-service/src/resources.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/programme_samples.h"
#include "tests/support/table_filler.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using testing::IsEmpty;
using testing::SizeIs;

class PlanTablesTest : public testing::Test {
 protected:
  void Put(const google::protobuf::Message& record) {
    EXPECT_THAT(database_->Transact(test::Soon(),
                                    [&record](Connection& connection) {
                                      test::TableFiller(connection).Put(record);
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

  void PutUnit(const std::string& id, const std::string& parent) {
    v1::OrgUnit unit;
    unit.set_name("partnerships/p/orgUnits/" + id);
    unit.set_title(id);
    if (!parent.empty()) unit.set_parent_unit("partnerships/p/orgUnits/" + parent);
    Put(unit);
  }

  void PutFact(const std::string& unit, const std::string& measure, const std::string& amount,
               bool is_total = false) {
    v1::BaselineFact fact;
    fact.set_name(Concat("partnerships/p/baselineFacts/", ++facts_));
    fact.set_subject("partnerships/p/orgUnits/" + unit);
    fact.set_measure(measure);
    fact.set_amount(amount);
    fact.set_is_total(is_total);
    Put(fact);
  }

  Facts Read() {
    Facts facts;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  facts = Facts();
                                  const Records records(connection, registry_, "partnerships/p",
                                                        {absl::CivilDay(2011, 6, 30), {}});
                                  return ReadPlanTables(records, &facts);
                                }),
                IsOk());
    return facts;
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("programme", ProgrammeResources());
  const Registry registry_{ProgrammeResources()};
  int facts_ = 0;
};

TEST_F(PlanTablesTest, ATotalIsHeldAgainstTheUnitsDirectlyBelow) {
  PutUnit("all", "");
  PutUnit("finance", "all");
  PutUnit("ict", "all");
  PutUnit("desk", "ict");
  PutFact("finance", "Staff", "250");
  PutFact("ict", "Staff", "140.5");
  PutFact("desk", "Staff", "12");
  PutFact("ict", "Budget", "7");
  PutFact("ict", "Staff", "");
  PutFact("all", "Staff", "390.50", true);
  EXPECT_THAT(Read().wrong_totals, IsEmpty());
  PutFact("all", "Budget", "8", true);
  const Facts facts = Read();
  ASSERT_THAT(facts.wrong_totals, SizeIs(1));
  EXPECT_EQ(facts.wrong_totals[0].total.measure(), "Budget");
  EXPECT_EQ(facts.wrong_totals[0].computed, "7.000000");
  EXPECT_EQ(facts.wrong_totals[0].parts, 1);
}

TEST_F(PlanTablesTest, OnlySubscriptionsThatDifferAreRead) {
  const std::string text = R"(title: "s" rate_pence: 900000 count: 20 )";
  Put(Parse<v1::Subscription>(
      R"(name: "partnerships/p/subscriptions/right" total_pence: 18000000 )" + text));
  Put(Parse<v1::Subscription>(
      R"(name: "partnerships/p/subscriptions/wrong" total_pence: 18000001 )" + text));
  Put(Parse<v1::Subscription>(R"(name: "partnerships/p/subscriptions/untold" )" + text));
  const Facts facts = Read();
  ASSERT_THAT(facts.subscriptions, SizeIs(1));
  EXPECT_EQ(facts.subscriptions[0].name(), "partnerships/p/subscriptions/wrong");
}

TEST_F(PlanTablesTest, ActionsOutsideTheirPlanAndCarriedOnAreRead) {
  const auto put = [this](const std::string& id, const std::string& more) {
    Put(Parse<v1::Action>(Concat(R"(name: "partnerships/p/actions/)", id,
                                 R"(" title: "t" plan_period { from: "2009-04" to: "2010-03" } )",
                                 more)));
  };
  put("within", R"(deadlines { due { date: "2010-03" } })");
  put("after", R"(deadlines { due { date: "2011-03" } })");
  put("before", R"(deadlines { due { date: "2009-03" } })");
  put("none", "");
  put("carried", "");
  put("carries", R"(continues: "partnerships/p/actions/carried")");
  std::vector<std::string> ids;
  for (const v1::Action& action : Read().actions) {
    ids.emplace_back(ResourceType::IdOf(action.name()));
  }
  EXPECT_THAT(ids, testing::UnorderedElementsAre("after", "before", "carried", "carries"));
}

}  // namespace
}  // namespace concordat::programme
