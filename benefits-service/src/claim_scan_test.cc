// Double claims over a real database: scanned, kept, judged, changed, counted.
#include "benefits-service/src/claim_scan.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "benefits-service/src/double_claim_methods.h"
#include "benefits-service/src/resources.h"
#include "common/feed/feed.h"
#include "common/ledger/standard_reads.h"
#include "common/peers/peers.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/claim_group_service.pb.h"
#include "concordat/benefits/v1/regional_task.pb.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/benefits/v1/share_service.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::IsEmpty;
using testing::SizeIs;
using v1::ClaimGroup;

constexpr char kBury[] = "councils/bury";

class ClaimScanTest : public testing::Test {
 protected:
  ClaimScanTest() {
    for (const char* partnership : {"partnerships/p", "partnerships/q"}) {
      test::Execute(*database_,
                    "INSERT INTO peer_resource (name, valid_from, recorded_position, service, type,"
                    " uid, valid_to, deleted, superseded_position) VALUES (?, '2000-01-01', 1,"
                    " 'programme', 'concordat.dev/Partnership', ?, '9999-12-31', 0, NULL)",
                    {partnership, partnership});
    }
    BindStandardMethods(ledger_, &methods_);
    BindDoubleClaims({ledger_, feed_, peers_, &operations_}, &methods_);
    operations_.Start();
  }

  static OperationOptions Quick() {
    OperationOptions options;
    options.look = absl::Milliseconds(20);
    return options;
  }

  static Caller As(Role role, std::vector<std::string> partnerships = {"p", "q"}) {
    Caller caller;
    caller.subject = "somebody";
    caller.roles = {role};
    caller.partnerships = std::move(partnerships);
    caller.assertion = "signed";
    caller.deadline = test::Soon();
    return caller;
  }

  void Put(const google::protobuf::Message& record) {
    EXPECT_THAT(
        database_->Transact(test::Soon(),
                            [&](Connection& connection) {
                              test::TableFiller(connection, &ledger_.registry()).Put(record);
                              return absl::OkStatus();
                            }),
        IsOk());
  }

  void PutBenefit(const std::string& name, const std::string& title, int64_t pence) {
    v1::Benefit benefit;
    benefit.set_name(name);
    benefit.set_title(title);
    Put(benefit);
    v1::Share share;
    share.set_name(name + "/shares/bury");
    share.set_council(kBury);
    v1::ShareLine* line = share.add_lines();
    line->set_financial_year("2010-11");
    line->set_kind(v1::ShareLine::KIND_BUDGET);
    line->set_amount_pence(pence);
    Put(share);
  }

