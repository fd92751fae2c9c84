#include "common/base/contain.h"

#include <absl/status/statusor.h>
#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

namespace concordat {
namespace {

TEST(Contained, GivesWhatTheWorkAnswers) {
  EXPECT_EQ(*Contained([]() -> absl::StatusOr<int> { return 7; }), 7);
  EXPECT_EQ(Contained([] { return absl::NotFoundError("gone"); }), absl::NotFoundError("gone"));
}

TEST(Contained, TurnsWhatIsThrownIntoAStatus) {
  EXPECT_EQ(Contained([]() -> absl::Status { throw std::runtime_error("full"); }),
            absl::InternalError("exception: full"));
  const auto throws = []() -> absl::Status {
    throw 7;  // NOLINT(bugprone-std-exception-baseclass): so may a library
  };
  EXPECT_EQ(Contained(throws), absl::InternalError("exception"));
}

TEST(RunContained, SaysWhetherTheWorkThrew) {
  int runs = 0;
  EXPECT_TRUE(RunContained("test", [&runs] { ++runs; }));
  EXPECT_FALSE(RunContained("test", [&runs] {
    ++runs;
    throw std::bad_alloc();
  }));
  EXPECT_EQ(runs, 2);
}

}  // namespace
}  // namespace concordat
