#include "tests/support/test_database.h"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "tests/support/file_lock.h"
#include "tests/support/places.h"

namespace concordat::test {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::vector<std::string> ServerOptions(const fs::path& data) {
  std::vector<std::string> options = {
      "--no-defaults", "--datadir=" + data.string(),
      // Of its own: a start deletes what is in it.
      "--tmpdir=" + data.parent_path().string(), "--innodb-log-file-size=8M",
      "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=2",
      "--innodb-buffer-pool-load-at-startup=OFF", "--innodb-buffer-pool-dump-at-shutdown=OFF",
      "--performance-schema=OFF", "--max-allowed-packet=64M", "--character-set-server=utf8mb4",
      "--collation-server=utf8mb4_bin", "--skip-name-resolve"};
  return options;
}

fs::path DatabaseTemplate() {
  const fs::path finished = fs::path(test::InBuild("test-database-template"));
  const FileLock lock(finished.string() + ".lock");
  if (fs::exists(finished)) return finished;
  const fs::path unfinished = finished.string() + ".new";
  fs::remove_all(unfinished);
  std::vector<std::string> command = ServerOptions(unfinished);
  command.insert(command.begin(), "mariadb-install-db");
  if (geteuid() == 0) command.emplace_back("--user=root");
  command.insert(command.end(),
                 {"--force", "--skip-test-db", "--auth-root-authentication-method=normal"});
  const fs::path log = finished.string() + ".log";
  if (Process(command, {}, log).Wait(absl::Minutes(2)) != 0) {
    throw std::runtime_error("no database template: " + ReadFile(log));
  }
  fs::rename(unfinished, finished);
  return finished;
}

TestDatabase& TestDatabase::Shared() {
  static TestDatabase database;
  return database;
}

TestDatabase::TestDatabase(std::vector<std::string> options) : options_(std::move(options)) {
  fs::copy(DatabaseTemplate(), directory_.path() / "data", fs::copy_options::recursive);
  // Services want a file that is not empty; line ends are no part of the password.
  WriteFile(directory_.path() / "password", "\n");
  Start();
}

std::string TestDatabase::NewSchema() {
  const std::string schema = Concat("test_", ++schemas_);
  Run(Concat("CREATE DATABASE ", schema));
  return schema;
}

DatabaseOptions TestDatabase::Options(std::string_view schema) const {
  DatabaseOptions options;
  options.socket = directory_ / "db.sock";
  options.user = "root";
  options.schema = schema;
  return options;
}

Environment TestDatabase::ServiceEnvironment(std::string_view schema) const {
  return {{"CONCORDAT_DB_SOCKET", directory_ / "db.sock"},
          {"CONCORDAT_DB_SCHEMA", std::string(schema)},
          {"CONCORDAT_DB_USER", "root"},
          {"CONCORDAT_DB_PASSWORD_FILE", directory_ / "password"}};
}

void TestDatabase::Run(std::string_view script) {
  auto connection = Connection::Open(Options(""));
  const absl::Status status =
      connection.ok() ? (*connection)->RunScript(script) : connection.status();
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

void TestDatabase::Kill() { server_->Kill(); }

void TestDatabase::Stop() { server_->Terminate(); }

void TestDatabase::Start() {
  std::vector<std::string> command = ServerOptions(directory_.path() / "data");
  command.insert(command.begin(), "mariadbd");
  if (geteuid() == 0) command.emplace_back("--user=root");
  command.insert(command.end(), {"--skip-networking", "--socket=" + (directory_ / "db.sock")});
  command.insert(command.end(), options_.begin(), options_.end());
  fs::remove(directory_.path() / "db.sock");
  server_ = std::make_unique<Process>(command, Environment{}, directory_ / "db.log");
  server_->Until([&] { return Connection::Open(Options("")).ok(); });
}

}  // namespace concordat::test
