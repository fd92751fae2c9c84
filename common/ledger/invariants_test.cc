// What holds between records however they are written, one by one or at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <vector>

#include "common/base/errors.h"
#include "common/ledger/import_rows.h"
#include "common/ledger/references.h"
#include "common/ledger/rings.h"
#include "concordat/benefits/v1/benefit_service.pb.h"
#include "concordat/benefits/v1/share_service.pb.h"
#include "concordat/programme/v1/issue_service.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "concordat/risk/v1/register_service.pb.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::Number;
using test::ResourcesTest;
using test::StatusIs;
using testing::HasSubstr;

constexpr char kNorth[] = "partnerships/north";

class SharesTest : public ResourcesTest {
 protected:
  SharesTest()
      : ResourcesTest("benefits", {Keep<benefits::v1::Benefit>(), Keep<benefits::v1::Share>()}) {}

  absl::Status CreateBenefit(const std::string& id) {
    benefits::v1::CreateBenefitRequest request;
    request.set_parent(kNorth);
    request.set_benefit_id(id);
    request.mutable_benefit()->set_title("Fewer buildings");
    return CallMethod<benefits::v1::Benefit>("Benefits.CreateBenefit", request).status();
  }
  absl::Status DeleteBenefit(const std::string& id) {
    benefits::v1::DeleteBenefitRequest request;
    request.set_name(NameOf(id));
    return CallMethod<benefits::v1::Benefit>("Benefits.DeleteBenefit", request).status();
  }
  absl::Status CreateShare(const std::string& benefit, const std::string& id,
                           const std::string& council = "") {
    benefits::v1::CreateShareRequest request;
    request.set_parent(NameOf(benefit));
    request.set_share_id(id);
    request.mutable_share()->set_council(council);
    auto* line = request.mutable_share()->add_lines();
    line->set_financial_year("2010-11");
    line->set_kind(benefits::v1::ShareLine::KIND_BUDGET);
    return CallMethod<benefits::v1::Share>("Shares.CreateShare", request).status();
  }
  absl::Status UpdateShare(const std::string& name, const std::string& council) {
    benefits::v1::UpdateShareRequest request;
    request.mutable_share()->set_name(name);
    request.mutable_share()->set_council(council);
    request.mutable_update_mask()->add_paths("council");
    return CallMethod<benefits::v1::Share>("Shares.UpdateShare", request).status();
  }
  absl::Status DeleteShare(const std::string& name) {
    benefits::v1::DeleteShareRequest request;
    request.set_name(name);
    return CallMethod<benefits::v1::Share>("Shares.DeleteShare", request).status();
  }
  absl::Status UndeleteShare(const std::string& name) {
    benefits::v1::UndeleteShareRequest request;
    request.set_name(name);
    return CallMethod<benefits::v1::Share>("Shares.UndeleteShare", request).status();
  }
  static std::string NameOf(const std::string& benefit) {
    return Concat(kNorth, "/benefits/", benefit);
  }
  void Act(Role role, const std::string& council) {
    caller_.roles = {role};
    caller_.partnerships = {"north"};
    caller_.council = council;
    caller_.assertion = "signed";
  }
};

// Of two writes that each are right, one must see the other.
TEST_F(SharesTest, NothingIsMadeBelowWhatIsDeletedAtThatMoment) {
  constexpr int kRounds = 60;
  for (int i = 0; i < kRounds; ++i) ASSERT_THAT(CreateBenefit(Concat("b", i)), IsOk());
  std::barrier both(2);
  std::atomic<int> made = 0, deleted = 0;
  std::thread maker([&] {
    for (int i = 0; i < kRounds; ++i) {
      both.arrive_and_wait();
      const absl::Status status = CreateShare(Concat("b", i), "joint");
      made += status.ok();
      EXPECT_TRUE(status.ok() || ReasonOf(status) == kReferenceNotFound) << status;
    }
  });
  for (int i = 0; i < kRounds; ++i) {
    both.arrive_and_wait();
    const absl::Status status = DeleteBenefit(Concat("b", i));
    deleted += status.ok();
    EXPECT_TRUE(status.ok() || ReasonOf(status) == "HAS_CHILDREN") << status;
  }
  maker.join();
  EXPECT_EQ(made + deleted, kRounds);
  EXPECT_EQ(Number(*database_,
                   "SELECT COUNT(*) FROM share s JOIN benefit b ON s.name LIKE CONCAT(b.name, '/%')"
                   " WHERE s.superseded_by IS NULL AND s.deleted = 0"
                   " AND b.superseded_by IS NULL AND b.deleted = 1"),
            0);
}

