#include "common/base/background_job.h"

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace concordat {
namespace {

bool Await(const std::atomic<int>& rounds, int at_least) {
  for (int i = 0; i < 500 && rounds < at_least; ++i) absl::SleepFor(absl::Milliseconds(10));
  return rounds >= at_least;
}

TEST(BackgroundJobTest, RunsAgainAfterItsPause) {
  std::atomic<int> rounds = 0;
  BackgroundJob job([&rounds] {
    ++rounds;
    return absl::Milliseconds(1);
  });
  job.Start();
  EXPECT_TRUE(Await(rounds, 5));
}

TEST(BackgroundJobTest, AWakeEndsThePause) {
  std::atomic<int> rounds = 0;
  BackgroundJob job([&rounds] {
    ++rounds;
    return absl::Hours(1);
  });
  job.Start();
  ASSERT_TRUE(Await(rounds, 1));
  job.Wake();
  EXPECT_TRUE(Await(rounds, 2));
}

TEST(BackgroundJobTest, AWakeDuringARoundAsksForAnother) {
  std::atomic<int> rounds = 0;
  BackgroundJob* self = nullptr;
  BackgroundJob job([&rounds, &self] {
    if (++rounds == 1) self->Wake();
    return absl::Hours(1);
  });
  self = &job;
  job.Start();
  EXPECT_TRUE(Await(rounds, 2));
}

TEST(BackgroundJobTest, ARoundThatThrowsIsNotTheLast) {
  std::atomic<int> rounds = 0;
  BackgroundJob job([&rounds]() -> absl::Duration {
    if (++rounds == 1) throw std::runtime_error("thrown");
    return absl::Hours(1);
  });
  job.Start();
  ASSERT_TRUE(Await(rounds, 1));
  job.Wake();
  EXPECT_TRUE(Await(rounds, 2));
}

TEST(BackgroundJobTest, StopEndsAtOnceAlsoTwiceOrUnstarted) {
  BackgroundJob unstarted([] { return absl::Hours(1); });
  unstarted.Wake();
  unstarted.Stop();
  BackgroundJob job([] { return absl::Hours(1); });
  job.Start();
  const absl::Time begin = absl::Now();
  job.Stop();
  job.Stop();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
}

}  // namespace
}  // namespace concordat
