#include "common/rpc/method_table.h"

#include <gtest/gtest.h>

#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/project_service.pb.h"

namespace concordat {
namespace {

using programme::v1::GetProjectRequest;
using programme::v1::ListProjectsRequest;
using programme::v1::Project;

constexpr char kGetProject[] = "concordat.programme.v1.Projects.GetProject";

template <typename Request>
absl::StatusOr<Project> Handle(const Caller&, const Request&) {
  Project project;
  project.set_title("The bridge");
  return project;
}

TEST(MethodTable, RunsTheFunctionThatIsBound) {
  MethodTable table;
  table.Bind<GetProjectRequest, Project>(kGetProject, Handle<GetProjectRequest>);
  const MethodTable::Method* method = table.Find(kGetProject);
  ASSERT_NE(method, nullptr);
  EXPECT_EQ(method->rules.access, type::v1::ACCESS_READ);
  Project project;
  EXPECT_EQ(method->handler({}, GetProjectRequest(), &project), absl::OkStatus());
  EXPECT_EQ(project.title(), "The bridge");
  EXPECT_EQ(table.All().size(), 1U);
  EXPECT_EQ(table.Find("concordat.programme.v1.Projects.FlyProject"), nullptr);
}

TEST(MethodTableDeathTest, EndsTheProgramOnWrongWiring) {
  MethodTable table;
  table.Bind<GetProjectRequest, Project>(kGetProject, Handle<GetProjectRequest>);
  const auto again = [&] {
    table.Bind<GetProjectRequest, Project>(kGetProject, Handle<GetProjectRequest>);
  };
  EXPECT_DEATH(again(), "is bound twice");
  const auto other = [] {
    MethodTable fresh;
    fresh.Bind<ListProjectsRequest, Project>(kGetProject, Handle<ListProjectsRequest>);
  };
  EXPECT_DEATH(other(), "other messages");
  EXPECT_DEATH(table.BindDynamic("concordat.Nothing.Get", nullptr), "is unknown");
}

}  // namespace
}  // namespace concordat
