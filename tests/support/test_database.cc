#include "tests/support/test_database.h"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "tests/support/program_environment.h"

namespace concordat::test {
namespace {

namespace fs = std::filesystem;

}  // namespace

TestDatabase& TestDatabase::Shared() {
  static TestDatabase database;
  return database;
}

TestDatabase::TestDatabase(std::vector<std::string> options)
    : TestDatabase(UsualServer(), std::move(options)) {}

TestDatabase::TestDatabase(ServerProgram program, std::vector<std::string> options)
    : program_(std::move(program)), options_(std::move(options)) {
  fs::copy(program_.empty_data(), directory_.path() / "data", fs::copy_options::recursive);
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
  return DatabaseEnvironment(Options(schema), directory_ / "password");
}

void TestDatabase::Run(std::string_view script) {
  auto connection = Connection::Open(Options(""));
  const absl::Status status =
      connection.ok() ? (*connection)->RunScript(script) : connection.status();
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

void TestDatabase::Kill() { server_->Kill(); }

void TestDatabase::Stop() { server_->Terminate(); }

void TestDatabase::Pause() { server_->Pause(); }

void TestDatabase::GoOn() { server_->GoOn(); }

void TestDatabase::Start() {
  std::vector<std::string> command = program_.options(directory_.path() / "data");
  command.insert(command.begin(), program_.path);
  if (geteuid() == 0) command.emplace_back("--user=root");
  command.insert(command.end(), {"--skip-networking", "--socket=" + (directory_ / "db.sock")});
  command.insert(command.end(), options_.begin(), options_.end());
  fs::remove(directory_.path() / "db.sock");
  server_ = std::make_unique<Process>(command, Environment{}, directory_ / "db.log");
  server_->Until([&] { return Connection::Open(Options("")).ok(); });
}

}  // namespace concordat::test
