// The cluster of the tests does what a cluster does when its nodes go and come.
#include "tests/support/galera_cluster.h"

#include <absl/strings/match.h>
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "common/base/text.h"
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

// As SHOW prints it; empty where the server does not know the name.
std::string Variable(const test::GaleraCluster& cluster, int node, const std::string& name) {
  auto connection = Connection::Open(cluster.Options(node, ""));
  std::string value;
  if (!connection.ok()) return value;
  (*connection)
      ->Query(Concat("SHOW GLOBAL VARIABLES LIKE '", name, "'"), {},
              [&value](const Row& row) {
                value = std::string(row.Text(1));
                return absl::OkStatus();
              })
      .IgnoreError();
  return value;
}

// cluster.cnf stands in the overlay's resource by a replacement, which the golden render shows.
TEST(GaleraClusterTest, EveryNodeRunsWithTheSettingsOfProduction) {
  const test::GaleraCluster cluster(2);
  // Words of Percona XtraDB Cluster alone.
  const std::set<std::string> elsewhere = {"pxc_strict_mode"};
  int held = 0;
  for (const auto& [setting, value] : test::ClusterSettings()) {
    const std::string name =
        setting.starts_with("loose_") ? setting.substr(setting.find('_') + 1) : setting;
    if (elsewhere.contains(name)) continue;
    for (int node = 0; node < cluster.size(); ++node) {
      const std::string runs_with = Variable(cluster, node, name);
      EXPECT_TRUE(absl::EqualsIgnoreCase(runs_with, value == "64M" ? Concat(64 << 20) : value))
          << name << " is " << runs_with;
    }
    ++held;
  }
  EXPECT_GE(held, 8);
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
