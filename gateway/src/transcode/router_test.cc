#include "gateway/src/transcode/router.h"

#include <gmock/gmock.h>

#include "gateway/src/transcode/percent.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using testing::ElementsAre;
using testing::Pair;

const Router& Routes() {
  static const Router router(PublicServices());
  return router;
}

Router::Match Find(std::string_view method, std::string_view path, bool page = false) {
  return Routes().Find(method, path, page);
}

std::string MethodAt(std::string_view method, std::string_view path, bool page = false) {
  const Router::Match match = Find(method, path, page);
  return match.route == nullptr ? "" : match.route->method->name();
}

std::optional<PathBindings> MatchOf(std::string_view pattern,
                                    const std::vector<std::string>& segments,
                                    std::string_view verb = "") {
  auto route = RouteTemplate::Parse(pattern);
  EXPECT_THAT(route, IsOk());
  return route->Match(segments, verb);
}

TEST(RouteTemplate, BindsVariables) {
  EXPECT_THAT(*MatchOf("/v1/{name=partnerships/*/projects/*}",
                       {"v1", "partnerships", "a", "projects", "b"}),
              ElementsAre(Pair("name", "partnerships/a/projects/b")));
  EXPECT_THAT(*MatchOf("/v1/{project.name=partnerships/*}", {"v1", "partnerships", "a"}),
              ElementsAre(Pair("project.name", "partnerships/a")));
  EXPECT_THAT(*MatchOf("/v1/{id}:go", {"v1", "x"}, "go"), ElementsAre(Pair("id", "x")));
  EXPECT_THAT(*MatchOf("/v1/{a=*}/{b=c/*}", {"v1", "x", "c", "y"}),
              ElementsAre(Pair("a", "x"), Pair("b", "c/y")));
  EXPECT_THAT(*MatchOf("/files/{path=**}", {"files", "a", "b", "c"}),
              ElementsAre(Pair("path", "a/b/c")));
  EXPECT_THAT(*MatchOf("/files/{path=**}", {"files"}), ElementsAre(Pair("path", "")));
}

TEST(RouteTemplate, TakesNoOtherForm) {
  EXPECT_FALSE(MatchOf("/v1/{id}", {"v1"}).has_value());
  EXPECT_FALSE(MatchOf("/v1/{id}", {"v1", "a", "b"}).has_value());
  EXPECT_FALSE(MatchOf("/v1/{id}", {"v2", "a"}).has_value());
  EXPECT_FALSE(MatchOf("/v1/{id}", {"v1", "a"}, "go").has_value());
  EXPECT_FALSE(MatchOf("/v1/{id}:go", {"v1", "a"}).has_value());
}

TEST(RouteTemplate, RefusesWhatIsNoTemplate) {
  for (const std::string_view text :
       {"", "v1", "/", "/v1//x", "/v1/{a", "/v1/{a}b", "/v1/{a=}", "/{a=**}/x", "/{a=**}/{b=**}"}) {
    const auto route = RouteTemplate::Parse(text);
    EXPECT_EQ(route.ok(), text == "/") << text;
  }
}

TEST(Router, KnowsEveryMethodOfTheServices) {
  EXPECT_EQ(MethodAt("GET", "/v1/partnerships/a/projects/b"), "GetProject");
  EXPECT_EQ(MethodAt("GET", "/v1/partnerships/a/projects"), "ListProjects");
  EXPECT_EQ(MethodAt("POST", "/v1/partnerships/a/projects"), "CreateProject");
  EXPECT_EQ(MethodAt("PATCH", "/v1/partnerships/a/projects/b"), "UpdateProject");
  EXPECT_EQ(MethodAt("DELETE", "/v1/partnerships/a/projects/b"), "DeleteProject");
  EXPECT_EQ(MethodAt("POST", "/v1/partnerships/a/projects/b:undelete"), "UndeleteProject");
  EXPECT_EQ(MethodAt("GET", "/v1/partnerships/a/registers/b/risks/c"), "GetRisk");
  EXPECT_EQ(MethodAt("POST", "/v1/partnerships/a/projects:import"), "ImportResources");
  EXPECT_EQ(MethodAt("POST", "/v1/councils:import"), "ImportResources");
}

