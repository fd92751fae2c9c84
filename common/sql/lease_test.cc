#include "common/sql/lease.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::NewLedger;
using test::Soon;
using test::StatusIs;

absl::Status Renew(Database& database, Lease& lease) {
  return database.Transact(Soon(), [&](Connection& connection) { return lease.Renew(connection); });
}

TEST(LeaseTest, OneHolderAtATime) {
  auto database = NewLedger();
  Lease one("job", absl::Seconds(30)), other("job", absl::Seconds(30)),
      apart("apart", absl::Seconds(30));
  EXPECT_TRUE(one.Take(*database).value());
  EXPECT_FALSE(other.Take(*database).value());
  EXPECT_TRUE(apart.Take(*database).value()) << "another job has a lease of its own";
  EXPECT_THAT(Renew(*database, one), IsOk());
  one.Release(*database);
  EXPECT_FALSE(one.held());
  EXPECT_TRUE(other.Take(*database).value());
}

TEST(LeaseTest, RunsOutAndFencesItsFormerHolder) {
  auto database = NewLedger();
  Lease one("job", absl::Milliseconds(50)), other("job", absl::Seconds(30));
  ASSERT_TRUE(one.Take(*database).value());
  absl::SleepFor(absl::Milliseconds(100));
  EXPECT_TRUE(other.Take(*database).value());
  EXPECT_GT(other.fence(), one.fence());
  EXPECT_THAT(Renew(*database, one), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_FALSE(one.held());
}

TEST(LeaseTest, RenewedInTimeItStays) {
  auto database = NewLedger();
  Lease one("job", absl::Milliseconds(400)), other("job", absl::Milliseconds(400));
  ASSERT_TRUE(one.Take(*database).value());
  for (int i = 0; i < 10; ++i) {
    absl::SleepFor(absl::Milliseconds(100));
    EXPECT_THAT(one.RenewIfDue(*database), IsOk());
    EXPECT_FALSE(other.Take(*database).value());
  }
}

TEST(LeaseTest, ManyAtOnceGiveItToOne) {
  auto database = NewLedger();
  std::atomic<int> holders = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      Lease lease("job", absl::Seconds(30));
      auto taken = lease.Take(*database);
      if (taken.ok() && *taken) ++holders;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(holders, 1);
}

}  // namespace
}  // namespace concordat
