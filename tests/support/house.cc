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
    : House(database, ThisVersion(), std::move(extra)) {}

House::House(TestDatabase& database, Version version, Environment extra)
    : database_(database),
      keys_(TestKeys::Shared()),
      version_(std::move(version)),
      extra_(std::move(extra)) {
  for (const char* service : kServicePrograms) schemas_[service] = database_.NewSchema();
  StartAll();
}

House::House(House& older, Version version)
    : database_(older.database_),
      keys_(older.keys_),
      version_(std::move(version)),
      extra_(older.extra_),
      schemas_(older.schemas_) {
  StartAll();
}

void House::StartAll() {
  for (const char* service : kServicePrograms) Migrate(service);
  for (const char* service : kServicePrograms) Start(service);
  Start(kGatewayProgram);
}

std::string House::address(std::string_view service) const {
  return "unix:" + (directory_ / Concat(service, ".sock"));
}

std::string House::schema(std::string_view service) const { return schemas_.find(service)->second; }

Environment House::EnvironmentOf(const std::string& name) const {
  Targets targets;
  for (const char* service : kServicePrograms) targets[service] = address(service);
  Environment all = name == kGatewayProgram
                        ? GatewayEnvironment(keys_, targets, version_)
                        : test::ServiceEnvironment(name, keys_, targets, address(name), version_);
  if (name != kGatewayProgram) all.merge(database_.ServiceEnvironment(schema(name)));
  all.insert({"CONCORDAT_PORT_FILE", directory_ / (name + ".ports")});
  for (const auto& [key, value] : extra_) all[key] = value;
  return all;
}

void House::Migrate(const std::string& service) {
  const std::string log = directory_ / (service + ".migrate.log");
  Process migration({version_.Program(service), "migrate"}, EnvironmentOf(service), log);
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
  std::vector<std::string> command = {version_.Program(name)};
  if (name != kGatewayProgram) command.push_back("serve");
  auto& process = programs_[program];
  process =
      std::make_unique<Process>(command, EnvironmentOf(program), directory_ / (program + ".log"));
  auto ports = WaitForPorts(*process, port_file);
  if (name == kGatewayProgram) ports_ = std::move(ports);
}

}  // namespace concordat::test
