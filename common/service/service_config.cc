#include "common/service/service_config.h"

namespace concordat {

MigrationFolders ReadMigrationFolders(EnvironmentReader& environment) {
  return {environment.Required("CONCORDAT_LEDGER_MIGRATIONS_DIR"),
          environment.Required("CONCORDAT_MIGRATIONS_DIR")};
}

absl::StatusOr<ServiceConfig> ReadServiceConfig() {
  EnvironmentReader environment;
  ServiceConfig config;
  config.listen = environment.Required("CONCORDAT_LISTEN");
  config.health_listen = environment.Text("CONCORDAT_HEALTH_LISTEN");
  config.port_file = environment.Text("CONCORDAT_PORT_FILE");
  config.migrations = ReadMigrationFolders(environment);
  config.database = ReadDatabaseOptions(environment);
  config.tls = ReadTlsFiles(environment);
  config.telemetry = ReadTelemetryOptions(environment);
  config.assertion_keys = environment.FileContent("CONCORDAT_ASSERTION_JWKS_FILE");
  config.peers = ReadPeerAddresses(environment);
  config.workers = environment.Number("CONCORDAT_WORKERS", 8, 1, 1000);
  config.heavy_workers = environment.Number("CONCORDAT_HEAVY_WORKERS", 2, 1, 1000);
  config.peer_workers = environment.Number("CONCORDAT_PEER_WORKERS", 4, 1, 1000);
  config.queue = environment.Number("CONCORDAT_QUEUE", 256, 1, 100000);
  const int age = environment.Number("CONCORDAT_MAX_CONNECTION_AGE_S", 0, 0, 86400);
  if (age > 0) config.max_connection_age = absl::Seconds(age);
  config.figures_interval =
      absl::Seconds(environment.Number("CONCORDAT_FIGURES_SECONDS", 300, 0, 86400));
  config.duties_interval =
      absl::Seconds(environment.Number("CONCORDAT_DUTIES_SECONDS", 300, 1, 86400));
  config.operations.at_once = environment.Number("CONCORDAT_OPERATIONS", 2, 1, 64);
  config.max_clock_skew =
      absl::Milliseconds(environment.Number("CONCORDAT_MAX_CLOCK_SKEW_MS", 1000, 10, 60000));
  config.database.max_clock_skew = config.max_clock_skew;
  absl::Status status = environment.status();
  if (!status.ok()) return status;
  return config;
}

}  // namespace concordat
