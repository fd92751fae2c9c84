#include "gateway/src/transcode/transcoder.h"

#include <gmock/gmock.h>

#include <set>

#include "common/base/errors.h"
#include "concordat/gateway/v1/import.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "gateway/src/transcode/field_setter.h"
#include "google/api/httpbody.pb.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using testing::Not;

using programme::v1::CreateProjectRequest;
using programme::v1::ListProjectsRequest;
using programme::v1::ListProjectsResponse;
using programme::v1::Project;
using programme::v1::UpdateProjectRequest;

const Router& Routes() {
  static const Router router(PublicServices());
  return router;
}

HttpRequest Ask(std::string method, std::string target, std::string body = "") {
  HttpRequest request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.body = std::move(body);
  return request;
}

absl::StatusOr<MessagePtr> Build(const HttpRequest& http) {
  const auto match = Routes().Find(http.method, http.Path(), false);
  EXPECT_NE(match.route, nullptr) << http.target;
  return BuildRequest(*match.route, match.bindings, http);
}

template <typename Request>
Request BuildAs(const HttpRequest& http) {
  auto built = Build(http);
  EXPECT_THAT(built, IsOk());
  return built.ok() ? static_cast<const Request&>(**built) : Request();
}

// The field that a refused request is told of.
std::string WrongField(const HttpRequest& http) {
  const auto built = Build(http);
  const auto violations = ViolationsOf(built.status());
  return violations.empty() ? "" : violations[0].field;
}

constexpr char kProjects[] = "/v1/partnerships/a/projects";
constexpr char kProject[] = "/v1/partnerships/a/projects/b";

TEST(BuildRequest, TakesPathAndQuery) {
  const auto request = BuildAs<ListProjectsRequest>(
      Ask("GET", std::string(kProjects) +
                     "?page_size=5&filter=title%3A%22a+b%22&asAt=2024-01-31&showDeleted=true"
                     "&as_known_at=2024-02-01T00:00:00Z&"));
  EXPECT_EQ(request.parent(), "partnerships/a");
  EXPECT_EQ(request.page_size(), 5);
  EXPECT_EQ(request.filter(), "title:\"a b\"");
  EXPECT_EQ(request.as_at(), "2024-01-31");
  EXPECT_TRUE(request.show_deleted());
  EXPECT_EQ(request.as_known_at().seconds(), 1706745600);
}

TEST(BuildRequest, NamesTheParameterThatIsWrong) {
  const std::string path(kProjects);
  EXPECT_EQ(WrongField(Ask("GET", path + "?colour=red")), "colour");
  EXPECT_EQ(WrongField(Ask("GET", path + "?pageSize=five")), "pageSize");
  EXPECT_EQ(WrongField(Ask("GET", path + "?pageSize=99999999999")), "pageSize");
  EXPECT_EQ(WrongField(Ask("GET", path + "?showDeleted=yes")), "showDeleted");
  EXPECT_EQ(WrongField(Ask("GET", path + "?asKnownAt=yesterday")), "asKnownAt");
  EXPECT_EQ(WrongField(Ask("GET", path + "?asAt=2024-01-01&as_at=2024-01-02")), "as_at");
  EXPECT_EQ(WrongField(Ask("GET", path + "?parent=partnerships/b")), "parent");
  EXPECT_EQ(WrongField(Ask("GET", path + "?filter=%ff")), "query");
  EXPECT_EQ(WrongField(Ask("GET", path + "?filter=%4")), "query");
}

TEST(BuildRequest, TakesABodyField) {
  const auto request = BuildAs<CreateProjectRequest>(
      Ask("POST", std::string(kProjects) + "?projectId=b&validateOnly=true",
          R"({"title":"Bridge","tags":["x"],"percentComplete":"10"})"));
  EXPECT_EQ(request.parent(), "partnerships/a");
  EXPECT_EQ(request.project_id(), "b");
  EXPECT_TRUE(request.validate_only());
  EXPECT_EQ(request.project().title(), "Bridge");
  EXPECT_EQ(request.project().percent_complete(), 10);
  EXPECT_EQ(WrongField(Ask("POST", std::string(kProjects) + "?project.title=x", "{}")),
            "project.title");
}

TEST(BuildRequest, ThePathNamesTheResource) {
  const auto request = BuildAs<UpdateProjectRequest>(
      Ask("PATCH", std::string(kProject) + "?updateMask=title,leadRole", R"({"title":"x"})"));
  EXPECT_EQ(request.project().name(), "partnerships/a/projects/b");
  EXPECT_THAT(request.update_mask().paths(), testing::ElementsAre("title", "lead_role"));
  BuildAs<UpdateProjectRequest>(Ask("PATCH", kProject, R"({"name":"partnerships/a/projects/b"})"));
  EXPECT_EQ(WrongField(Ask("PATCH", kProject, R"({"name":"partnerships/a/projects/c"})")),
            "project.name");
}

TEST(BuildRequest, ReadsBodiesStrictly) {
  EXPECT_EQ(WrongField(Ask("POST", kProjects, R"({"titel":"x"})")), "titel");
  EXPECT_EQ(WrongField(Ask("POST", kProjects, "")), "body");
  EXPECT_EQ(WrongField(Ask("GET", kProject, "{}")), "body");
  EXPECT_EQ(WrongField(Ask("POST", kProjects, R"({"createTime":"yesterday"})")),
            "project.create_time");
  HttpRequest form = Ask("POST", kProjects, "{}");
  form.headers["content-type"] = "application/x-www-form-urlencoded";
  EXPECT_EQ(WrongField(form), "Content-Type");
  form.headers["content-type"] = "application/json; charset=utf-8";
  EXPECT_THAT(Build(form), IsOk());
}

