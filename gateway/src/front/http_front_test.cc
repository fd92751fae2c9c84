#include "gateway/src/front/http_front.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "common/base/errors.h"
#include "common/base/version.h"
#include "tests/support/gateway_testing.h"

namespace concordat::gateway {
namespace {

using nlohmann::json;
using programme::v1::GetProjectRequest;
using programme::v1::Project;
using Gateway = test::GatewayUnderTest;
using test::HttpAnswer;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char kPath[] = "/v1/partnerships/north/projects/bridge";
constexpr char kPortfolio[] = "/v1/partnerships/north:boardPack";

absl::StatusOr<Project> Echo(const Caller&, const GetProjectRequest& request) {
  Project project;
  project.set_name(request.name());
  project.set_etag("7");
  project.set_title(request.as_at());
  return project;
}

TEST(HttpFront, AnswersFromTheService) {
  Gateway gateway(Echo);
  const HttpAnswer answer = gateway.Send("GET", std::string(kPath) + "?asAt=2024-01-31");
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.headers.at("content-type"), "application/json");
  EXPECT_EQ(answer.headers.at("etag"), "\"7\"");
  EXPECT_EQ(
      json::parse(answer.body),
      json::parse(
          R"({"name":"partnerships/north/projects/bridge","etag":"7","title":"2024-01-31"})"));
}

TEST(HttpFront, SaysNothingNewWhereNothingIs) {
  Gateway gateway(Echo);
  const HttpAnswer same = gateway.Send("GET", kPath, {{"If-None-Match", "\"7\""}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");
  EXPECT_EQ(same.headers.at("etag"), "\"7\"");
  EXPECT_EQ(gateway.Send("GET", kPath, {{"If-None-Match", "\"6\""}}).status, 200);
  const HttpAnswer head = gateway.Send("HEAD", kPath);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
}

TEST(HttpFront, SaysWhatIsLeftOfACallersLimit) {
  Gateway gateway(Echo);
  const HttpAnswer answer = gateway.Send("GET", kPath);
  EXPECT_EQ(answer.headers.at("ratelimit-policy"), R"("calls";q=64;qu="concurrent-requests")");
  EXPECT_EQ(answer.headers.at("ratelimit"), R"("calls";r=63)");
  Gateway full(Echo, {.calls = 0, .heavy_calls = 0});
  const HttpAnswer refused = full.Send("GET", kPath);
  EXPECT_EQ(refused.status, 429) << refused.body;
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  EXPECT_EQ(refused.headers.at("ratelimit-policy"), R"("calls";q=0;qu="concurrent-requests")");
  EXPECT_EQ(refused.headers.at("ratelimit"), R"("calls";r=0)");
}

TEST(HttpFront, NeedsAToken) {
  Gateway gateway(Echo);
  const HttpAnswer answer = gateway.Send("GET", kPath, {}, "", false);
  EXPECT_EQ(answer.status, 401);
  EXPECT_THAT(answer.headers.at("www-authenticate"), StartsWith("Bearer"));
  EXPECT_EQ(gateway.Send("GET", kPath, {{"Authorization", "Bearer x.y.z"}}, "", false).status, 401);
}

TEST(HttpFront, BelievesNoIdentityFromOutside) {
  Caller seen;
  Gateway gateway([&seen](const Caller& caller, const GetProjectRequest& request) {
    seen = caller;
    return Echo(caller, request);
  });
  const std::string trace = "0af7651916cd43dd8448eb211c80319c";
  const HttpAnswer answer = gateway.Send("GET", kPath,
                                         {{"concordat-pin", "programme=1:1"},
                                          {"X-Forwarded-User", "root"},
                                          {"traceparent", "00-" + trace + "-b7ad6b7169203331-01"},
                                          {"Request-Timeout", "5"}});
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_FALSE(seen.pinned_position.has_value());
  EXPECT_EQ(seen.trace_id, trace);
  EXPECT_THAT(answer.headers.at("traceparent"), HasSubstr(trace));
  EXPECT_LT(seen.deadline, absl::Now() + absl::Seconds(6));
}

TEST(HttpFront, ShowsErrorsAsProblems) {
  Gateway gateway([](const Caller&, const GetProjectRequest& request) -> absl::StatusOr<Project> {
    if (request.as_at().empty()) return ResourceNotFound(request.name());
    return absl::InternalError("SELECT secret");
  });
  const HttpAnswer missing = gateway.Send("GET", kPath);
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(json::parse(missing.body)["code"], "NOT_FOUND");
  EXPECT_EQ(json::parse(missing.body)["instance"], kPath);
  const HttpAnswer broken = gateway.Send("GET", std::string(kPath) + "?asAt=2024-01-01");
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.body.find("secret"), std::string::npos);
}

TEST(HttpFront, KnowsItsPathsAndMethods) {
  Gateway gateway(Echo);
  EXPECT_EQ(gateway.Send("GET", "/v2/nothing").status, 404);
  const HttpAnswer other = gateway.Send("PUT", kPath, {}, "{}");
  EXPECT_EQ(other.status, 405);
  EXPECT_EQ(other.headers.at("allow"), "DELETE, GET, HEAD, PATCH, OPTIONS");
  EXPECT_EQ(json::parse(
                gateway.Send("GET", std::string(kPath) + "?colour=red").body)["errors"][0]["field"],
            "colour");
  EXPECT_EQ(gateway.Send("GET", kPath, {{"Request-Timeout", "soon"}}).status, 400);
}

TEST(HttpFront, SaysWhatMethodsThereAreAtAll) {
  Gateway gateway(Echo);
  const HttpAnswer all = gateway.Send("OPTIONS", "*", {}, "", /*with_token=*/false);
  EXPECT_EQ(all.status, 204);
  EXPECT_EQ(all.headers.at("allow"), "DELETE, GET, HEAD, PATCH, POST, OPTIONS");
}

TEST(HttpFront, RefusesHeadersThatItCannotHonour) {
  Gateway gateway(Echo);
  const auto wrong = [&](const char* method, const char* header, const char* value,
                         const char* body = "") {
    const HttpAnswer answer = gateway.Send(method, kPath, {{header, value}}, body);
    EXPECT_EQ(answer.status, 400) << header << answer.body;
    return std::string(json::parse(answer.body)["errors"][0]["field"]);
  };
  EXPECT_EQ(wrong("GET", "If-Match", "\"7\""), "If-Match");
  EXPECT_EQ(wrong("PATCH", "If-None-Match", "*", "{}"), "If-None-Match");
  EXPECT_EQ(wrong("GET", "X-HTTP-Method-Override", "DELETE"), "x-http-method-override");
  EXPECT_EQ(wrong("PATCH", "If-Match", "\"7\"", R"({"etag":"6"})"), "If-Match");
  EXPECT_EQ(gateway.Send("PATCH", kPath, {{"If-Match", "W/\"7\""}}, "{}").status, 412);
  EXPECT_EQ(gateway.Send("GET", kPath, {{"Idempotency-Key", "a"}}).status, 200);
}

TEST(HttpFront, BoundsABodyAsItsMethodSays) {
  Gateway gateway(Echo);
  const std::string projects = "/v1/partnerships/north/projects";
  const std::string body((1 << 20) + 1, ' ');
  EXPECT_EQ(gateway.Send("POST", projects, {}, body).status, 413);
  EXPECT_EQ(gateway.Send("POST", "/v1/partnerships/north/a/b/c:import", {}, body).status, 404)
      << "nothing there, so that nothing of it is read";
  EXPECT_EQ(gateway.Send("POST", projects, {}, body, /*with_token=*/false).status, 401);
  // An import may be longer; here nobody serves it.
  EXPECT_EQ(gateway.Send("POST", projects + ":import?validateOnly=true", {}, body).status, 501);
}

TEST(HttpFront, ChangesNeedIfMatch) {
  Gateway gateway(Echo);
  EXPECT_EQ(gateway.Send("PATCH", kPath, {}, "{}").status, 428);
  EXPECT_EQ(gateway.Send("DELETE", kPath).status, 428);
  // Given one, the request reaches the service, which has no such method here.
  EXPECT_EQ(gateway.Send("PATCH", kPath, {{"If-Match", "\"7\""}}, "{}").status, 501);
}

TEST(HttpFront, AnswersBrowsersOfKnownOrigins) {
  Gateway gateway(Echo);
  const HttpAnswer known =
      gateway.Send("OPTIONS", kPath, {{"Origin", "https://board.example"}}, "", false);
  EXPECT_EQ(known.status, 204);
  EXPECT_EQ(known.headers.at("access-control-allow-origin"), "https://board.example");
  EXPECT_THAT(known.headers.at("access-control-allow-methods"), HasSubstr("PATCH"));
  const HttpAnswer strange =
      gateway.Send("OPTIONS", kPath, {{"Origin", "https://evil.example"}}, "", false);
  EXPECT_EQ(strange.headers.count("access-control-allow-origin"), 0U);
}

TEST(HttpFront, RunsItsOwnMethods) {
  Gateway gateway(Echo);
  gateway.local().BindDynamic(
      "concordat.gateway.v1.BoardPacks.GetBoardPack",
      [](const Caller& caller, const google::protobuf::Message&, google::protobuf::Message*) {
        (*caller.response_headers)["Concordat-Positions"] = "programme=1";
        return absl::OkStatus();
      });
  const HttpAnswer answer = gateway.Send("GET", kPortfolio);
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.headers.at("concordat-positions"), "programme=1");
  EXPECT_EQ(gateway.Send("GET", kPortfolio, {{"Accept", "text/html"}}).status, 501);
}

TEST(HttpFront, GivesWhatIsPreferredAndNothingThatIsRefused) {
  Gateway gateway(Echo);
  gateway.local().BindDynamic("concordat.gateway.v1.BoardPacks.GetBoardPack",
                              [](const Caller&, const google::protobuf::Message&,
                                 google::protobuf::Message*) { return absl::OkStatus(); });
  const auto status = [&](const char* path, const char* accept) {
    return gateway.Send("GET", path, {{"Accept", accept}}).status;
  };
  // Nobody serves the page here, which is 501.
  for (const char* page : {"text/html,application/xml;q=0.9,*/*;q=0.8", "Text/HTML", "text/*",
                           "application/json;q=0.1, text/html;q=0.2", "application/json;q=0, */*",
                           "text/html, application/json"}) {
    EXPECT_EQ(status(kPortfolio, page), 501) << page;
  }
  for (const char* json : {"*/*", "text/html;q=0", "text/html;q=0, */*",
                           "application/json, text/html", "text/html;q=0.1, application/json;q=0.2",
                           "text/htmlx", "image/png", "text/html;q=0.5, */*"}) {
    EXPECT_EQ(status(kPortfolio, json), 200) << json;
  }
  EXPECT_EQ(status(kPath, "application/json;q=0"), 406);
  EXPECT_EQ(status(kPath, "*/*;q=0.000"), 406);
  EXPECT_EQ(status(kPath, "application/*;q=0"), 406);
  EXPECT_EQ(status(kPath, "application/json;q=0, application/json"), 200);
  EXPECT_EQ(status(kPath, "image/png"), 200) << "not refused";
}

TEST(HttpFront, ReadsBodiesOfOneKind) {
  Gateway gateway(Echo);
  const auto status = [&](std::map<std::string, std::string> headers) {
    headers["If-Match"] = "\"7\"";
    return gateway.Send("PATCH", kPath, headers, "{}").status;
  };
  // What is read goes to the service, which has no such method here.
  for (const char* type :
       {"application/json", "Application/JSON", "application/json; charset=UTF-8",
        "application/json;charset=\"utf-8\"", "application/json ; a=b"}) {
    EXPECT_EQ(status({{"Content-Type", type}}), 501) << type;
  }
  for (const char* type : {"text/plain", "application/jsonx", "application/json; charset=latin1",
                           "application/json; charset=utf-16", "application/json, text/csv"}) {
    EXPECT_EQ(status({{"Content-Type", type}}), 415) << type;
  }
  EXPECT_EQ(status({{"Content-Encoding", "gzip"}}), 415);
  EXPECT_EQ(status({{"Content-Encoding", "Identity"}}), 501);
  const std::string import = "/v1/partnerships/north/projects:import?validateOnly=true";
  EXPECT_EQ(gateway.Send("POST", import, {{"Content-Encoding", "gzip"}}, "id\n").status, 415);
}

TEST(HttpFront, TriesAgainWhereNobodyAnswered) {
  std::atomic<int> calls = 0;
  Gateway gateway(
      [&calls](const Caller& caller, const GetProjectRequest& request) -> absl::StatusOr<Project> {
        if (++calls < 3) return absl::UnavailableError("busy");
        return Echo(caller, request);
      });
  EXPECT_EQ(gateway.Send("GET", kPath).status, 200);
  EXPECT_EQ(calls, 3);
}

// As when the last replica that is known goes and the next is not yet found.
TEST(HttpFront, WaitsAMomentForAService) {
  Gateway gateway(Echo);
  ASSERT_EQ(gateway.Send("GET", kPath).status, 200);
  gateway.service().Stop();
  std::thread start([&gateway] {
    absl::SleepFor(absl::Milliseconds(50));
    gateway.service().Start();
  });
  EXPECT_EQ(gateway.Send("GET", kPath).status, 200);
  start.join();
}

TEST(HttpFront, SaysWhenAServiceIsAway) {
  Gateway gateway(Echo);
  EXPECT_EQ(gateway.Send("GET", "/healthz", {}, "", false).status, 200);
  EXPECT_EQ(json::parse(gateway.Send("GET", "/version", {}, "", false).body)["version"], Version());
  EXPECT_EQ(gateway.Send("POST", "/healthz", {}, "", false).status, 405);
  const HttpAnswer ready = gateway.Send("GET", "/readyz", {}, "", false);
  EXPECT_EQ(ready.status, 200) << "for what can be served";
  EXPECT_EQ(json::parse(ready.body)["missing"], json::array({"risk"}));
  EXPECT_EQ(gateway.Send("GET", "/v1/partnerships/north/registers/x").status, 503);
  gateway.service().Stop();
  const HttpAnswer away = gateway.Send("GET", kPath);
  EXPECT_EQ(away.status, 503);
  EXPECT_EQ(gateway.Send("GET", "/readyz", {}, "", false).status, 503);
  EXPECT_EQ(away.headers.at("retry-after"), "1");
}

}  // namespace
}  // namespace concordat::gateway
