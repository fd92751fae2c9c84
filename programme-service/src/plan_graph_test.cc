#include "programme-service/src/plan_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "common/base/errors.h"
#include "common/ledger/import_rows.h"
#include "concordat/programme/v1/dependency_service.pb.h"
#include "concordat/programme/v1/stage_model_service.pb.h"
#include "concordat/programme/v1/stage_plan_service.pb.h"
#include "programme-service/src/dependency_rules.h"
#include "programme-service/src/stage_plan_rules.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::HasSubstr;

constexpr char kNorth[] = "partnerships/north";

std::string Project(const std::string& id) { return Concat(kNorth, "/projects/", id); }

class DependenciesTest : public test::ResourcesTest {
 protected:
  DependenciesTest()
      : ResourcesTest("programme", {Keep<v1::Dependency>(&CheckDependency)
                                        .With(&CheckDependencies, Writers::kOneAtATime)}) {}

  static v1::Dependency Between(const std::string& from, const std::string& to) {
    v1::Dependency dependency;
    dependency.set_predecessor(Project(from));
    dependency.set_successor(Project(to));
    dependency.set_kind(v1::Dependency::KIND_FINISH_START);
    return dependency;
  }

  absl::Status Create(const std::string& id, const std::string& from, const std::string& to) {
    v1::CreateDependencyRequest request;
    request.set_parent(kNorth);
    request.set_dependency_id(id);
    *request.mutable_dependency() = Between(from, to);
    return CallMethod<v1::Dependency>("Dependencies.CreateDependency", request).status();
  }
  absl::Status Turn(const std::string& id, const std::string& from, const std::string& to) {
    v1::UpdateDependencyRequest request;
    *request.mutable_dependency() = Between(from, to);
    request.mutable_dependency()->set_name(Concat(kNorth, "/dependencies/", id));
    request.mutable_update_mask()->add_paths("predecessor");
    request.mutable_update_mask()->add_paths("successor");
    return CallMethod<v1::Dependency>("Dependencies.UpdateDependency", request).status();
  }
  absl::Status Delete(const std::string& id) {
    v1::DeleteDependencyRequest request;
    request.set_name(Concat(kNorth, "/dependencies/", id));
    return CallMethod<v1::Dependency>("Dependencies.DeleteDependency", request).status();
  }
  absl::Status Undelete(const std::string& id) {
    v1::UndeleteDependencyRequest request;
    request.set_name(Concat(kNorth, "/dependencies/", id));
    return CallMethod<v1::Dependency>("Dependencies.UndeleteDependency", request).status();
  }
  absl::Status Import(const std::vector<std::pair<std::string, std::string>>& ways) {
    ledger::v1::ImportResourcesRequest request;
    request.set_partnership("north");
    request.set_type("concordat.dev/Dependency");
    for (const auto& [from, to] : ways) {
      auto* row = request.add_rows();
      row->set_line(request.rows_size() + 1);
      v1::Dependency dependency = Between(from, to);
      dependency.set_name(Concat(kNorth, "/dependencies/", from, "-", to));
      row->mutable_resource()->PackFrom(dependency);
      for (const char* field : {"predecessor", "successor", "kind"}) row->add_fields(field);
    }
    Caller caller = caller_;
    caller.deadline = test::Soon();
    return ImportResources(ledger_, caller, request).status();
  }
};

TEST_F(DependenciesTest, FormNoRingHoweverTheyAreWritten) {
  EXPECT_THAT(Create("ab", "a", "b"), IsOk());
  EXPECT_THAT(Create("bc", "b", "c"), IsOk());
  const absl::Status ring = Create("ca", "c", "a");
  EXPECT_THAT(ring, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReasonOf(ring), kDependencyRing);
  EXPECT_THAT(ViolationsOf(ring)[0].description,
              HasSubstr(Concat(Project("c"), " → ", Project("a"), " → ", Project("b"), " → ",
                               Project("c"))));
  EXPECT_THAT(Create("cd", "c", "d"), IsOk());
  EXPECT_EQ(ReasonOf(Turn("cd", "c", "a")), kDependencyRing);
  EXPECT_EQ(ReasonOf(Import({{"d", "b"}})), kDependencyRing);
  EXPECT_THAT(Delete("bc"), IsOk());
  EXPECT_THAT(Create("ca", "c", "a"), IsOk()) << "on no day are all three there";
  EXPECT_EQ(ReasonOf(Undelete("bc")), kDependencyRing);
}

