// The whole house under load while its parts are taken away: what clients were told
// holds, and so does what the history says. CONCORDAT_SEED says which run (printed),
// CONCORDAT_SECONDS how long, CONCORDAT_REPLICAS how many of each service there are;
// CONCORDAT_OLDER the version that all begin with, to be updated while it goes on.
#include "tests/cluster/nemesis.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "common/base/text.h"
#include "tests/cluster/checker.h"
#include "tests/cluster/fleet.h"
#include "tests/cluster/load.h"
#include "tests/support/database_nodes.h"
#include "tests/support/galera_cluster.h"
#include "tests/support/places.h"
#include "tests/support/sample_house.h"
#include "tests/support/server_program.h"
#include "tests/support/test_database.h"

namespace concordat {
namespace {

using testing::IsEmpty;

constexpr int kClients = 6;
// Violations that are told, of each node.
constexpr size_t kTold = 40;

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : std::stoull(value);
}

// The sample bundle, through the gateway; while the house comes up it is tried again.
void LoadBundle(const test::Fleet& fleet, const test::Version& version) {
  const absl::Time limit = absl::Now() + absl::Minutes(1);
  for (const test::BundleFile& file : test::BundleFiles(test::kSample, version)) {
    test::HttpRequest request{"POST", file.path,
                              test::WithToken(test::TestKeys::Shared().token("partnership-office")),
                              file.csv};
    request.headers["Content-Type"] = "text/csv";
    test::HttpAnswer answer = test::Send(fleet.http_port(), request);
    while (answer.status >= 500 && absl::Now() < limit) {
      absl::SleepFor(absl::Milliseconds(100));
      answer = test::Send(fleet.http_port(), request);
    }
    ASSERT_EQ(answer.status, 200) << file.file << answer.body;
  }
}

// As one node has it.
absl::StatusOr<test::History> ReadOnce(const test::Fleet& fleet, int node) {
  test::History history;
  for (const std::string program : test::kServicePrograms) {
    Database database(fleet.Options(program, node));
    auto read = test::ReadHistory(database);
    if (!read.ok()) return read.status();
    history[program.substr(0, program.find('-'))] = *std::move(read);
  }
  return history;
}

// Whether everything has its place and has been read by the peers.
bool IsSettled(const test::History& history) {
  const int64_t head = history.at("programme").feed.back().position;
  return std::ranges::all_of(history, [head](const auto& entry) {
    const auto& [service, of_service] = entry;
    const bool follows = service == "programme" || of_service.peer_position == head;
    return of_service.waiting == 0 && follows;
  });
}

// As one node has it, once it has settled or a minute has passed.
test::History ReadAll(const test::Fleet& fleet, int node) {
  const absl::Time limit = absl::Now() + absl::Minutes(1);
  auto history = ReadOnce(fleet, node);
  while (!(history.ok() && IsSettled(*history)) && absl::Now() < limit) {
    absl::SleepFor(absl::Milliseconds(200));
    history = ReadOnce(fleet, node);
  }
  EXPECT_TRUE(history.ok()) << history.status();
  return history.ok() ? *std::move(history) : test::History();
}

void Tell(const test::ClientLog& log) {
  int unknown = 0, refused = 0, again = 0, known_at = 0;
  for (const test::WriteSeen& write : log.writes) {
    unknown += write.outcome == test::Outcome::kUnknown;
    refused += write.outcome == test::Outcome::kRefused;
    again += write.tries > 1;
  }
  for (const test::ReadSeen& read : log.reads) known_at += read.known_at.has_value();
  std::cout << log.writes.size() << " writes (" << again << " tried again, " << unknown
            << " unknown, " << refused << " refused), " << log.reads.size() << " reads ("
            << known_at << " as known at a moment), " << log.reports.size() << " reports, "
            << log.unanswered_reads << " reads not answered\n"
            << std::flush;
}

class NemesisTest : public testing::Test {
 protected:
  void RunOn(test::DatabaseNodes& nodes, int seconds) {
    const uint64_t seed = FromEnvironment("CONCORDAT_SEED", std::random_device()());
    const auto length = absl::Seconds(FromEnvironment("CONCORDAT_SECONDS", seconds));
    std::cout << "CONCORDAT_SEED=" << seed << " CONCORDAT_SECONDS=" << absl::ToInt64Seconds(length)
              << "\n"
              << std::flush;
    const auto replicas = static_cast<int>(FromEnvironment("CONCORDAT_REPLICAS", 2));
    const test::Version version = test::ThisVersion();
    const auto older = test::OlderVersion();
    test::Fleet fleet(nodes, replicas, older.value_or(version));
    ASSERT_NO_FATAL_FAILURE(LoadBundle(fleet, older.value_or(version)));
    test::Load load(fleet.http_port(), kClients, seed);
    test::Nemesis nemesis(nodes, fleet, seed);
    // There, back again as after a bad one, and there for good.
    nemesis.Run(length,
                older.has_value() ? std::vector{version, *older, version} : std::vector{version});
    const test::ClientLog log = load.Stop();
    Tell(log);
    const auto figures = test::FiguresOf(nemesis.events(), log.requests);
    if (length >= test::kLongRun) test::TellEvents(figures, std::cout);
    test::TellKinds(figures, std::cout);
    for (int node = 0; node < nodes.size(); ++node) {
      const auto found = test::Check(log, ReadAll(fleet, node));
      EXPECT_EQ(found.size(), 0u) << "by node " << node;
      for (size_t i = 0; i < std::min(found.size(), kTold); ++i) ADD_FAILURE() << found[i];
      for (const char* service : test::kServicePrograms) {
        EXPECT_EQ(fleet.Verify(service, node), "") << service << " on node " << node;
      }
    }
    EXPECT_THAT(fleet.crashes(), IsEmpty());
    EXPECT_THAT(fleet.Errors(), IsEmpty());
    if (HasFailure()) fleet.KeepLogs(test::InBuild("nemesis-logs"));
  }
};

TEST_F(NemesisTest, HoldsOnACluster) {
  test::GaleraCluster cluster(3);
  RunOn(cluster, 50);
}

TEST_F(NemesisTest, HoldsOnOneMariaDb) {
  test::TestDatabase database(test::MariaDb(), {});
  test::SingleNode node(database);
  RunOn(node, 15);
}

TEST_F(NemesisTest, HoldsOnOneMySql) {
  const auto program = test::MySql();
  ASSERT_TRUE(program.has_value()) << "There is no MySQL: run scripts/fetch-mysql.";
  test::TestDatabase database(*program, {});
  test::SingleNode node(database);
  RunOn(node, 15);
}

}  // namespace
}  // namespace concordat
