// What the database itself refuses: a service's account rewrites no history
// and sees no schema but its own. Nor does a private database touch another one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/text.h"
#include "common/sql/mysql.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace concordat {
namespace {

using test::IsOk;
using test::Process;
using test::ReadFile;
using test::TemporaryDirectory;
using testing::Not;

class AccountsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Script("start");
    Script("accounts");
    const std::string tables = test::LedgerTables();
    ASSERT_FALSE(tables.empty());
    for (const char* schema : {"programme", "risk"}) {
      auto owner = Connect(schema, "owner");
      ASSERT_THAT(owner, IsOk());
      ASSERT_THAT((*owner)->RunScript(tables), IsOk());
      // As those of a resource and of a list of its.
      ASSERT_THAT((*owner)->RunScript("CREATE TABLE cell (value INT, superseded_by CHAR(36) NULL);"
                                      "CREATE TABLE element (value INT)"),
                  IsOk());
      Script("grants", schema);
    }
  }

  void TearDown() override { Script("stop"); }

  void Script(const std::string& action, const std::string& argument = "") {
    std::vector<std::string> command = {test::InSources("scripts/private-database"), action,
                                        directory_.path()};
    if (!argument.empty()) command.push_back(argument);
    // It leaves a server behind, in a session of its own, until `stop`.
    Process script(command, {{"TMPDIR", directory_.path()}}, directory_ / "script.log");
    ASSERT_EQ(script.Wait(), 0) << script.log();
  }

  absl::StatusOr<std::unique_ptr<Connection>> Connect(const std::string& schema,
                                                      const std::string& account) {
    DatabaseOptions options;
    options.socket = directory_ / "run/db.sock";
    options.schema = schema;
    options.user = Concat(schema, "_", account);
    options.password = ReadFile(directory_ / Concat("secrets/", options.user));
    return Connection::Open(options);
  }

  TemporaryDirectory directory_;
};

TEST_F(AccountsTest, HistoryIsInsertOnlyAndSchemasAreApart) {
  auto service = Connect("programme", "service");
  ASSERT_THAT(service, IsOk());
  const auto run = [&](std::string_view sql) { return (*service)->Execute(sql).status(); };

  EXPECT_THAT(run("INSERT INTO change_payload VALUES ('id', 'salt', 'payload')"), IsOk());
  EXPECT_THAT(run("INSERT INTO resource (name, uid, type, revision)"
                  " VALUES ('councils/x', 'uid', 'Council', 1)"),
              IsOk());
  EXPECT_THAT(run("UPDATE resource SET revision = 2"), IsOk());
  EXPECT_THAT(run("INSERT INTO cell VALUES (1, NULL)"), IsOk());
  EXPECT_THAT(run("UPDATE cell SET superseded_by = 'a change'"), IsOk());

  for (const char* refused :
       {"UPDATE changes SET subject = 'someone else'", "DELETE FROM changes",
        "UPDATE feed SET position = position + 1", "DELETE FROM feed", "DELETE FROM redaction",
        "UPDATE change_payload SET payload = ''", "DELETE FROM change_payload",
        "UPDATE cell SET value = 2", "DELETE FROM cell", "DELETE FROM resource",
        "INSERT INTO feed_epoch VALUES (9, 9)", "UPDATE element SET value = 2",
        "DROP TABLE resource", "CREATE TABLE other (a INT)", "SELECT * FROM risk.resource",
        "INSERT INTO risk.resource VALUES ('risks/x', 'uid', 'Risk', 1)",
        "SELECT * FROM mysql.global_priv"}) {
    EXPECT_THAT(run(refused), Not(IsOk())) << refused;
  }
}

TEST_F(AccountsTest, AnOwnerHasItsOwnSchemaAlone) {
  auto owner = Connect("programme", "owner");
  ASSERT_THAT(owner, IsOk());
  EXPECT_THAT((*owner)->Execute("DELETE FROM change_payload"), IsOk());
  EXPECT_THAT((*owner)->Execute("DELETE FROM risk.change_payload"), Not(IsOk()));
}

// A server that starts deletes what the temporary folder holds of any server.
TEST_F(AccountsTest, AStartLeavesWhatOtherServersHold) {
  const std::string held = directory_ / "#sql-temptable-of-another.MAI";
  test::WriteFile(held, "rows");
  Script("stop");
  Script("start");
  EXPECT_EQ(ReadFile(held), "rows");
}

}  // namespace
}  // namespace concordat
