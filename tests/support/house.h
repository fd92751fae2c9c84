// The three services and the gateway as real programs, for tests that go in at
// the front door. Services listen on unix sockets, the gateway on free ports.
#ifndef CONCORDAT_TESTS_SUPPORT_HOUSE_H_
#define CONCORDAT_TESTS_SUPPORT_HOUSE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_database.h"
#include "tests/support/test_keys.h"

namespace concordat::test {

class House {
 public:
  // Migrates an empty schema for each service and starts all. `extra` goes into
  // the environment of every process, for example OTEL_EXPORTER_OTLP_ENDPOINT.
  explicit House(Environment extra = {});
  // The same with a database server of the test's own, that it may take away.
  House(TestDatabase& database, Environment extra);
  // The same of another version.
  House(TestDatabase& database, Version version, Environment extra);
  // A second one beside another, on the same data, of a later version, which migrates the
  // schemas before it starts.
  House(House& older, Version version);

  // Programs are `programme-service`, `benefits-service`, `risk-service`, `gateway`.
  Process& program(std::string_view name);
  // SIGKILL; then Start brings it back with the same data and address. The
  // gateway's ports are others after that.
  void Kill(std::string_view name);
  void Start(std::string_view name);

  int http_port() const { return ports_.at("http"); }
  int grpc_port() const { return ports_.at("grpc"); }
  // What a peer dials: `unix:/…/programme-service.sock`.
  std::string address(std::string_view service) const;
  // The schema of a service, for a look into its tables.
  std::string schema(std::string_view service) const;

  TestDatabase& database() { return database_; }
  const Version& version() const { return version_; }
  const TestKeys& keys() const { return keys_; }

 private:
  Environment EnvironmentOf(const std::string& name) const;
  void StartAll();
  void Migrate(const std::string& service);

  TemporaryDirectory directory_;
  TestDatabase& database_;
  const TestKeys& keys_;
  const Version version_;
  Environment extra_;
  std::map<std::string, std::string, std::less<>> schemas_;
  std::map<std::string, std::unique_ptr<Process>, std::less<>> programs_;
  std::map<std::string, int> ports_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_HOUSE_H_