TEST_F(SharesTest, ManyAreMadeBelowOneParentAtOnce) {
  ASSERT_THAT(CreateBenefit("b"), IsOk());
  std::vector<std::thread> makers;
  std::atomic<int> failed = 0;
  for (int thread = 0; thread < 8; ++thread) {
    makers.emplace_back([this, thread, &failed] {
      for (int i = 0; i < 25; ++i) failed += !CreateShare("b", Concat("s", thread, "-", i)).ok();
    });
  }
  for (std::thread& maker : makers) maker.join();
  EXPECT_EQ(failed, 0);
}

TEST_F(SharesTest, NothingComesBackBelowWhatIsDeleted) {
  ASSERT_THAT(CreateBenefit("b"), IsOk());
  ASSERT_THAT(CreateShare("b", "joint"), IsOk());
  const std::string share = NameOf("b") + "/shares/joint";
  ASSERT_THAT(DeleteShare(share), IsOk());
  ASSERT_THAT(DeleteBenefit("b"), IsOk());
  EXPECT_EQ(ReasonOf(UndeleteShare(share)), kReferenceNotFound);
}

TEST_F(SharesTest, ACouncilsRoleWritesItsOwnRecordsAlone) {
  ASSERT_THAT(CreateBenefit("b"), IsOk());
  ASSERT_THAT(CreateShare("b", "redditch", "councils/redditch"), IsOk());
  ASSERT_THAT(CreateShare("b", "joint"), IsOk());
  const std::string redditch = NameOf("b") + "/shares/redditch";
  const std::string joint = NameOf("b") + "/shares/joint";
  const auto refused = StatusIs(absl::StatusCode::kPermissionDenied);
  for (const Role role : {Role::kCouncilEditor, Role::kCouncilApprover}) {
    Act(role, "bromsgrove");
    EXPECT_THAT(UpdateShare(redditch, "councils/bromsgrove"), refused) << "nor taken over";
    EXPECT_THAT(DeleteShare(redditch), refused);
    EXPECT_THAT(UpdateShare(joint, "councils/bromsgrove"), refused);
    EXPECT_THAT(CreateShare("b", "other", "councils/redditch"), refused);
    EXPECT_THAT(CreateShare("b", "none"), refused);
    EXPECT_THAT(CreateShare("b", "own", "councils/bromsgrove"), IsOk());
    const std::string own = NameOf("b") + "/shares/own";
    EXPECT_THAT(UpdateShare(own, "councils/redditch"), refused) << "nor given away";
    EXPECT_THAT(DeleteShare(own), IsOk());
    Act(Role::kPartnershipOffice, "");
    ASSERT_THAT(DeleteShare(redditch), IsOk());
    Act(role, "bromsgrove");
    EXPECT_THAT(UndeleteShare(redditch), refused);
    Act(Role::kPartnershipOffice, "");
    ASSERT_THAT(UndeleteShare(redditch), IsOk());
  }
  Act(Role::kIntegration, "");
  EXPECT_THAT(UpdateShare(redditch, "councils/bromsgrove"), IsOk());
}

// Two that import the same new rows, in other orders, are one after the other.
TEST_F(SharesTest, ImportsOfTheSameNewRowsAtOnceAllGoIn) {
  constexpr int kThreads = 4, kRows = 60;
  for (int round = 0; round < 5; ++round) {
    std::barrier all(kThreads);
    std::vector<std::thread> importers;
    std::vector<absl::Status> outcomes(kThreads);
    for (int thread = 0; thread < kThreads; ++thread) {
      importers.emplace_back([&, thread] {
        ledger::v1::ImportResourcesRequest request;
        request.set_type("concordat.dev/Benefit");
        request.set_partnership("north");
        for (int i = 0; i < kRows; ++i) {
          const int row = (i * 7 + thread * 13) % kRows;
          benefits::v1::Benefit benefit;
          benefit.set_name(NameOf(Concat("r", round, "-", row)));
          benefit.set_title(Concat("title of ", thread));
          auto* to = request.add_rows();
          to->set_line(i + 2);
          to->mutable_resource()->PackFrom(benefit);
          to->add_fields("title");
        }
        all.arrive_and_wait();
        outcomes[thread] = ImportResources(ledger_, caller_, request).status();
      });
    }
    for (std::thread& importer : importers) importer.join();
    for (const absl::Status& outcome : outcomes) EXPECT_THAT(outcome, IsOk());
  }
}