TEST(Router, HidesTheInternalLedger) {
  for (const Route& route : Routes().routes()) {
    EXPECT_TRUE(route.rules.is_public()) << route.pattern;
    // Of what all services have, operations alone are for callers.
    const auto& service = *route.method->service();
    EXPECT_TRUE(service.file()->package() != "concordat.ledger.v1" ||
                service.name() == "Operations")
        << route.pattern;
  }
}

TEST(Router, NoTwoRoutesAreOneButForPages) {
  std::map<std::string, std::vector<const Route*>> seen;
  for (const Route& route : Routes().routes())
    seen[route.http_method + route.pattern].push_back(&route);
  for (const auto& [key, routes] : seen) {
    const auto pages = std::ranges::count_if(routes, [](const Route* route) {
      return route->method->output_type()->full_name() == "google.api.HttpBody";
    });
    EXPECT_LE(routes.size() - pages, 1U) << key;
    EXPECT_LE(pages, 1) << key;
  }
}

TEST(Router, ChoosesThePageForWhoPrefersIt) {
  EXPECT_EQ(MethodAt("GET", "/v1/partnerships/a:boardPack"), "GetBoardPack");
  EXPECT_EQ(MethodAt("GET", "/v1/partnerships/a:boardPack", true), "RenderBoardPack");
  EXPECT_EQ(MethodAt("GET", "/v1/partnerships/a", true), "GetPartnership");
}

TEST(Router, SaysWhatAPathHas) {
  const auto match = Find("PUT", "/v1/partnerships/a/projects/b");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_THAT(match.allowed, ElementsAre("DELETE", "GET", "HEAD", "PATCH"));
  EXPECT_THAT(Find("OPTIONS", "/v1/partnerships/a/projects").allowed,
              ElementsAre("GET", "HEAD", "POST"));
  EXPECT_EQ(MethodAt("HEAD", "/v1/partnerships/a/projects/b"), "GetProject");
}

TEST(Router, KnowsNoOtherPath) {
  for (const std::string_view path :
       {"", "/", "v1/partnerships/a", "/v1", "/v1/", "/v1/partnerships/", "/v1//a",
        "/v1/partnerships/a/", "/v1/partnerships/a:nothing",
        "/v1/partnerships/a:", "/v1/partnerships/%zz", "/v1/partnerships/%4",
        "/v1/partnerships/%ff", "/v1/partnerships/..%2f/"}) {
    const auto match = Find("GET", path);
    EXPECT_EQ(match.route, nullptr) << path;
  }
}

TEST(Router, DecodesOnceAndKeepsSlashesInTheirSegment) {
  EXPECT_THAT(Find("GET", "/v1/partnerships/a%2Fprojects%2Fb").bindings,
              ElementsAre(Pair("name", "partnerships/a%2Fprojects%2Fb")));
  EXPECT_THAT(Find("GET", "/v1/partnerships/%2541").bindings,
              ElementsAre(Pair("name", "partnerships/%41")));
  EXPECT_THAT(Find("GET", "/v1/partnerships/a%00b%3F%23").bindings,
              ElementsAre(Pair("name", std::string("partnerships/a\0b?#", 18))));
  EXPECT_THAT(Find("GET", "/v1/partnerships/a+b").bindings,
              ElementsAre(Pair("name", "partnerships/a+b")));
  EXPECT_THAT(Find("GET", "/v1/partnerships/%252F").bindings,
              ElementsAre(Pair("name", "partnerships/%2F")));
  for (const char* path : {"/v1/partnerships/%C0%AF", "/v1/partnerships/%ED%A0%80",
                           "/v1/partnerships/%c3", "/v1/partnerships/%%41"}) {
    EXPECT_EQ(Find("GET", path).route, nullptr) << path;
  }
  EXPECT_THAT(Find("GET", "/v1/%70artnerships/a%3Ab").bindings,
              ElementsAre(Pair("name", "partnerships/a:b")));
}

TEST(Percent, Decodes) {
  EXPECT_EQ(PercentDecode("a%20b+c%C3%BC"), "a b+cü");
  EXPECT_EQ(PercentDecode("a+b", true), "a b");
  EXPECT_FALSE(PercentDecode("%").has_value());
  EXPECT_FALSE(PercentDecode("%1").has_value());
  EXPECT_FALSE(PercentDecode("%g0").has_value());
}

}  // namespace
}  // namespace concordat::gateway
