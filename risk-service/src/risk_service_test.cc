// The service's methods over a real database: what the board's paper comes out
// as, on which day, and after what changes.
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/ledger/standard_reads.h"
#include "common/resource/schema.h"
#include "common/resource/validate.h"
#include "concordat/risk/v1/matrix_service.pb.h"
#include "concordat/risk/v1/register_report.pb.h"
#include "concordat/risk/v1/register_service.pb.h"
#include "concordat/risk/v1/risk_service.pb.h"
#include "risk-service/src/resources.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/risk_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::SizeIs;

class RiskServiceTest : public testing::Test {
 protected:
  RiskServiceTest() {
    caller_.subject = "tester";
    caller_.deadline = absl::Now() + absl::Seconds(60);
    BindStandardMethods(ledger_, &methods_);
    BindReports(ledger_, &methods_);
  }

  absl::Status Call(const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message* response) {
    return methods_.Find("concordat.risk.v1." + method)->handler(caller_, request, response);
  }

  void Create(const v1::Risk& risk, const std::string& day) {
    v1::CreateRiskRequest request;
    request.set_parent(kRegisterName);
    request.set_risk_id(std::string(ResourceType::IdOf(risk.name())));
    *request.mutable_risk() = risk;
    ClearOutputOnly(request.mutable_risk());
    request.set_effective_date(day);
    v1::Risk created;
    const absl::Status status = Call("Risks.CreateRisk", request, &created);
    ASSERT_THAT(status, IsOk());
    EXPECT_EQ(created.current().computed_score(), risk.current().computed_score());
  }

  void LoadPaper() {
    v1::CreateMatrixRequest matrix;
    matrix.set_parent("partnerships/p");
    matrix.set_matrix_id("board-v1");
    *matrix.mutable_matrix() = FourByFour();
    matrix.set_effective_date("2011-06-30");
    v1::Matrix made_matrix;
    ASSERT_THAT(Call("Matrices.CreateMatrix", matrix, &made_matrix), IsOk());
    v1::CreateRegisterRequest record;
    record.set_parent("partnerships/p");
    record.set_register_id("board");
    *record.mutable_register_() = BoardRegister();
    record.set_effective_date("2011-06-30");
    v1::Register made_register;
    ASSERT_THAT(Call("Registers.CreateRegister", record, &made_register), IsOk());
    for (const v1::Risk& risk : BoardRisks()) Create(risk, "2011-06-30");
  }

  v1::RegisterReport Report(const std::string& day, const std::string& compare_to = "") {
    v1::GetRegisterReportRequest request;
    request.set_parent("partnerships/p");
    request.set_as_at(day);
    request.set_compare_to(compare_to);
    v1::RegisterReport report;
    const absl::Status status = Call("RegisterReports.GetRegisterReport", request, &report);
    EXPECT_THAT(status, IsOk());
    return report;
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("risk", RiskResources());
  Ledger ledger_{database_.get(), "risk", RiskResources()};
  MethodTable methods_;
  Caller caller_;
};

TEST_F(RiskServiceTest, TheTablesAreThoseThatTheMessagesAskFor) {
  const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
    return CheckTables(connection, ledger_.registry().All());
  });
  EXPECT_THAT(status, IsOk());
}

TEST_F(RiskServiceTest, ThePaperComesOutAsItWentIn) {
  LoadPaper();
  const v1::RegisterReport report = Report("2011-06-30");
  ASSERT_EQ(report.registers_size(), 1);
  const v1::RegisterSection& section = report.registers(0);
  EXPECT_THAT(section.risks(), SizeIs(14));
  EXPECT_EQ(section.stated_total(), 84);
  EXPECT_EQ(section.computed_total(), 83);
  EXPECT_THAT(section.heat_map(), SizeIs(9));
  EXPECT_THAT(section.matrix().impacts(), SizeIs(4));
  EXPECT_EQ(Report("2011-01-01").registers_size(), 0) << "empty before, not wrong";
}

TEST_F(RiskServiceTest, FindsWhatDoesNotAgree) {
  LoadPaper();
  const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
    auto findings = RiskFindings()(connection, ledger_, "partnerships/p", Scope(),
                                   {.day = absl::CivilDay(2011, 6, 30)});
    EXPECT_THAT(findings.value(), SizeIs(2));
    return findings.status();
  });
  EXPECT_THAT(status, IsOk());
}

TEST_F(RiskServiceTest, AChangedScoreMovesTheRiskFromThatDayOnly) {
  LoadPaper();
  v1::UpdateRiskRequest update;
  update.mutable_risk()->set_name(BoardRisk(6, 1, 1, 1).name());
  *update.mutable_risk()->mutable_current() = Assessed(2, 4, 8);
  update.mutable_update_mask()->add_paths("current");
  update.set_effective_date("2011-07-15");
  v1::Risk updated;
  const absl::Status status = Call("Risks.UpdateRisk", update, &updated);
  ASSERT_THAT(status, IsOk());
  EXPECT_EQ(updated.current().computed_score(), 8);
  EXPECT_EQ(Report("2011-07-14").registers(0).stated_total(), 84);
  const v1::RegisterReport after = Report("2011-07-15", "2011-06-30");
  EXPECT_EQ(after.registers(0).stated_total(), 80);
  ASSERT_THAT(after.registers(0).movements(), SizeIs(1));
  EXPECT_EQ(after.registers(0).movements(0).kind(), v1::MOVEMENT_KIND_DOWN);
}

TEST_F(RiskServiceTest, TheScaleOfAVersionCannotBeChanged) {
  LoadPaper();
  v1::UpdateMatrixRequest update;
  *update.mutable_matrix() = FourByFour();
  update.mutable_matrix()->mutable_impacts(3)->set_name("Catastrophic");
  update.set_effective_date("2011-07-15");
  v1::Matrix updated;
  EXPECT_THAT(Call("Matrices.UpdateMatrix", update, &updated),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(RiskServiceTest, RefusesAReportOfWhatIsNoPartnership) {
  v1::GetRegisterReportRequest request;
  request.set_parent("councils/redditch");
  v1::RegisterReport report;
  EXPECT_THAT(Call("RegisterReports.GetRegisterReport", request, &report),
              StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_parent("partnerships/p");
  request.set_register_("partnerships/q/registers/board");
  EXPECT_THAT(Call("RegisterReports.GetRegisterReport", request, &report),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::risk
