#include "gateway/src/transcode/preconditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
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
using programme::v1::GetProjectRequest;
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
  EXPECT_THAT(ApplyIfMatch(With("PATCH", "if-match", " \"6\" "), &update), IsOk());
  EXPECT_EQ(update.project().etag(), "6");
  DeleteProjectRequest remove;
  EXPECT_THAT(ApplyIfMatch(With("DELETE", "if-match", "\"8\""), &remove), IsOk());
  EXPECT_EQ(remove.etag(), "8");
  remove.clear_etag();
  EXPECT_THAT(ApplyIfMatch(With("DELETE", "if-match", "*"), &remove), IsOk());
  EXPECT_EQ(remove.etag(), "*");
}

TEST(IfMatch, OverrulesNoOtherEtag) {
  UpdateProjectRequest update;
  update.mutable_project()->set_etag("6");
  for (const char* header : {"\"7\"", "*", "W/\"7\""}) {
    EXPECT_EQ(ViolationsOf(ApplyIfMatch(With("PATCH", "if-match", header), &update)).size(), 1U)
        << header;
    EXPECT_EQ(update.project().etag(), "6");
  }
}

// Section 13.1.1 of RFC 9110 compares strongly.
TEST(IfMatch, AWeakTagNeverMatches) {
  UpdateProjectRequest update;
  update.mutable_project();
  const absl::Status status = ApplyIfMatch(With("PATCH", "if-match", "W/\"7\""), &update);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(ReasonOf(status), "ETAG_MISMATCH");
  EXPECT_EQ(update.project().etag(), "");
}

TEST(IfMatch, IsRefusedWhereNothingIsCompared) {
  CreateProjectRequest create;
  create.mutable_project();
  EXPECT_EQ(ViolationsOf(ApplyIfMatch(With("POST", "if-match", "\"7\""), &create))[0].field,
            "If-Match");
  GetProjectRequest get;
  EXPECT_EQ(ViolationsOf(ApplyIfMatch(With("GET", "if-match", "*"), &get))[0].field, "If-Match");
}

TEST(CheckHonoured, RefusesWhatWouldMeanSomethingElse) {
  for (const char* header : {"x-http-method-override", "content-range"}) {
    EXPECT_THAT(CheckHonoured(With("POST", header, "PATCH"), true), Not(IsOk())) << header;
    EXPECT_THAT(CheckHonoured(With("GET", header, "PATCH"), false), Not(IsOk())) << header;
  }
  for (const char* header : {"if-none-match", "if-unmodified-since"}) {
    EXPECT_THAT(CheckHonoured(With("POST", header, "*"), true), Not(IsOk())) << header;
    EXPECT_THAT(CheckHonoured(With("GET", header, "*"), false), IsOk()) << header;
  }
  EXPECT_THAT(CheckHonoured(With("POST", "x-something", "1"), true), IsOk());
}

TEST(IfMatch, IsOneEntityTag) {
  UpdateProjectRequest update;
  update.mutable_project();
  for (const std::string tag :
       {"7", "\"7\", \"8\"", "\"\"", "\"7", "", "w/\"7\"", "W/7", "\"\xff\"", "\"*\""}) {
    EXPECT_THAT(ApplyIfMatch(With("PATCH", "if-match", tag), &update),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << tag;
  }
}

TEST(IdempotencyKey, BecomesTheRequestId) {
  CreateProjectRequest create;
  EXPECT_EQ(ApplyIdempotencyKey(With("POST", "idempotency-key", "\"abc\""), true, &create),
            absl::OkStatus());
  EXPECT_EQ(create.request_id(), "abc");
  EXPECT_EQ(ApplyIdempotencyKey(With("POST", "idempotency-key", "abc"), true, &create),
            absl::OkStatus());
  EXPECT_THAT(ApplyIdempotencyKey(With("POST", "idempotency-key", "other"), true, &create),
              Not(IsOk()));
}

TEST(IdempotencyKey, IsRefusedWhereNothingKeepsIt) {
  concordat::programme::v1::Project without;
  const HttpRequest http = With("POST", "idempotency-key", "abc");
  EXPECT_THAT(ApplyIdempotencyKey(http, true, &without), Not(IsOk()));
  EXPECT_THAT(ApplyIdempotencyKey(http, false, &without), IsOk());
}

TEST(IdempotencyKey, IsShortAndPrintable) {
  CreateProjectRequest create;
  for (const char* empty : {"", "\"\""}) {
    EXPECT_THAT(ApplyIdempotencyKey(With("POST", "idempotency-key", empty), true, &create),
                Not(IsOk()));
  }
  EXPECT_THAT(
      ApplyIdempotencyKey(With("POST", "idempotency-key", std::string(101, 'x')), true, &create),
      Not(IsOk()));
  EXPECT_THAT(ApplyIdempotencyKey(With("POST", "idempotency-key", "\xff"), true, &create),
              Not(IsOk()));
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
