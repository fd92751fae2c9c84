#include "common/base/worker_pool.h"

#include <absl/synchronization/notification.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace concordat {
namespace {

TEST(WorkerPool, RefusesWhatDoesNotFit) {
  absl::Notification entered, leave;
  WorkerPool pool(1, 1);
  ASSERT_TRUE(pool.Submit([&] {
    entered.Notify();
    leave.WaitForNotification();
  }));
  entered.WaitForNotification();
  EXPECT_TRUE(pool.Submit([] {}));
  EXPECT_EQ(pool.use().queued, 1U);
  EXPECT_EQ(pool.use().busy, 1);
  EXPECT_EQ(pool.use().workers, 1);
  EXPECT_FALSE(pool.Submit([] {}));
  leave.Notify();
}

TEST(WorkerPool, EndsWhatItHasTaken) {
  std::atomic<int> ran = 0;
  {
    WorkerPool pool(2, 100);
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(pool.Submit([&ran] { ++ran; }));
  }
  EXPECT_EQ(ran, 100);
}

TEST(WorkerPool, WorkThatThrowsTakesNoWorkerWithIt) {
  std::atomic<int> ran = 0;
  {
    WorkerPool pool(1, 100);
    EXPECT_TRUE(pool.Submit([] { throw std::runtime_error("thrown"); }));
    EXPECT_TRUE(pool.Submit([&ran] { ++ran; }));
  }
  EXPECT_EQ(ran, 1);
}

}  // namespace
}  // namespace concordat
