#include "gateway/src/transcode/preconditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordat/programme/v1/project_service.pb.h"
#include "gateway/src/backends/retry_budget.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::Not;

using programme::v1::CreateProjectRequest;
using programme::v1::DeleteProjectRequest;
using programme::v1::UpdateProjectRequest;

HttpRequest With(std::string method, std::string name, std::string value) {
  HttpRequest request;
  request.method = std::move(method);
  if (!name.empty()) request.headers[std::move(name)] = std::move(value);
  return request;
}

TEST(IfMatch, GoesToTheResourceOrTheRequest) {
  UpdateProjectRequest update;
  update.mutable_project()->set_etag("6");
  EXPECT_THAT(ApplyIfMatch(With("PATCH", "", ""), &update), IsOk());
  EXPECT_EQ(update.project().etag(), "6");
  EXPECT_THAT(ApplyIfMatch(With("PATCH", "if-match", "\"7\""), &update), IsOk());
  EXPECT_EQ(update.project().etag(), "7");
  EXPECT_THAT(ApplyIfMatch(With("PATCH", "if-match", "*"), &update), IsOk());
  EXPECT_EQ(update.project().etag(), "*");
  DeleteProjectRequest remove;
  EXPECT_THAT(ApplyIfMatch(With("DELETE", "if-match", " W/\"8\" "), &remove), IsOk());
  EXPECT_EQ(remove.etag(), "8");
}

TEST(IfMatch, IsOneEntityTag) {
  UpdateProjectRequest update;
  update.mutable_project();
  for (const std::string tag : {"7", "\"7\", \"8\"", "\"\"", "\"7", "\"\xff\"", "\"*\""}) {
    EXPECT_THAT(ApplyIfMatch(With("PATCH", "if-match", tag), &update),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << tag;
  }
}

TEST(IdempotencyKey, BecomesTheRequestId) {
  CreateProjectRequest create;
  EXPECT_EQ(ApplyIdempotencyKey(With("POST", "idempotency-key", "\"abc\""), &create),
            absl::OkStatus());
  EXPECT_EQ(create.request_id(), "abc");
  EXPECT_EQ(ApplyIdempotencyKey(With("POST", "idempotency-key", "abc"), &create), absl::OkStatus());
  EXPECT_THAT(ApplyIdempotencyKey(With("POST", "idempotency-key", "other"), &create), Not(IsOk()));
}

TEST(IdempotencyKey, IsShortAndPrintable) {
  CreateProjectRequest create;
  EXPECT_THAT(ApplyIdempotencyKey(With("POST", "idempotency-key", std::string(101, 'x')), &create),
              Not(IsOk()));
  EXPECT_THAT(ApplyIdempotencyKey(With("POST", "idempotency-key", "\xff"), &create), Not(IsOk()));
}

TEST(IfNoneMatch, ComparesWeakly) {
  HttpResponse response;
  response.headers = {{"ETag", "\"7\""}};
  EXPECT_TRUE(IsNotModified(With("GET", "if-none-match", "\"7\""), response));
  EXPECT_TRUE(IsNotModified(With("HEAD", "if-none-match", "\"6\", W/\"7\""), response));
  EXPECT_TRUE(IsNotModified(With("GET", "if-none-match", "*"), response));
  EXPECT_FALSE(IsNotModified(With("GET", "if-none-match", "\"8\""), response));
  EXPECT_FALSE(IsNotModified(With("GET", "", ""), response));
  EXPECT_FALSE(IsNotModified(With("POST", "if-none-match", "\"7\""), response));
  EXPECT_FALSE(IsNotModified(With("GET", "if-none-match", "*"), HttpResponse()));
}

TEST(RetryBudget, IsAShareOfWhatSucceeds) {
  RetryBudget budget;
  int taken = 0;
  while (budget.Take()) ++taken;
  EXPECT_EQ(taken, 20);
  for (int answer = 0; answer < 10; ++answer) {
    EXPECT_FALSE(budget.Take());
    budget.Refill();
  }
  EXPECT_TRUE(budget.Take());
}

}  // namespace
}  // namespace concordat::gateway
