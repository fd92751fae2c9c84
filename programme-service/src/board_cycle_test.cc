// One round of the board's cycle over a real database.
#include "programme-service/src/board_cycle.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/base/date.h"
#include "common/feed/feed.h"
#include "common/ledger/standard_reads.h"
#include "common/peers/peers.h"
#include "concordat/programme/v1/board_cycle.pb.h"
#include "concordat/programme/v1/council_service.pb.h"
#include "concordat/programme/v1/membership_service.pb.h"
#include "concordat/programme/v1/partnership_service.pb.h"
#include "concordat/programme/v1/reporting_period_service.pb.h"
#include "concordat/programme/v1/return_service.pb.h"
#include "programme-service/src/resources.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using absl::StatusCode;
using google::protobuf::Message;
using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::SizeIs;

constexpr char kPeriod[] = "partnerships/gm/reportingPeriods/may";
constexpr char kBury[] = "partnerships/gm/returns/may-bury";
constexpr char kBolton[] = "partnerships/gm/returns/may-bolton";

class BoardCycleTest : public testing::Test {
 protected:
  BoardCycleTest() {
    office_.subject = "office";
    office_.roles = {Role::kPartnershipOffice};
    office_.partnerships = {"*"};
    office_.deadline = absl::Now() + absl::Seconds(60);
    BindStandardMethods(ledger_, &methods_);
    BindBoardCycle(parts_, &methods_);
    AddMembers();
    AddPeriod();
  }

  absl::Status Call(const Caller& caller, const std::string& method, const Message& request,
                    Message* response) {
    return methods_.Find("concordat.programme.v1." + method)->handler(caller, request, response);
  }

  void AddMembers() {
    v1::CreatePartnershipRequest partnership;
    partnership.set_partnership_id("gm");
    partnership.mutable_partnership()->set_title("Greater Manchester");
    partnership.set_effective_date("2009-01-01");
    v1::Partnership made;
    ASSERT_THAT(Call(office_, "Partnerships.CreatePartnership", partnership, &made), IsOk());
    AddMember("bury", v1::Membership::ROLE_MEMBER, "");
    AddMember("bolton", v1::Membership::ROLE_UNSPECIFIED, "");
    AddMember("wigan", v1::Membership::ROLE_OBSERVER, "");
    AddMember("oldham", v1::Membership::ROLE_MEMBER, "2009-04-30");
  }

  void AddMember(const std::string& id, v1::Membership::Role role, const std::string& left) {
    v1::CreateCouncilRequest council;
    council.set_council_id(id);
    council.mutable_council()->set_title(id);
    council.set_effective_date("2009-01-01");
    v1::Council made;
    ASSERT_THAT(Call(office_, "Councils.CreateCouncil", council, &made), IsOk());
    v1::CreateMembershipRequest membership;
    membership.set_parent("partnerships/gm");
    membership.set_membership_id(id);
    membership.mutable_membership()->set_council("councils/" + id);
    membership.mutable_membership()->set_role(role);
    membership.mutable_membership()->set_left(left);
    membership.set_effective_date("2009-01-01");
    v1::Membership joined;
    ASSERT_THAT(Call(office_, "Memberships.CreateMembership", membership, &joined), IsOk());
  }

  void AddPeriod() {
    v1::CreateReportingPeriodRequest request;
    request.set_parent("partnerships/gm");
    request.set_reporting_period_id("may");
    request.mutable_reporting_period()->set_title("May");
    request.mutable_reporting_period()->set_first_day("2009-05-01");
    request.mutable_reporting_period()->set_last_day("2009-05-31");
    request.mutable_reporting_period()->set_returns_due("2009-06-10");
    request.set_effective_date("2009-05-01");
    v1::ReportingPeriod made;
    ASSERT_THAT(Call(office_, "ReportingPeriods.CreateReportingPeriod", request, &made), IsOk());
    EXPECT_EQ(made.state(), v1::ReportingPeriod::STATE_PLANNED);
  }

