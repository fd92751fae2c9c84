// Acceptances: what they are bound to, and whether they hold on each day.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/risk_process_testing.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using test::StatusIs;

class AcceptancesTest : public RiskProcessTest {
 protected:
  AcceptancesTest() {
    MakeRegisters();
    EXPECT_THAT(MakeRisk(1, 3, 3), IsOk());
  }

  absl::Status Propose(const std::string& expires = "2011-12-31") {
    v1::CreateAcceptanceRequest request;
    request.set_parent(RiskName(1));
    request.set_acceptance_id("a1");
    request.mutable_acceptance()->set_reason("Nothing more can be done");
    request.mutable_acceptance()->set_expires(expires);
    request.set_effective_date("2011-06-10");
    return Call<v1::Acceptance>("Acceptances.CreateAcceptance", request).status();
  }
  absl::StatusOr<v1::Acceptance> Approve(const std::string& day, const std::string& etag = "") {
    v1::ApproveAcceptanceRequest request;
    request.set_name(RiskName(1) + "/acceptances/a1");
    request.set_role("Section 151 officer");
    request.set_effective_date(day);
    request.set_risk_etag(etag);
    return Call<v1::Acceptance>("RiskProcess.ApproveAcceptance", request);
  }
  // How the only one holds on a day, and since when it is void.
  std::string Hold(const std::string& day) {
    const auto standing = Standing(1, day);
    EXPECT_THAT(standing, IsOk());
    if (standing->acceptances_size() != 1) return "none";
    const v1::AcceptanceStanding& one = standing->acceptances(0);
    return v1::AcceptanceStanding::Hold_Name(one.hold()).substr(5) + one.void_since();
  }
};

TEST_F(AcceptancesTest, OneIsBoundToTheRiskAsItStoodAndVoidFromItsNextChangeOn) {
  ASSERT_THAT(Propose(), IsOk());
  EXPECT_EQ(Hold("2011-06-10"), "UNSPECIFIED");
  const auto approved = Approve("2011-06-20");
  ASSERT_THAT(approved, IsOk());
  EXPECT_EQ(approved->risk_revision(), 1);
  EXPECT_EQ(approved->accepted(), "2011-06-20");
  ASSERT_THAT(Rescore(1, 3, 4, "2011-07-15"), IsOk());
  EXPECT_EQ(Hold("2011-06-19"), "UNSPECIFIED") << "as it was then";
  EXPECT_EQ(Hold("2011-06-20"), "IN_FORCE");
  EXPECT_EQ(Hold("2011-07-14"), "IN_FORCE");
  EXPECT_EQ(Hold("2011-07-15"), "VOID2011-07-15");
  EXPECT_EQ(Hold("2011-12-31"), "VOID2011-07-15");
}

TEST_F(AcceptancesTest, ACorrectionOfWhatWasAcceptedVoidsItFromItsOwnDay) {
  ASSERT_THAT(Propose(), IsOk());
  ASSERT_THAT(Approve("2011-06-20"), IsOk());
  ASSERT_THAT(Rescore(1, 4, 4, "2011-06-05"), IsOk());
  EXPECT_EQ(Hold("2011-06-20"), "VOID2011-06-20");
}

TEST_F(AcceptancesTest, OneExpiresAfterItsLastDay) {
  ASSERT_THAT(Propose(), IsOk());
  ASSERT_THAT(Approve("2011-06-20"), IsOk());
  EXPECT_EQ(Hold("2011-12-31"), "IN_FORCE");
  EXPECT_EQ(Hold("2012-01-01"), "EXPIRED");
  ASSERT_THAT(Rescore(1, 3, 4, "2012-02-01"), IsOk());
  EXPECT_EQ(Hold("2012-02-01"), "EXPIRED") << "it had run out before";
}

TEST_F(AcceptancesTest, WhatNoLongerStandsCannotBeAccepted) {
  ASSERT_THAT(Propose("2011-06-15"), IsOk());
  EXPECT_THAT(Approve("2011-06-16"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Approve("2011-06-15", "7"), StatusIs(absl::StatusCode::kAborted));
  ASSERT_THAT(Approve("2011-06-15", "1"), IsOk());
  EXPECT_THAT(Approve("2011-06-15"), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(AcceptancesTest, ARiskThatIsClosedCannotBeAccepted) {
  ASSERT_THAT(Propose(), IsOk());
  v1::UpdateRiskRequest close;
  close.mutable_risk()->set_name(RiskName(1));
  close.mutable_risk()->set_state(v1::RISK_STATE_CLOSED);
  close.mutable_update_mask()->add_paths("state");
  close.set_effective_date("2011-06-15");
  ASSERT_THAT(Call<v1::Risk>("Risks.UpdateRisk", close), IsOk());
  EXPECT_THAT(Approve("2011-06-20"), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(AcceptancesTest, WhatWasAcceptedIsWithdrawnAndNotRewritten) {
  ASSERT_THAT(Propose(), IsOk());
  ASSERT_THAT(Approve("2011-06-20"), IsOk());
  v1::UpdateAcceptanceRequest update;
  update.mutable_acceptance()->set_name(RiskName(1) + "/acceptances/a1");
  update.mutable_acceptance()->set_expires("2020-12-31");
  update.mutable_update_mask()->add_paths("expires");
  update.set_effective_date("2011-07-01");
  EXPECT_THAT(Call<v1::Acceptance>("Acceptances.UpdateAcceptance", update),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  v1::WithdrawAcceptanceRequest withdraw;
  withdraw.set_name(RiskName(1) + "/acceptances/a1");
  withdraw.set_role("Section 151 officer");
  withdraw.set_reason("The contract ended");
  withdraw.set_effective_date("2011-08-01");
  ASSERT_THAT(Call<v1::Acceptance>("RiskProcess.WithdrawAcceptance", withdraw), IsOk());
  EXPECT_EQ(Hold("2011-07-31"), "IN_FORCE");
  EXPECT_EQ(Hold("2011-08-01"), "WITHDRAWN");
}

}  // namespace
}  // namespace concordat::risk