  // Two that are one, and one that is not.
  void PutSample() {
    PutBenefit("partnerships/p/benefits/one", "Shared payroll for Radcliffe schools", 1'000'000);
    PutBenefit("partnerships/p/benefits/two", "Payroll shared by schools of Radcliffe", 1'020'000);
    PutBenefit("partnerships/p/benefits/other", "Fewer vehicles", 1'000'000);
    PutBenefit("partnerships/p/benefits/more", "Energy contract", 5'000'000);
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const std::string& method, const Request& request,
                                const Caller& caller) {
    Response response;
    const absl::Status status =
        methods_.Find("concordat.benefits.v1." + method)->handler(caller, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  v1::ScanDoubleClaimsResponse Scan(bool others = false,
                                    const Caller& caller = As(Role::kPartnershipOffice)) {
    v1::ScanDoubleClaimsRequest request;
    request.set_parent("partnerships/p");
    request.set_other_partnerships(others);
    auto operation =
        Call<google::longrunning::Operation>("DoubleClaims.ScanDoubleClaims", request, caller);
    EXPECT_THAT(operation, IsOk());
    v1::ScanDoubleClaimsResponse response;
    for (const absl::Time until = test::Soon(); absl::Now() < until;) {
      operation = operations_.Get(caller, operation->name());
      if (operation->done()) break;
      absl::SleepFor(absl::Milliseconds(10));
    }
    EXPECT_TRUE(operation->response().UnpackTo(&response)) << operation->error().message();
    return response;
  }

  std::vector<ClaimGroup> Groups(Role role = Role::kPartnershipOffice) {
    v1::ListClaimGroupsRequest request;
    request.set_parent("partnerships/p");
    auto listed =
        Call<v1::ListClaimGroupsResponse>("ClaimGroups.ListClaimGroups", request, As(role));
    EXPECT_THAT(listed, IsOk());
    return {listed->claim_groups().begin(), listed->claim_groups().end()};
  }

  ClaimGroup Dismiss(const std::string& name, const std::string& reason = "two schools") {
    v1::DismissClaimGroupRequest request;
    request.set_name(name);
    request.set_reason(reason);
    request.set_role("Head of Finance");
    auto group =
        Call<ClaimGroup>("DoubleClaims.DismissClaimGroup", request, As(Role::kPartnershipOffice));
    EXPECT_THAT(group, IsOk());
    return group.value_or(ClaimGroup());
  }

  ClaimGroup Confirm(const std::string& name) {
    v1::ConfirmClaimGroupRequest request;
    request.set_name(name);
    request.set_reason("the same contract");
    request.set_role("Head of Finance");
    auto group =
        Call<ClaimGroup>("DoubleClaims.ConfirmClaimGroup", request, As(Role::kPartnershipOffice));
    EXPECT_THAT(group, IsOk());
    return group.value_or(ClaimGroup());
  }

  v1::ClaimTotals Totals(Role role = Role::kPartnershipOffice) {
    v1::GetClaimTotalsRequest request;
    request.set_parent("partnerships/p");
    auto totals = Call<v1::ClaimTotals>("DoubleClaims.GetClaimTotals", request, As(role));
    EXPECT_THAT(totals, IsOk());
    return totals.value_or(v1::ClaimTotals());
  }

  // Another amount for a share.
  void Change(const std::string& share, int64_t pence) {
    v1::UpdateShareRequest request;
    request.mutable_share()->set_name(share);
    v1::ShareLine* line = request.mutable_share()->add_lines();
    line->set_financial_year("2010-11");
    line->set_kind(v1::ShareLine::KIND_BUDGET);
    line->set_amount_pence(pence);
    request.mutable_update_mask()->add_paths("lines");
    EXPECT_THAT(Call<v1::Share>("Shares.UpdateShare", request, As(Role::kPartnershipOffice)),
                IsOk());
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("benefits", BenefitsResources());
  Ledger ledger_{database_.get(), "benefits", BenefitsResources()};
  Feed feed_{database_.get(), "benefits", [] {}};
  Peers peers_;
  MethodTable methods_;
  Operations operations_{&ledger_, Quick()};
};

TEST_F(ClaimScanTest, KeepsWhatItFindsOnce) {
  EXPECT_EQ(Scan().found(), 0) << "nothing is claimed";
  PutSample();
  v1::ScanDoubleClaimsResponse scan = Scan();
  EXPECT_EQ(scan.claims_read(), 4);
  EXPECT_EQ(scan.found(), 1);
  EXPECT_EQ(scan.created(), 1);
  const std::vector<ClaimGroup> groups = Groups();
  ASSERT_THAT(groups, SizeIs(1));
  EXPECT_EQ(groups[0].state(), ClaimGroup::STATE_OPEN);
  ASSERT_THAT(groups[0].claims(), SizeIs(2));
  EXPECT_EQ(groups[0].claims(0).record(), "partnerships/p/benefits/one");
  EXPECT_EQ(groups[0].claims(0).amount_pence(), 1'000'000);
  EXPECT_EQ(groups[0].doubled_pence(), 1'000'000) << "all but the largest";
  EXPECT_THAT(groups[0].reasons(), SizeIs(3));
  scan = Scan();
  EXPECT_EQ(scan.found(), 1);
  EXPECT_EQ(scan.created() + scan.reopened() + scan.closed(), 0);
  EXPECT_EQ(Groups()[0].etag(), groups[0].etag()) << "the same is not written again";
}

TEST_F(ClaimScanTest, ASuspicionIsNotPublished) {
  PutSample();
  Scan();
  EXPECT_THAT(Groups(Role::kReader), IsEmpty());
  Confirm(Groups()[0].name());
  EXPECT_EQ(Totals().benefits().confirmed_groups(), 1);
  EXPECT_EQ(Totals(Role::kReader).benefits().confirmed_groups(), 0);
  EXPECT_EQ(Totals(Role::kReader).benefits().gross_pence(), 8'020'000);
}

TEST_F(ClaimScanTest, ADismissalHoldsForTheFiguresThatItJudged) {
  PutSample();
  Scan();
  const ClaimGroup dismissed = Dismiss(Groups()[0].name());
  EXPECT_EQ(dismissed.state(), ClaimGroup::STATE_DISMISSED);
  EXPECT_EQ(dismissed.judgement(), "two schools");
  EXPECT_EQ(dismissed.judged_figures(), dismissed.figures());
  EXPECT_EQ(Scan().reopened(), 0);
  EXPECT_EQ(Groups()[0].state(), ClaimGroup::STATE_DISMISSED);
  Change("partnerships/p/benefits/two/shares/bury", 1'010'000);
  EXPECT_EQ(Scan().reopened(), 1);
  EXPECT_EQ(Groups()[0].state(), ClaimGroup::STATE_OPEN);
  EXPECT_EQ(Groups()[0].judgement(), "two schools") << "what was said stays to be read";
}

TEST_F(ClaimScanTest, WhatIsFoundNoLongerIsClosedAndCannotBeJudged) {
  PutSample();
  Scan();
  const std::string name = Groups()[0].name();
  Change("partnerships/p/benefits/two/shares/bury", 2'000'000);
  EXPECT_EQ(Scan().closed(), 1);
  EXPECT_EQ(Groups()[0].state(), ClaimGroup::STATE_CLOSED);
  v1::ConfirmClaimGroupRequest request;
  request.set_name(name);
  request.set_reason("late");
  EXPECT_THAT(
      Call<ClaimGroup>("DoubleClaims.ConfirmClaimGroup", request, As(Role::kPartnershipOffice)),
      StatusIs(absl::StatusCode::kFailedPrecondition));
  Change("partnerships/p/benefits/two/shares/bury", 1'000'000);
  EXPECT_EQ(Scan().reopened(), 1);
}

TEST_F(ClaimScanTest, NetCountsConfirmedClaimsOnce) {
  PutSample();
  Scan();
  EXPECT_EQ(Totals().benefits().gross_pence(), 8'020'000);
  EXPECT_EQ(Totals().benefits().net_pence(), 8'020'000) << "nobody has judged it";
  Confirm(Groups()[0].name());
  EXPECT_EQ(Totals().benefits().doubled_pence(), 1'000'000);
  EXPECT_EQ(Totals().benefits().net_pence(), 7'020'000);
  Change("partnerships/p/benefits/two/shares/bury", 1'010'000);
  EXPECT_EQ(Totals().benefits().outdated_groups(), 1) << "other figures than were judged";
  EXPECT_EQ(Totals().benefits().net_pence(), 8'010'000);
  Dismiss(Groups()[0].name());
  EXPECT_EQ(Totals().benefits().net_pence(), 8'010'000);
}

TEST_F(ClaimScanTest, OfOtherPartnershipsOnlyWhatTheCallerSees) {
  PutSample();
  PutBenefit("partnerships/q/benefits/energy", "The energy contract", 5'000'000);
  EXPECT_EQ(Scan(true, As(Role::kPartnershipOffice, {"p"})).found(), 1);
  EXPECT_EQ(Scan(true).found(), 2);
  const std::vector<ClaimGroup> groups = Groups();
  ASSERT_THAT(groups, SizeIs(2));
  const ClaimGroup& across =
      groups[0].claims(1).other_partnership().empty() ? groups[1] : groups[0];
  ASSERT_THAT(across.claims(), SizeIs(2));
  EXPECT_EQ(across.claims(0).record(), "partnerships/p/benefits/more");
  EXPECT_EQ(across.claims(1).other_partnership(), "q");
  EXPECT_EQ(across.claims(1).record(), "") << "whoever reads p may not see q";
  EXPECT_EQ(across.claims(1).amount_pence(), 0);
  EXPECT_EQ(across.doubled_pence(), 0) << "within the partnership it is claimed once";
  EXPECT_EQ(Scan().closed(), 0) << "who did not look there does not know";
}

TEST_F(ClaimScanTest, NobodyMakesAGroupByHand) {
  v1::CreateClaimGroupRequest request;
  request.set_parent("partnerships/p");
  request.set_claim_group_id("mine");
  request.mutable_claim_group()->add_claims()->set_record("partnerships/p/benefits/one");
  EXPECT_THAT(
      Call<ClaimGroup>("ClaimGroups.CreateClaimGroup", request, As(Role::kPartnershipOffice)),
      StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ClaimScanTest, ATaskInSeveralProgrammes) {
  for (const char* programme : {"one", "two", "three"}) {
    v1::RegionalTask task;
    task.set_name(std::string("partnerships/p/regionalTasks/") + programme);
    task.set_programme(std::string("partnerships/p/programmes/") + programme);
    task.add_tasks("Helping the NW engage with national agendas and programmes.");
    task.add_tasks(std::string("What only ") + programme + " does for councils");
    task.set_financial_year("2008-09");
    task.set_printed_saving_pence(40'000'000 + static_cast<int64_t>(programme[0]) * 100'000);
    Put(task);
  }
  EXPECT_EQ(Scan().found(), 1);
  const ClaimGroup group = Groups()[0];
  EXPECT_THAT(group.claims(), SizeIs(3));
  Confirm(group.name());
  const auto total = Totals().regional_tasks();
  EXPECT_EQ(total.gross_pence() - total.net_pence(), group.doubled_pence());
  EXPECT_EQ(Totals().benefits().gross_pence(), 0);
}

}  // namespace
}  // namespace concordat::benefits