TEST(BuildRequest, TakesShortNamesOfEnums) {
  const auto& values = *Project::descriptor()->FindFieldByName("lifecycle")->enum_type();
  const std::string& zero = values.value(0)->name();
  const std::string part = values.value(1)->name().substr(zero.rfind("UNSPECIFIED"));
  const auto request = BuildAs<programme::v1::CreateProjectRequest>(Ask(
      "POST", kProjects, R"({ "title":"\u0061", "lifecycle" : ")" + part + R"(" , "tags":["x"]})"));
  EXPECT_EQ(request.project().lifecycle(), values.value(1)->number());
  EXPECT_EQ(request.project().title(), "a");
  EXPECT_EQ(request.project().tags(0), "x");
}

TEST(BuildRequest, RawBodiesStayAsTheyAre) {
  HttpRequest csv =
      Ask("POST", "/v1/partnerships/a/projects:import?validateOnly=true", "a,b\n\xff");
  csv.headers["content-type"] = "text/csv";
  const auto request = BuildAs<gateway::v1::ImportResourcesRequest>(csv);
  EXPECT_EQ(request.collection(), "projects");
  EXPECT_EQ(request.content().content_type(), "text/csv");
  EXPECT_EQ(request.content().data(), "a,b\n\xff");
}

// Sets one field as the first parameter of a query.
absl::Status Set(google::protobuf::Message* message, std::string_view path,
                 const std::string& text) {
  std::set<std::string> given;
  return SetField(message, path, text, &given);
}

TEST(SetField, TakesEnumsByNameAndNumberListsAndMasks) {
  Project project;
  EXPECT_EQ(Set(&project, "lifecycle", "LIFECYCLE_LIVE"), absl::OkStatus());
  EXPECT_EQ(project.lifecycle(), Project::LIFECYCLE_LIVE);
  EXPECT_THAT(Set(&project, "reportedStatus", "PINK"), Not(IsOk()));
  EXPECT_EQ(Set(&project, "reportedStatus", "1"), absl::OkStatus());
  EXPECT_EQ(Set(&project, "tags", "a"), absl::OkStatus());
  EXPECT_EQ(Set(&project, "tags", "b"), absl::OkStatus());
  EXPECT_THAT(project.tags(), testing::ElementsAre("a", "b"));
  EXPECT_EQ(Set(&project, "source.document", "d"), absl::OkStatus());
  EXPECT_EQ(project.source().document(), "d");
  EXPECT_THAT(Set(&project, "title.document", "d"), Not(IsOk()));
  EXPECT_THAT(Set(&project, "source", "d"), Not(IsOk()));
  EXPECT_THAT(Set(&project, "", "d"), Not(IsOk()));
}

TEST(SetField, AMaskHasPathsAsFieldsAreNamed) {
  UpdateProjectRequest request;
  EXPECT_EQ(Set(&request, "updateMask", "title,source.section,leadRole,lead_role,*"),
            absl::OkStatus());
  EXPECT_THAT(request.update_mask().paths(),
              testing::ElementsAre("title", "source.section", "lead_role", "lead_role", "*"));
  for (const char* wrong :
       {"TITLE", "title,", ",title", "title,,leadRole", "source.Section", " title", "title ",
        "title\n", "statedDates[0]", ".title", "source..section", "-"}) {
    EXPECT_THAT(Set(&request, "updateMask", wrong), Not(IsOk())) << wrong;
  }
}

// The library's parser needs quadratic time for nested lists: it must not see any.
TEST(SetField, IsQuickWithNestedLists) {
  UpdateProjectRequest request;
  const absl::Time begin = absl::Now();
  EXPECT_TRUE(Set(&request, "project.createTime", std::string(16'000, '[')).code() ==
              absl::StatusCode::kInvalidArgument);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(1));
}

HttpResponse Show(std::string_view method, std::string_view path,
                  const google::protobuf::Message& message) {
  auto response = BuildResponse(*Routes().Find(method, path, false).route, message);
  EXPECT_THAT(response, IsOk());
  return response.ok() ? *response : HttpResponse();
}

TEST(BuildResponse, PrintsTheMessageWithItsETag) {
  Project project;
  project.set_name("partnerships/a/projects/b");
  project.set_etag("7");
  project.set_lead_role("Head of \"Works\"");
  project.set_lifecycle(Project::LIFECYCLE_LIVE);
  const HttpResponse response = Show("GET", kProject, project);
  EXPECT_EQ(response.body,
            "{\"name\":\"partnerships/a/projects/b\",\"etag\":\"7\",\"leadRole\":"
            "\"Head of \\\"Works\\\"\",\"lifecycle\":\"LIFECYCLE_LIVE\"}\n");
  EXPECT_THAT(response.headers, testing::Contains(testing::Pair("ETag", "\"7\"")));
  EXPECT_EQ(response.content_type, "application/json");
}

TEST(BuildResponse, ShowsListsThatAreEmpty) {
  ListProjectsResponse list;
  EXPECT_EQ(Show("GET", kProjects, list).body, "{\"projects\":[]}\n");
  list.set_next_page_token("x");
  EXPECT_EQ(Show("GET", kProjects, list).body, "{\"projects\":[],\"nextPageToken\":\"x\"}\n");
}

TEST(BuildResponse, RawBodiesStayAsTheyAre) {
  google::api::HttpBody body;
  body.set_content_type("text/html; charset=utf-8");
  body.set_data("<p>");
  const HttpResponse response = Show("GET", kProject, body);
  EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(response.body, "<p>");
}

}  // namespace
}  // namespace concordat::gateway
