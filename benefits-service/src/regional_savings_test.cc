// The regional saving as it is asked for: where the numbers of councils come from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/regional_report.h"
#include "benefits-service/src/resources.h"
#include "common/base/errors.h"
#include "common/feed/feed.h"
#include "common/peers/peers.h"
#include "concordat/programme/v1/council_number.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/rpc_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Request = v1::CalculateRegionalSavingsRequest;
using Response = v1::CalculateRegionalSavingsResponse;

constexpr char kMethod[] = "concordat.benefits.v1.RegionalSavings.CalculateRegionalSavings";
constexpr char kParent[] = "partnerships/north";

class RegionalSavingsTest : public testing::Test {
 protected:
  RegionalSavingsTest() {
    EXPECT_THAT(database_->Transact(test::Soon(),
                                    [](Connection& connection) {
                                      v1::RegionalTask task;
                                      task.set_name(Concat(kParent, "/regionalTasks/t"));
                                      task.set_programme(Concat(kParent, "/programmes/one"));
                                      task.add_tasks("A task");
                                      task.set_budget_pence(100);
                                      task.set_cost_alone_pence(10);
                                      task.mutable_period()->set_from("2010-04");
                                      task.mutable_period()->set_to("2012-03");
                                      test::TableFiller(connection).Put(task);
                                      return absl::OkStatus();
                                    }),
                IsOk());
    // Linked in, so that names of its type are known.
    EXPECT_NE(programme::v1::Partnership::descriptor(), nullptr);
    request_.set_parent(kParent);
    request_.set_as_at("2010-06-01");
    caller_.subject = "somebody";
    caller_.roles = {Role::kPartnershipOffice};
    caller_.partnerships = {"north"};
    caller_.deadline = test::Soon();
    caller_.assertion = test::AssertionOf();
  }

  absl::Status Ask(const Peers& peers, Response* response) {
    MethodTable methods;
    BindRegionalSavings({ledger_, feed_, peers}, &methods);
    return methods.Find(kMethod)->handler(caller_, request_, response);
  }
  std::string WrongField() {
    Response response;
    const auto violations = ViolationsOf(Ask(Peers(), &response));
    return violations.empty() ? "" : violations[0].field;
  }
  void Give(const std::string& year, int32_t number) {
    v1::YearCouncils* councils = request_.add_councils();
    councils->set_financial_year(year);
    councils->set_number(number);
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("benefits", BenefitsResources());
  Ledger ledger_{database_.get(), "benefits", BenefitsResources()};
  Feed feed_{database_.get(), "benefits", [] {}};
  Caller caller_;
  Request request_;
};

TEST_F(RegionalSavingsTest, NumbersThatAreGivenNeedNobodyElse) {
  Give("2010-11", 46);
  Response response;
  ASSERT_THAT(Ask(Peers(), &response), IsOk());
  ASSERT_THAT(response.years(), SizeIs(1));
  EXPECT_EQ(response.years(0).saving_pence(), 360);
  EXPECT_EQ(response.years(0).counted_on(), "");
}

TEST_F(RegionalSavingsTest, WithoutAnAnswerNothingIsReckoned) {
  Response response;
  const absl::Status status = Ask(Peers(), &response);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), "COUNCIL_NUMBER_UNKNOWN");
  EXPECT_NE(status.message().find("2010-11"), std::string::npos) << status;
}

// Whoever keeps councils is asked of the day of each year that is nearest to the answer's.
TEST_F(RegionalSavingsTest, NumbersAreAskedForOfEachYear) {
  std::vector<std::pair<std::string, std::string>> asked;
  std::mutex mutex;
  test::ServerUnderTest programme(
      [](const Caller&, const auto&) { return absl::NotFoundError(""); });
  programme.methods().Bind<programme::v1::GetCouncilNumberRequest, programme::v1::CouncilNumber>(
      "concordat.programme.v1.CouncilNumbers.GetCouncilNumber",
      [&](const Caller&, const programme::v1::GetCouncilNumberRequest& question)
          -> absl::StatusOr<programme::v1::CouncilNumber> {
        const std::lock_guard lock(mutex);
        asked.emplace_back(question.as_at(), question.basis());
        EXPECT_THAT(question.kinds(), testing::ElementsAre(programme::v1::Council::KIND_DISTRICT));
        programme::v1::CouncilNumber number;
        number.set_number(question.as_at() < "2011" ? 46 : 44);
        number.set_number_high(46);
        return number;
      });
  const Peers peers({{"programme", programme.address()}}, test::TlsOf("benefits-service"));
  for (const char* year : {"2011-12", "2009-10", "2010-11"}) request_.add_financial_years(year);
  request_.set_basis("subscribing");
  request_.add_kinds("DISTRICT");
  Response response;
  ASSERT_THAT(Ask(peers, &response), IsOk());
  EXPECT_THAT(asked, UnorderedElementsAre(std::pair("2010-03-31", "subscribing"),
                                          std::pair("2010-06-01", "subscribing"),
                                          std::pair("2011-04-01", "subscribing")));
  ASSERT_THAT(response.years(), SizeIs(3));
  EXPECT_EQ(response.years(0).saving_pence(), 0) << "nothing is priced for the year before";
  EXPECT_EQ(response.years(1).saving_pence(), 360);
  EXPECT_EQ(response.years(2).saving_pence(), 340);
  EXPECT_EQ(response.years(2).saving_high_pence(), 360);
  EXPECT_EQ(response.years(2).counted_on(), "2011-04-01");
}

TEST_F(RegionalSavingsTest, WhatCannotBeRightIsRefused) {
  Give("2012-13", 5);
  EXPECT_EQ(WrongField(), "councils");
  request_.clear_councils();
  request_.add_financial_years("2010-11");
  request_.add_financial_years("2010-11");
  EXPECT_EQ(WrongField(), "financial_years");
  request_.clear_financial_years();
  request_.add_kinds("HAMLET");
  EXPECT_EQ(WrongField(), "kinds");
}

}  // namespace
}  // namespace concordat::benefits
