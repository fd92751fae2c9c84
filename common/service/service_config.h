// What a service needs to serve, from the environment, checked whole at start.
#ifndef CONCORDAT_COMMON_SERVICE_SERVICE_CONFIG_H_
#define CONCORDAT_COMMON_SERVICE_SERVICE_CONFIG_H_

#include <absl/status/statusor.h>

#include <string>

#include "common/identity/tls.h"
#include "common/operations/operation_runner.h"
#include "common/peers/peers.h"
#include "common/sql/database.h"
#include "common/telemetry/telemetry_options.h"

namespace concordat {

// Where the ledger's migrations stand, and the service's own.
struct MigrationFolders {
  std::string ledger;
  std::string service;
};
MigrationFolders ReadMigrationFolders(EnvironmentReader& environment);

struct ServiceConfig {
  std::string listen;
  std::string health_listen;
  std::string port_file;
  MigrationFolders migrations;
  DatabaseOptions database;
  TlsFiles tls;
  TelemetryOptions telemetry;
  // Public keys of the gateway's assertions, as a JSON Web Key Set.
  std::string assertion_keys;
  PeerAddresses peers;
  int workers = 8;
  int heavy_workers = 2;
  int peer_workers = 4;
  int queue = 256;
  absl::Duration max_connection_age = absl::InfiniteDuration();
  // How often figures for dashboards are read; never where it is zero.
  absl::Duration figures_interval = absl::Minutes(5);
  // How often the replica that leads looks whether it has something to do by itself.
  absl::Duration duties_interval = absl::Minutes(5);
  // Long-running ones.
  OperationOptions operations;
  // How far the clock may be from the database's before the replica stops writing.
  absl::Duration max_clock_skew = absl::Seconds(1);
};

// FAILED_PRECONDITION naming every variable that is missing or wrong.
absl::StatusOr<ServiceConfig> ReadServiceConfig();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SERVICE_CONFIG_H_
