#include "gateway/src/http/problem.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "common/base/errors.h"

namespace concordat::gateway {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::Key;

TEST(Problem, StatusFollowsTheCode) {
  EXPECT_EQ(HttpStatusOf(absl::InvalidArgumentError("")), 400);
  EXPECT_EQ(HttpStatusOf(absl::FailedPreconditionError("")), 400);
  EXPECT_EQ(HttpStatusOf(absl::UnauthenticatedError("")), 401);
  EXPECT_EQ(HttpStatusOf(absl::PermissionDeniedError("")), 403);
  EXPECT_EQ(HttpStatusOf(absl::NotFoundError("")), 404);
  EXPECT_EQ(HttpStatusOf(absl::AlreadyExistsError("")), 409);
  EXPECT_EQ(HttpStatusOf(absl::AbortedError("")), 409);
  EXPECT_EQ(HttpStatusOf(absl::ResourceExhaustedError("")), 429);
  EXPECT_EQ(HttpStatusOf(absl::InternalError("")), 500);
  EXPECT_EQ(HttpStatusOf(absl::UnimplementedError("")), 501);
  EXPECT_EQ(HttpStatusOf(absl::UnavailableError("")), 503);
  EXPECT_EQ(HttpStatusOf(absl::DeadlineExceededError("")), 504);
}

TEST(Problem, TheReasonSaysMore) {
  const auto status_of = [](absl::StatusCode code, std::string_view reason) {
    return HttpStatusOf(ErrorWithReason(code, reason, ""));
  };
  EXPECT_EQ(status_of(absl::StatusCode::kAborted, "ETAG_MISMATCH"), 412);
  EXPECT_EQ(status_of(absl::StatusCode::kInvalidArgument, "IDEMPOTENCY_KEY_REUSED"), 422);
  EXPECT_EQ(status_of(absl::StatusCode::kOutOfRange, "FEED_EPOCH_OVER"), 410);
  EXPECT_EQ(status_of(absl::StatusCode::kOutOfRange, "SOMETHING_ELSE"), 400);
}

TEST(Problem, NamesWhatIsWrong) {
  const HttpResponse response =
      ProblemResponse(InvalidField("project.title", "is needed"), "/v1/x", "abc");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const json body = json::parse(response.body);
  EXPECT_EQ(body["type"], "about:blank");
  EXPECT_EQ(body["title"], "Bad Request");
  EXPECT_EQ(body["status"], 400);
  EXPECT_EQ(body["instance"], "/v1/x");
  EXPECT_EQ(body["code"], "INVALID_ARGUMENT");
  EXPECT_EQ(body["reason"], "FIELD_INVALID");
  EXPECT_EQ(body["traceId"], "abc");
  EXPECT_EQ(body["errors"],
            json::parse(R"([{"field":"project.title","description":"is needed"}])"));
}

TEST(Problem, NothingInternalLeaves) {
  for (const absl::Status& status :
       {absl::InternalError("SELECT secret"), absl::UnknownError("at 10.0.0.1"),
        absl::DataLossError("stack")}) {
    const json body = json::parse(ProblemResponse(status, "/", "abc").body);
    EXPECT_EQ(body["status"], 500);
    EXPECT_EQ(body.dump().find(std::string(status.message())), std::string::npos);
  }
}

TEST(Problem, SaysWhatToDoNext) {
  EXPECT_THAT(ProblemResponse(absl::UnavailableError(""), "", "").headers,
              Contains(Key("Retry-After")));
  EXPECT_THAT(ProblemResponse(absl::ResourceExhaustedError(""), "", "").headers,
              Contains(Key("Retry-After")));
  EXPECT_THAT(ProblemResponse(absl::UnauthenticatedError(""), "", "").headers,
              Contains(Key("WWW-Authenticate")));
}

TEST(Problem, OfHttpItselfHasACodeToo) {
  const json body = json::parse(HttpProblem(404, "nothing here", "/x", "abc").body);
  EXPECT_EQ(body["title"], "Not Found");
  EXPECT_EQ(body["code"], "NOT_FOUND");
  EXPECT_EQ(body["detail"], "nothing here");
}

TEST(Problem, SurvivesTextThatIsNotUtf8) {
  EXPECT_TRUE(json::accept(HttpProblem(404, "x", "/\xff", "abc").body));
}

}  // namespace
}  // namespace concordat::gateway
