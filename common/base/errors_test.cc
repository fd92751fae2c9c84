#include "common/base/errors.h"

#include <gtest/gtest.h>

#include <vector>

namespace concordat {
namespace {

TEST(Errors, GoOverTheWireAndBack) {
  const absl::Status status =
      WithFields(ErrorWithReason(absl::StatusCode::kFailedPrecondition, "NOT_YET", "wait a little"),
                 {{"project.title", "is required"}});
  const grpc::Status wire = ToGrpc(status);
  EXPECT_EQ(wire.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(wire.error_message(), "wait a little");
  EXPECT_EQ(FromGrpc(wire), status);
  EXPECT_EQ(ReasonOf(FromGrpc(wire)), "NOT_YET");
  EXPECT_EQ(ViolationsOf(FromGrpc(wire))[0].description, "is required");
}

TEST(Errors, TellNothingOfTheInside) {
  for (const auto code :
       {absl::StatusCode::kInternal, absl::StatusCode::kUnknown, absl::StatusCode::kDataLoss}) {
    const grpc::Status wire = ToGrpc(ErrorWithReason(code, "SQL", "SELECT secret"));
    EXPECT_EQ(wire.error_message(), "internal error");
    EXPECT_EQ(ReasonOf(FromGrpc(wire)), "");
  }
}

TEST(Errors, NameEachWrongField) {
  const absl::Status status = InvalidFields({{"a", "is wrong"}, {"b", "is missing"}});
  EXPECT_EQ(status.message(), "a is wrong; b is missing");
  EXPECT_EQ(ViolationsOf(status).size(), 2U);
}

TEST(Errors, NameAsManyFieldsAsAHeaderHolds) {
  const std::vector<FieldViolation> many(10'000, {"rows[1].title", std::string(100, 'x')});
  const absl::Status status = InvalidFields(many);
  EXPECT_LT(ToGrpc(status).error_details().size(), 64U << 10);
  const std::vector<FieldViolation> named = ViolationsOf(status);
  EXPECT_EQ(named.back().description, "and " + std::to_string(many.size() - named.size() + 1) +
                                          " more that are not named here");
}

// A message with half a character in it could not be read by any client, details and all.
TEST(Errors, WhatIsNoUtf8IsMadeReadable) {
  const grpc::Status wire = ToGrpc(InvalidField("body.\xc2", "is \xe2\x82"));
  EXPECT_EQ(wire.error_message(), "body.? is ??");
  const std::vector<FieldViolation> named = ViolationsOf(FromGrpc(wire));
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(named[0].field, "body.?");
  EXPECT_EQ(named[0].description, "is ??");
  EXPECT_EQ(ToGrpc(absl::NotFoundError("\xff")).error_message(), "?");
}

TEST(Errors, OkStaysOk) {
  EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok());
  EXPECT_EQ(FromGrpc(grpc::Status::OK), absl::OkStatus());
}

TEST(Errors, DetailsThatAreNoneDoNoHarm) {
  const grpc::Status wire(grpc::StatusCode::ABORTED, "again", "\xff\xff");
  EXPECT_EQ(FromGrpc(wire), absl::AbortedError("again"));
}

TEST(ToGrpc, EqualErrorsHaveEqualBytes) {
  std::vector<absl::Status> errors;  // all alive, at places of their own
  for (int i = 0; i < 50; ++i) {
    errors.push_back(WithFields(
        ErrorWithReason(absl::StatusCode::kFailedPrecondition, "REFERENCE_NOT_FOUND", "none"),
        {{"project.programme", "does not exist"}}));
    EXPECT_EQ(ToGrpc(errors[i]).error_details(), ToGrpc(errors[0]).error_details());
  }
}

}  // namespace
}  // namespace concordat
