#include "common/base/worker_pool.h"

#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

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

TEST(WorkerPool, WhatWaitsHoldsNoWorker) {
  constexpr int kWaiting = 20;
  absl::Notification go;
  absl::BlockingCounter all_wait(kWaiting), ended(kWaiting);
  std::atomic<int> running = 0, most = 0;
  const auto run = [&] {
    const int now = ++running;
    most = std::max<int>(most, now);
    std::this_thread::yield();
    --running;
  };
  WorkerPool pool(2, 100);
  for (int i = 0; i < kWaiting; ++i) {
    ASSERT_TRUE(pool.Submit([&] {
      {
        const WorkerPool::Waiting waits, within_it_is_nothing;
        all_wait.DecrementCount();
        go.WaitForNotification();
      }
      run();
      ended.DecrementCount();
    }));
  }
  all_wait.Wait();
  absl::Notification beside;
  ASSERT_TRUE(pool.Submit([&] { beside.Notify(); }));
  beside.WaitForNotification();
  go.Notify();
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(pool.Submit(run));
  ended.Wait();
  EXPECT_LE(most, 2) << "what waited needs a worker again";
}

TEST(WorkerPool, GoesOnBeforeWhatIsQueued) {
  absl::Notification waits_now, go, entered, leave;
  std::vector<int> order;
  {
    WorkerPool pool(1, 100);
    ASSERT_TRUE(pool.Submit([&] {
      {
        const WorkerPool::Waiting waits;
        waits_now.Notify();
        go.WaitForNotification();
      }
      order.push_back(1);
    }));
    waits_now.WaitForNotification();
    ASSERT_TRUE(pool.Submit([&] {
      entered.Notify();
      leave.WaitForNotification();
      order.push_back(0);
    }));
    entered.WaitForNotification();
    ASSERT_TRUE(pool.Submit([&] { order.push_back(2); }));
    go.Notify();
    // Whether it has come to its end by now or not, it is first.
    absl::SleepFor(absl::Milliseconds(20));
    leave.Notify();
  }
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
}

TEST(WorkerPool, EndsWhatWaits) {
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> ran = 0;
    absl::Notification go;
    {
      WorkerPool pool(1, 100);
      for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(pool.Submit([&] {
          const WorkerPool::Waiting waits;
          go.WaitForNotification();
          ++ran;
        }));
      }
      go.Notify();
    }
    EXPECT_EQ(ran, 10);
  }
}

}  // namespace
}  // namespace concordat
