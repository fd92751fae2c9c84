// Calls spread evenly over the replicas of a service, told by what each one's node does.
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "tests/cluster/fleet.h"
#include "tests/support/galera_cluster.h"
#include "tests/support/http_client.h"

namespace concordat {
namespace {

constexpr int kReplicas = 3;
constexpr int kClients = 6;
constexpr double kTolerance = 0.04;
constexpr char kService[] = "programme-service";

// Each replica has a node of its own, whose statements are its own but for a few.
class SpreadTest : public testing::Test {
 protected:
  SpreadTest() { fleet_.AwaitServing(); }

  int64_t Statements(int node) {
    int64_t statements = 0;
    auto connection = Connection::Open(cluster_.Options(node, ""));
    if (!connection.ok()) throw std::runtime_error(connection.status().ToString());
    const absl::Status status = (*connection)
                                    ->Query("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'", {},
                                            [&statements](const Row& row) {
                                              statements = std::stoll(std::string(row.Text(1)));
                                              return absl::OkStatus();
                                            });
    if (!status.ok()) throw std::runtime_error(status.ToString());
    return statements;
  }

  // The part of each replica in so many reads.
  std::vector<double> PartsOf(int reads) {
    std::vector<int64_t> before, taken;
    for (int node = 0; node < kReplicas; ++node) before.push_back(Statements(node));
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
      clients.emplace_back([this, reads] {
        for (int read = 0; read < reads / kClients; ++read) failed_ += !Read();
      });
    }
    for (std::thread& client : clients) client.join();
    int64_t all = 0;
    for (int node = 0; node < kReplicas; ++node) {
      taken.push_back(Statements(node) - before[node]);
      all += taken.back();
    }
    std::vector<double> parts;
    for (const int64_t of_one : taken) parts.push_back(static_cast<double>(of_one) / all);
    return parts;
  }

  bool Read() const {
    const test::HttpRequest request{
        .target = "/v1/councils",
        .headers = test::WithToken(test::TestKeys::Shared().token("partnership-office"))};
    return test::Send(fleet_.http_port(), request).status == 200;
  }

  // Whoever has just come is called after a second at most, as said in operations.md; how
  // long that is on a busy machine, whose channels come back one by one, is not what is tested.
  void ExpectSpread(const std::string& when) {
    const absl::Time limit = absl::Now() + absl::Minutes(1);
    std::vector<double> parts;
    do {
      failed_ = 0;
      parts = PartsOf(3000);
    } while (!IsEven(parts) && absl::Now() < limit);
    EXPECT_THAT(parts, testing::Each(testing::DoubleNear(1.0 / kReplicas, kTolerance))) << when;
    EXPECT_EQ(failed_, 0) << when;
    std::cout << when << ": " << testing::PrintToString(parts) << "\n";
  }

  static bool IsEven(const std::vector<double>& parts) {
    return std::ranges::all_of(
        parts, [](double part) { return std::abs(part - 1.0 / kReplicas) <= kTolerance; });
  }

  test::GaleraCluster cluster_{kReplicas};
  test::Fleet fleet_{cluster_, kReplicas};
  std::atomic<int> failed_ = 0;
};

TEST_F(SpreadTest, EachReplicaHasAThirdOfTheReadsAlsoAfterOneWasAway) {
  ExpectSpread("from the beginning");
  fleet_.Kill(kService, 1);
  EXPECT_LT(PartsOf(300)[1], 0.1);
  fleet_.Start(kService, 1);
  ExpectSpread("after one was away");
}

}  // namespace
}  // namespace concordat