class IssuesTest : public ResourcesTest {
 protected:
  IssuesTest()
      : ResourcesTest("programme", {Keep<programme::v1::Project>(), Keep<programme::v1::Issue>()}) {
  }
  absl::Status CreateIssue(const std::string& project) {
    programme::v1::CreateIssueRequest request;
    request.set_parent(kNorth);
    request.mutable_issue()->set_title("Late");
    request.mutable_issue()->set_project(project);
    return CallMethod<programme::v1::Issue>("Issues.CreateIssue", request).status();
  }
};

// Neither taken nor told of.
TEST_F(IssuesTest, WhatIsOfAnotherPartnershipDoesNotExist) {
  const absl::Status foreign = CreateIssue("partnerships/south/projects/p");
  const absl::Status absent = CreateIssue("partnerships/north/projects/p");
  EXPECT_EQ(foreign.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(foreign.code(), absent.code());
  EXPECT_EQ(ReasonOf(foreign), ReasonOf(absent));
}

class RegistersTest : public ResourcesTest {
 protected:
  RegistersTest() : ResourcesTest("risk", {Keep<risk::v1::Register>()}) {
    for (const char* id : {"a", "b", "c"}) EXPECT_THAT(Create(id), IsOk());
  }
  static std::string NameOf(const std::string& id) { return Concat(kNorth, "/registers/", id); }
  absl::Status Create(const std::string& id) {
    risk::v1::CreateRegisterRequest request;
    request.set_parent(kNorth);
    request.set_register_id(id);
    request.mutable_register_()->set_title(id);
    return CallMethod<risk::v1::Register>("Registers.CreateRegister", request).status();
  }
  absl::Status ReportInto(const std::string& id, const std::string& parent) {
    risk::v1::UpdateRegisterRequest request;
    request.mutable_register_()->set_name(NameOf(id));
    if (!parent.empty()) request.mutable_register_()->set_parent_register(NameOf(parent));
    request.mutable_update_mask()->add_paths("parent_register");
    return CallMethod<risk::v1::Register>("Registers.UpdateRegister", request).status();
  }
};

TEST_F(RegistersTest, LeadNowhereBack) {
  EXPECT_THAT(ReportInto("a", "b"), IsOk());
  EXPECT_THAT(ReportInto("b", "c"), IsOk());
  const absl::Status ring = ReportInto("c", "a");
  EXPECT_EQ(ReasonOf(ring), kRing);
  ASSERT_EQ(ViolationsOf(ring).size(), 1u);
  EXPECT_THAT(ViolationsOf(ring)[0].description,
              HasSubstr("registers/c → partnerships/north/registers/a → "
                        "partnerships/north/registers/b → partnerships/north/registers/c"));
  EXPECT_THAT(ReportInto("c", "c"), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(ReportInto("a", ""), IsOk());
  EXPECT_THAT(ReportInto("c", "a"), IsOk());
}

// Each harmless, together a ring.
TEST_F(RegistersTest, OfTwoHalvesOfARingOneIsRefused) {
  for (int round = 0; round < 30; ++round) {
    ASSERT_THAT(ReportInto("a", ""), IsOk());
    ASSERT_THAT(ReportInto("b", ""), IsOk());
    std::barrier both(2);
    absl::Status one, other;
    std::thread writer([&] {
      both.arrive_and_wait();
      one = ReportInto("a", "b");
    });
    both.arrive_and_wait();
    other = ReportInto("b", "a");
    writer.join();
    EXPECT_NE(one.ok(), other.ok()) << one << other;
  }
}

}  // namespace
}  // namespace concordat
