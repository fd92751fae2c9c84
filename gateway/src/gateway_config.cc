#include "gateway/src/gateway_config.h"

#include <absl/strings/str_split.h>

#include "common/base/services.h"

namespace concordat::gateway {

absl::StatusOr<GatewayConfig> ReadGatewayConfig() {
  EnvironmentReader environment;
  GatewayConfig config;
  for (const std::string_view service : kServices) {
    config.services.emplace(service, environment.Required(AddressVariable(service).c_str()));
  }
  config.tls = ReadTlsFiles(environment);
  config.telemetry = ReadTelemetryOptions(environment);
  config.http.listen = environment.Required("CONCORDAT_HTTP_LISTEN");
  config.http.body_budget =
      environment.Number("CONCORDAT_HTTP_BODY_BYTES", 256 << 20, 1 << 20, 2'000'000'000);
  config.limits.calls = environment.Number("CONCORDAT_CALLS", 64, 1, 100'000);
  config.limits.heavy_calls = environment.Number("CONCORDAT_HEAVY_CALLS", 4, 1, 100'000);
  config.http.max_connections = environment.Number("CONCORDAT_HTTP_CONNECTIONS", 1000, 1, 100'000);
  if (!environment.Text("CONCORDAT_HTTP_TLS_CERT_FILE").empty()) {
    config.http.certificate = environment.FileContent("CONCORDAT_HTTP_TLS_CERT_FILE");
    config.http.key = environment.FileContent("CONCORDAT_HTTP_TLS_KEY_FILE");
  }
  config.grpc_listen = environment.Text("CONCORDAT_GRPC_LISTEN");
  config.grpc_connections = environment.Number("CONCORDAT_GRPC_CONNECTIONS", 1000, 1, 100'000);
  config.port_file = environment.Text("CONCORDAT_PORT_FILE");
  config.assertion_key = environment.FileContent("CONCORDAT_ASSERTION_KEY_FILE");
  config.identity.keys_file = environment.Required("CONCORDAT_JWKS_FILE");
  config.identity.claims.issuer = environment.Required("CONCORDAT_JWT_ISSUER");
  config.identity.claims.audience = environment.Required("CONCORDAT_JWT_AUDIENCE");
  config.identity.claims.leeway = absl::Seconds(60);
  config.cors_origins =
      absl::StrSplit(environment.Text("CONCORDAT_CORS_ORIGINS"), ',', absl::SkipWhitespace());
  config.console_folder = environment.Required("CONCORDAT_CONSOLE_DIR");
  config.workers = environment.Number("CONCORDAT_WORKERS", 16, 1, 1000);
  config.queue = environment.Number("CONCORDAT_QUEUE", 256, 1, 100'000);
  absl::Status status = environment.status();
  if (!status.ok()) return status;
  return config;
}

}  // namespace concordat::gateway
