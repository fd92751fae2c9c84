#include "risk-service/src/cited_risks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "risk-service/src/resources.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using testing::ElementsAre;
using testing::IsEmpty;

class CitedRisksTest : public testing::Test {
 protected:
  void Put(const std::string& register_id, const std::string& id, const v1::Risk& fields) {
    v1::Risk risk = fields;
    risk.set_name(Concat("partnerships/p/registers/", register_id, "/risks/", id));
    risk.set_title(id);
    EXPECT_THAT(database_->Transact(test::Soon(),
                                    [&risk](Connection& connection) {
                                      test::TableFiller(connection).Put(risk);
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

  static v1::Risk Risk(const std::string& reference, int stated, int computed = 0) {
    v1::Risk risk;
    risk.set_reference(reference);
    risk.mutable_current()->set_stated_score(stated);
    risk.mutable_current()->set_computed_score(computed);
    return risk;
  }

  std::vector<std::string> Find(const std::vector<std::string>& references,
                                bool public_only = false) {
    v1::FindUnscoredRisksRequest request;
    request.mutable_references()->Assign(references.begin(), references.end());
    std::vector<std::string> titles;
    ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    at.public_only = public_only;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  titles.clear();
                                  const Records records(connection, registry_, "partnerships/p",
                                                        at);
                                  auto found = FindUnscored(records, request);
                                  if (!found.ok()) return found.status();
                                  for (const auto& risk : found->risks()) {
                                    titles.push_back(risk.title());
                                  }
                                  return absl::OkStatus();
                                }),
                IsOk());
    return titles;
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("risk", RiskResources());
  const Registry registry_{RiskResources()};
};

TEST_F(CitedRisksTest, AreThoseWithoutAScore) {
  Put("a", "j", Risk("J", 0));
  Put("a", "k", Risk("K", 8));
  Put("a", "l", Risk("L", 0, 6));
  Put("a", "m", Risk("M", 0));
  EXPECT_THAT(Find({"J", "K", "L", "N"}), ElementsAre("j"));
  EXPECT_THAT(Find({"M", "J", "J"}), ElementsAre("j", "m"));
  EXPECT_THAT(Find({}), IsEmpty());
}

TEST_F(CitedRisksTest, AreNotMeantWhereARiskWithAScoreHasTheReference) {
  Put("a", "j", Risk("J", 0));
  v1::Risk scored = Risk("J", 9);
  scored.set_marking(type::v1::MARKING_EXEMPT);
  Put("b", "other", scored);
  EXPECT_THAT(Find({"J"}), IsEmpty());
  EXPECT_THAT(Find({"J"}, true), IsEmpty()) << "nor for those who may not see it";
}

TEST_F(CitedRisksTest, ThatAreExemptAreNotTold) {
  v1::Risk risk = Risk("J", 0);
  risk.set_marking(type::v1::MARKING_EXEMPT);
  Put("a", "j", risk);
  EXPECT_THAT(Find({"J"}), ElementsAre("j"));
  EXPECT_THAT(Find({"J"}, true), IsEmpty());
}

}  // namespace
}  // namespace concordat::risk
