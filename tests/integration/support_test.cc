// The helpers that other tests stand on.
#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "common/base/text.h"
#include "common/sql/mysql.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_database.h"
#include "tests/support/test_keys.h"

namespace concordat::test {
namespace {

int64_t Number(TestDatabase& database, const std::string& schema, std::string_view sql) {
  int64_t number = -1;
  auto connection = Connection::Open(database.Options(schema));
  if (!connection.ok()) return number;
  const absl::Status status = (*connection)->Query(sql, {}, [&number](const Row& row) {
    number = row.Int(0);
    return absl::OkStatus();
  });
  EXPECT_THAT(status, IsOk());
  return number;
}

TEST(TestDatabaseTest, KeepsWhatWasCommittedThroughAKill) {
  TestDatabase database;
  const std::string schema = database.NewSchema();
  database.Run(
      Concat("CREATE TABLE ", schema, ".t (a INT); INSERT INTO ", schema, ".t VALUES (7);"));
  database.Kill();
  EXPECT_THAT(Connection::Open(database.Options(schema)), StatusIs(absl::StatusCode::kUnavailable));
  database.Start();
  EXPECT_EQ(Number(database, schema, "SELECT a FROM t"), 7);
  database.Stop();
  database.Start();
  EXPECT_EQ(Number(database, schema, "SELECT a FROM t"), 7);
}

// A server that starts deletes what the temporary folder holds of any server.
TEST(TestDatabaseTest, AStartLeavesWhatOtherServersHold) {
  const TemporaryDirectory shared;
  const std::string held = shared / "#sql-temptable-of-another.MAI";
  WriteFile(held, "rows");
  const char* const before = std::getenv("TMPDIR");
  const std::string folder = before == nullptr ? "/tmp" : before;
  setenv("TMPDIR", shared.path().c_str(), 1);
  const TestDatabase database;
  setenv("TMPDIR", folder.c_str(), 1);
  EXPECT_EQ(ReadFile(held), "rows");
}

TEST(TestDatabaseTest, SchemasDiffer) {
  TestDatabase& database = TestDatabase::Shared();
  EXPECT_NE(database.NewSchema(), database.NewSchema());
}

TEST(ProcessTest, ReadsPortsAndEndsInGoodOrder) {
  TemporaryDirectory directory;
  Process process(
      {"sh", "-c",
       "trap 'exit 3' TERM; echo grpc=$PORT > \"$FILE.new\"; mv \"$FILE.new\" \"$FILE\"; "
       "echo ready; while :; do sleep 0.01; done"},
      {{"PORT", "4711"}, {"FILE", directory / "ports"}}, directory / "log");
  EXPECT_EQ(WaitForPorts(process, directory / "ports").at("grpc"), 4711);
  process.Until([&] { return process.log() == "ready\n"; });
  EXPECT_EQ(process.Terminate(), 3);
  EXPECT_FALSE(process.running());
}

TEST(ProcessTest, AKillTakesTheWholeGroup) {
  TemporaryDirectory directory;
  Process process({"sh", "-c", "sleep 1000 & echo $!; wait"}, {}, directory / "log");
  process.Until([&] { return process.log().ends_with('\n'); });
  const pid_t grandchild = std::stoi(process.log());
  process.Kill();
  EXPECT_FALSE(process.running());
  // Whoever inherits it reaps it; until then it is a zombie that answers signals.
  Process gone({"sh", "-c",
                Concat("while grep -q '^State:.*[RSD] ' /proc/", grandchild,
                       "/status 2>/dev/null; do sleep 0.01; done")},
               {}, directory / "gone.log");
  EXPECT_EQ(gone.Wait(), 0);
}

TEST(ProcessTest, SaysWhatTheProgramSaidBeforeItEnded) {
  TemporaryDirectory directory;
  Process process({"sh", "-c", "echo the reason; exit 1"}, {}, directory / "log");
  try {
    process.Until([] { return false; });
    FAIL() << "it ended";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string_view(error.what()).find("the reason"), std::string_view::npos);
  }
}

TEST(TestKeysTest, HasATokenAndACertificateForEach) {
  const TestKeys& keys = TestKeys::Shared();
  for (const char* role : {"partnership-office", "reader", "auditor", "operator"}) {
    EXPECT_TRUE(keys.token(role).starts_with("eyJ")) << role;
  }
  for (const char* peer : {"gateway", "programme-service", "operator"}) {
    EXPECT_NE(ReadFile(keys.certificate(peer)), "") << peer;
    EXPECT_NE(ReadFile(keys.key(peer)), "") << peer;
  }
}

}  // namespace
}  // namespace concordat::test
