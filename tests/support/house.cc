#include "tests/support/house.h"

#include <filesystem>
#include <stdexcept>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "tests/support/places.h"
#include "tests/support/program_environment.h"

namespace concordat::test {
House::House(Environment extra) : House(TestDatabase::Shared(), std::move(extra)) {}

House::House(TestDatabase& database, Environment extra)
<<<<<<< HEAD
    : database_(database),
      keys_(TestKeys::Shared()),
      sources_(test::InSources("")),
      extra_(std::move(extra)) {
  for (const char* service : kServices) schemas_[service] = database_.NewSchema();
  StartAll();
}

House::House(House& older, std::string sources)
    : database_(older.database_),
      keys_(older.keys_),
      sources_(std::move(sources)),
      extra_(older.extra_),
      schemas_(older.schemas_) {
  StartAll();
}

void House::StartAll() {
  for (const char* service : kServices) Migrate(service);
  for (const char* service : kServices) Start(service);
  Start(kGateway);
=======
    : database_(database), keys_(TestKeys::Shared()), extra_(std::move(extra)) {
  for (const char* service : kServicePrograms) {
    schemas_[service] = database_.NewSchema();
    Migrate(service);
  }
  for (const char* service : kServicePrograms) Start(service);
  Start(kGatewayProgram);
>>>>>>> 7897390 (The whole house under load on a cluster, one MariaDB and a MySQL while its parts are taken away, with a checker of what clients were told)
}

std::string House::Program(std::string_view name) const { return test::InBuild(name); }

std::string House::address(std::string_view service) const {
  return "unix:" + (directory_ / Concat(service, ".sock"));
}

std::string House::schema(std::string_view service) const { return schemas_.find(service)->second; }

Environment House::EnvironmentOf(const std::string& name) const {
<<<<<<< HEAD
  Environment all = keys_.TlsEnvironment(name);
  all.insert({{"CONCORDAT_PORT_FILE", directory_ / (name + ".ports")},
              {"CONCORDAT_PROGRAMME_ADDRESS", address("programme-service")},
              {"CONCORDAT_BENEFITS_ADDRESS", address("benefits-service")},
              {"CONCORDAT_RISK_ADDRESS", address("risk-service")},
              {"OTEL_EXPORTER_OTLP_ENDPOINT", ""}});
  if (name == kGateway) {
    all.insert({{"CONCORDAT_HTTP_LISTEN", "127.0.0.1:0"},
                {"CONCORDAT_GRPC_LISTEN", "127.0.0.1:0"},
                {"CONCORDAT_CONSOLE_DIR", test::InSources("gateway/console")},
                {"CONCORDAT_ASSERTION_KEY_FILE", keys_.assertion_key()},
                {"CONCORDAT_JWKS_FILE", keys_.identity_jwks()},
                {"CONCORDAT_JWT_ISSUER", kTokenIssuer},
                {"CONCORDAT_JWT_AUDIENCE", kTokenAudience}});
  } else {
    all.merge(database_.ServiceEnvironment(schema(name)));
    all.insert({{"CONCORDAT_LISTEN", address(name)},
                {"CONCORDAT_ASSERTION_JWKS_FILE", keys_.assertion_jwks()},
                {"CONCORDAT_LEDGER_MIGRATIONS_DIR", Concat(sources_, "/common/ledger/migrations")},
                {"CONCORDAT_MIGRATIONS_DIR", Concat(sources_, "/", name, "/migrations")}});
  }
=======
  Targets targets;
  for (const char* service : kServicePrograms) targets[service] = address(service);
  Environment all = name == kGatewayProgram
                        ? GatewayEnvironment(keys_, targets)
                        : test::ServiceEnvironment(name, keys_, targets, address(name));
  if (name != kGatewayProgram) all.merge(database_.ServiceEnvironment(schema(name)));
  all.insert({"CONCORDAT_PORT_FILE", directory_ / (name + ".ports")});
>>>>>>> 7897390 (The whole house under load on a cluster, one MariaDB and a MySQL while its parts are taken away, with a checker of what clients were told)
  for (const auto& [key, value] : extra_) all[key] = value;
  return all;
}

void House::Migrate(const std::string& service) {
  const std::string log = directory_ / (service + ".migrate.log");
  Process migration({Program(service), "migrate"}, EnvironmentOf(service), log);
  if (migration.Wait() != 0) throw std::runtime_error(service + " migrate: " + ReadFile(log));
}

Process& House::program(std::string_view name) {
  const auto found = programs_.find(name);
  if (found == programs_.end()) throw std::runtime_error(Concat(name, " does not run"));
  return *found->second;
}

void House::Kill(std::string_view name) { program(name).Kill(); }

void House::Start(std::string_view name) {
  const std::string program(name);
  const std::filesystem::path port_file = directory_ / (program + ".ports");
  std::filesystem::remove(port_file);
  std::vector<std::string> command = {Program(name)};
  if (name != kGatewayProgram) command.push_back("serve");
  auto& process = programs_[program];
  process =
      std::make_unique<Process>(command, EnvironmentOf(program), directory_ / (program + ".log"));
  auto ports = WaitForPorts(*process, port_file);
  if (name == kGatewayProgram) ports_ = std::move(ports);
}

}  // namespace concordat::test