  absl::Status Open(v1::ReportingPeriod* period, const std::string& request_id = "") {
    v1::OpenReportingPeriodRequest request;
    request.set_name(kPeriod);
    request.set_request_id(request_id);
    request.set_effective_date("2009-06-01");
    return Call(office_, "BoardCycle.OpenReportingPeriod", request, period);
  }

  absl::Status Prepare(const std::string& name) {
    v1::PrepareReturnRequest request;
    request.set_name(name);
    request.set_role("Accountant");
    request.set_narrative("All on plan.");
    v1::Return held;
    return Call(office_, "BoardCycle.PrepareReturn", request, &held);
  }

  absl::Status Sign(const std::string& name, v1::Return* held) {
    v1::SignReturnRequest request;
    request.set_name(name);
    request.set_role("Section 151 officer");
    return Call(office_, "BoardCycle.SignReturn", request, held);
  }

  absl::Status Freeze() {
    v1::FreezeReportingPeriodRequest request;
    request.set_name(kPeriod);
    v1::ReportingPeriod period;
    return Call(office_, "BoardCycle.FreezeReportingPeriod", request, &period);
  }

  v1::Return Read(const std::string& name) {
    v1::GetReturnRequest request;
    request.set_name(name);
    v1::Return held;
    EXPECT_THAT(Call(office_, "Returns.GetReturn", request, &held), IsOk());
    return held;
  }

