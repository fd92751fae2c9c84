// The gateway's configuration, from the environment.
#ifndef CONCORDAT_GATEWAY_GATEWAY_CONFIG_H_
#define CONCORDAT_GATEWAY_GATEWAY_CONFIG_H_

#include <absl/status/statusor.h>

#include <set>
#include <string>

#include "common/peers/peers.h"
#include "common/telemetry/telemetry_options.h"
#include "gateway/src/backends/caller_limits.h"
#include "gateway/src/backends/identity.h"
#include "gateway/src/http/http_server.h"

namespace concordat::gateway {

struct GatewayConfig {
  PeerAddresses services;
  TlsFiles tls;
  TelemetryOptions telemetry;
  HttpServerOptions http;
  // Nowhere when empty.
  std::string grpc_listen;
  int grpc_connections = 1000;
  std::string port_file;
  // Private key of the assertions, as a JSON Web Key.
  std::string assertion_key;
  IdentityOptions identity;
  std::set<std::string> cors_origins;
  // Folder with the templates of pages.
  std::string console_folder;
  CallerLimitOptions limits;
  int workers = 16;
  int queue = 256;
};

// FAILED_PRECONDITION naming every variable that is missing or wrong.
absl::StatusOr<GatewayConfig> ReadGatewayConfig();

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_GATEWAY_CONFIG_H_