TEST_F(DependenciesTest, FormNoRingWithinAnImport) {
  const absl::Status ring = Import({{"a", "b"}, {"b", "c"}, {"c", "a"}, {"d", "e"}});
  EXPECT_EQ(ReasonOf(ring), kDependencyRing);
  EXPECT_THAT(ring.message(), HasSubstr("line 2"));
  EXPECT_THAT(Import({{"a", "b"}, {"b", "c"}, {"d", "e"}}), IsOk());
}

TEST_F(DependenciesTest, TieTwoOnce) {
  EXPECT_THAT(Create("ab", "a", "b"), IsOk());
  EXPECT_EQ(ReasonOf(Create("again", "a", "b")), kDependencyTwice);
  EXPECT_EQ(ReasonOf(Import({{"a", "b"}})), kDependencyTwice);
}

// Each harmless, together a ring.
TEST_F(DependenciesTest, OfTwoHalvesOfARingOneIsRefused) {
  ASSERT_THAT(Create("ab", "a", "x"), IsOk());
  ASSERT_THAT(Create("ba", "b", "y"), IsOk());
  for (int round = 0; round < 20; ++round) {
    ASSERT_THAT(Turn("ab", "a", "x"), IsOk());
    ASSERT_THAT(Turn("ba", "b", "y"), IsOk());
    std::barrier both(2);
    absl::Status one, other;
    std::thread writer([&] {
      both.arrive_and_wait();
      one = Turn("ab", "a", "b");
    });
    both.arrive_and_wait();
    other = Turn("ba", "b", "a");
    writer.join();
    EXPECT_NE(one.ok(), other.ok()) << one << other;
    EXPECT_EQ(ReasonOf(one.ok() ? other : one), kDependencyRing);
  }
}

class StagesTest : public test::ResourcesTest {
 protected:
  StagesTest()
      : ResourcesTest(
            "programme",
            {Keep<v1::StageModel>(),
             Keep<v1::StagePlan>(&CheckStagePlan).With(&CheckStagesInKey, Writers::kMany)}) {
    v1::CreateStageModelRequest request;
    request.set_parent(kNorth);
    request.set_stage_model_id("key");
    request.mutable_stage_model()->set_title("Key to stages");
    request.mutable_stage_model()->set_version(1);
    for (int rank = 1; rank < 3; ++rank) {
      auto* stage = request.mutable_stage_model()->add_stages();
      stage->set_rank(rank);
      stage->set_label(Concat("Stage ", rank));
    }
    EXPECT_THAT(CallMethod<v1::StageModel>("StageModels.CreateStageModel", request), IsOk());
  }

  absl::Status Create(const std::string& stage) {
    v1::CreateStagePlanRequest request;
    request.set_parent(kNorth);
    request.mutable_stage_plan()->set_project(Project("p"));
    request.mutable_stage_plan()->set_stage_model(Concat(kNorth, "/stageModels/key"));
    request.mutable_stage_plan()->set_stage(stage);
    request.mutable_stage_plan()->set_label("Stage 0-1");
    return CallMethod<v1::StagePlan>("StagePlans.CreateStagePlan", request).status();
  }
};

TEST_F(StagesTest, AreLabelsOfTheirKeyOrNone) {
  EXPECT_THAT(Create("Stage 1"), IsOk());
  EXPECT_THAT(Create(""), IsOk());
  const absl::Status wrong = Create("Stage 0-1");
  EXPECT_THAT(wrong, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(ViolationsOf(wrong)[0].field, "stage_plan.stage");
}

}  // namespace
}  // namespace concordat::programme