  std::vector<std::string> Overdue(const Caller& caller) {
    v1::ListOverdueReturnsRequest request;
    request.set_parent("partnerships/gm");
    v1::ListOverdueReturnsResponse response;
    EXPECT_THAT(Call(caller, "BoardCycle.ListOverdueReturns", request, &response), IsOk());
    std::vector<std::string> names;
    for (const v1::OverdueReturn& row : response.overdue_returns()) {
      names.push_back(row.overdue().name());
      EXPECT_GT(row.days(), 0);
    }
    return names;
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("programme", ProgrammeResources());
  Ledger ledger_{database_.get(), "programme", ProgrammeResources()};
  Feed feed_{database_.get(), "programme", [] {}};
  Peers peers_;
  ServiceParts parts_{ledger_, feed_, peers_};
  MethodTable methods_;
  Caller office_;
};

TEST_F(BoardCycleTest, OpeningAsksEachCouncilThatIsAMember) {
  v1::ReportingPeriod period;
  ASSERT_THAT(Open(&period, "key-1"), IsOk());
  EXPECT_EQ(period.state(), v1::ReportingPeriod::STATE_OPEN);
  EXPECT_EQ(period.opened(), "2009-06-01");
  EXPECT_EQ(Read(kBury).due(), "2009-06-10");
  EXPECT_EQ(Read(kBury).state(), v1::Return::STATE_DUE);
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM `return`"), 2);
  // The same key is the same step; another finds it open.
  EXPECT_THAT(Open(&period, "key-1"), IsOk());
  EXPECT_THAT(Open(&period, "key-2"), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM `return`"), 2);
}

// What a council has made before does not keep the round from opening.
TEST_F(BoardCycleTest, AReturnThatWasBegunIsAskedForOnce) {
  const auto create = [this](const std::string& id, const std::string& council) {
    v1::CreateReturnRequest request;
    request.set_parent("partnerships/gm");
    request.set_return_id(id);
    request.mutable_return_()->set_reporting_period(kPeriod);
    request.mutable_return_()->set_council("councils/" + council);
    request.set_effective_date("2009-05-01");
    v1::Return made;
    ASSERT_THAT(Call(office_, "Returns.CreateReturn", request, &made), IsOk());
  };
  create("may-bury", "bolton");
  v1::ReportingPeriod period;
  ASSERT_THAT(Open(&period), IsOk());
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(DISTINCT name) FROM `return`"), 2);
  EXPECT_EQ(Read(kBury).council(), "councils/bolton");
  EXPECT_EQ(Read(kBury).due(), "2009-06-10");
  EXPECT_THAT(Overdue(office_), SizeIs(2));
}

TEST_F(BoardCycleTest, AStepMovesOnlyItsOwnFieldsAndTheEtagIsHeld) {
  v1::ReportingPeriod period;
  ASSERT_THAT(Open(&period), IsOk());
  ASSERT_THAT(Prepare(kBury), IsOk());
  v1::SignReturnRequest stale;
  stale.set_name(kBury);
  stale.set_role("Section 151 officer");
  stale.set_etag("\"99\"");
  v1::Return held;
  EXPECT_THAT(Call(office_, "BoardCycle.SignReturn", stale, &held), StatusIs(StatusCode::kAborted));
  ASSERT_THAT(Sign(kBury, &held), IsOk());
  EXPECT_EQ(held.state(), v1::Return::STATE_SUBMITTED);
  EXPECT_EQ(held.narrative(), "All on plan.");
  EXPECT_EQ(held.prepared_by_role(), "Accountant");
}

TEST_F(BoardCycleTest, ValidatingStoresNothing) {
  v1::OpenReportingPeriodRequest request;
  request.set_name(kPeriod);
  request.set_validate_only(true);
  v1::ReportingPeriod period;
  ASSERT_THAT(Call(office_, "BoardCycle.OpenReportingPeriod", request, &period), IsOk());
  EXPECT_EQ(period.state(), v1::ReportingPeriod::STATE_OPEN);
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM `return`"), 0);
}

TEST_F(BoardCycleTest, AFrozenRoundTakesNothing) {
  v1::ReportingPeriod period;
  ASSERT_THAT(Open(&period), IsOk());
  ASSERT_THAT(Prepare(kBury), IsOk());
  ASSERT_THAT(Freeze(), IsOk());
  v1::Return held;
  EXPECT_THAT(Sign(kBury, &held), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(Prepare(kBolton), StatusIs(StatusCode::kFailedPrecondition));
  v1::ReopenReportingPeriodRequest reopen;
  reopen.set_name(kPeriod);
  reopen.set_reason("Bury's figures came late");
  ASSERT_THAT(Call(office_, "BoardCycle.ReopenReportingPeriod", reopen, &period), IsOk());
  EXPECT_EQ(period.reopened_reason(), "Bury's figures came late");
  EXPECT_THAT(Sign(kBury, &held), IsOk());
}

TEST_F(BoardCycleTest, EachReaderHasItsOverdueList) {
  v1::ReportingPeriod period;
  ASSERT_THAT(Open(&period), IsOk());
  Caller editor = office_;
  editor.roles = {Role::kCouncilEditor};
  editor.council = "bolton";
  EXPECT_THAT(Overdue(office_), ElementsAre(kBolton, kBury));
  EXPECT_THAT(Overdue(editor), ElementsAre(kBolton));
  ASSERT_THAT(Prepare(kBolton), IsOk());
  v1::Return held;
  ASSERT_THAT(Sign(kBolton, &held), IsOk());
  EXPECT_TRUE(held.late());
  EXPECT_THAT(Overdue(office_), ElementsAre(kBury));
  EXPECT_THAT(Overdue(editor), SizeIs(0));
}

TEST_F(BoardCycleTest, WhatIsLateIsToldOfOnceInTheLedger) {
  v1::ReportingPeriod period;
  ASSERT_THAT(Open(&period), IsOk());
  const Duty duty = MarkLateReturns();
  ASSERT_THAT(duty.run(parts_, test::Soon()), IsOk());
  EXPECT_TRUE(Read(kBury).late());
  const std::string changes =
      "SELECT COUNT(*) FROM changes WHERE subject = "
      "'service:programme-service'";
  EXPECT_EQ(test::Number(*database_, changes), 2);
  ASSERT_THAT(duty.run(parts_, test::Soon()), IsOk());
  EXPECT_EQ(test::Number(*database_, changes), 2);
}

}  // namespace
}  // namespace concordat::programme
