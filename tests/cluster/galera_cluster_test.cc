// The cluster of the tests does what a cluster does when its nodes go and come.
#include "tests/support/galera_cluster.h"

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include "common/sql/mysql.h"

namespace concordat {
namespace {

constexpr int kNodes = 3;

absl::Status Write(const test::GaleraCluster& cluster, int node, int64_t value) {
  auto connection = Connection::Open(cluster.Options(node, "kept"));
  if (!connection.ok()) return connection.status();
  return (*connection)->Execute("INSERT INTO kept (id) VALUES (?)", {value}).status();
}

// How many there are on a node, -1 when it does not answer.
int64_t Count(const test::GaleraCluster& cluster, int node) {
  auto connection = Connection::Open(cluster.Options(node, "kept"));
  int64_t count = -1;
  if (!connection.ok()) return count;
  (*connection)
      ->Query("SELECT COUNT(*) FROM kept", {},
              [&count](const Row& row) {
                count = row.Int(0);
                return absl::OkStatus();
              })
      .IgnoreError();
  return count;
}

bool Comes(const std::function<bool()>& done) {
  const absl::Time limit = absl::Now() + absl::Seconds(30);
  while (!done()) {
    if (absl::Now() > limit) return false;
    absl::SleepFor(absl::Milliseconds(20));
  }
  return true;
}

TEST(GaleraClusterTest, ANodeThatWasAwayHasWhatTheOthersWroteMeanwhile) {
  test::GaleraCluster cluster(kNodes);
  cluster.Run("CREATE DATABASE kept; CREATE TABLE kept.kept (id BIGINT PRIMARY KEY)");
  EXPECT_TRUE(Comes([&] { return Write(cluster, 1, 1).ok(); }));

  cluster.Kill(2);
  EXPECT_EQ(Count(cluster, 2), -1);
  EXPECT_TRUE(Comes([&] { return Write(cluster, 1, 2).ok(); }));
  cluster.Start(2);
  EXPECT_EQ(Count(cluster, 2), 2);

  cluster.Stop(0);
  EXPECT_TRUE(Comes([&] { return Write(cluster, 2, 3).ok(); }));
  cluster.Start(0);
  EXPECT_EQ(Count(cluster, 0), 3);

  cluster.Isolate(1);
  EXPECT_TRUE(Comes([&] { return !Write(cluster, 1, 4).ok(); }));
  EXPECT_TRUE(Comes([&] { return Write(cluster, 0, 5).ok(); }));
  cluster.Heal(1);
  EXPECT_TRUE(Comes([&] { return cluster.IsSynced(1); }));
  EXPECT_EQ(Count(cluster, 1), Count(cluster, 0));
  EXPECT_TRUE(Comes([&] { return Write(cluster, 1, 6).ok(); }));
}

}  // namespace
}  // namespace concordat
