#include "common/config.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_join.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "common/text.h"

namespace concordat {

std::string EnvironmentReader::Text(const char* name, std::string_view fallback) {
  const char* value = std::getenv(name);
  // Unset and empty mean the same: deployments write `NAME=` for "none".
  return value == nullptr || *value == '\0' ? std::string(fallback) : value;
}

std::string EnvironmentReader::Required(const char* name) {
  std::string value = Text(name);
  if (value.empty()) wrong_.push_back(Concat(name, " is not set"));
  return value;
}

int EnvironmentReader::Number(const char* name, int fallback, int minimum, int maximum) {
  const std::string value = Text(name);
  if (value.empty()) return fallback;
  int number = 0;
  if (!absl::SimpleAtoi(value, &number) || number < minimum || number > maximum) {
    wrong_.push_back(Concat(name, " must be a whole number from ", minimum, " to ", maximum));
  }
  return number;
}

std::string EnvironmentReader::FileContent(const char* name) {
  const std::string path = Required(name);
  if (path.empty()) return "";
  std::ifstream file(path, std::ios::binary);
  std::string content(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || content.empty()) {
    wrong_.push_back(Concat(name, ": the file ", path, " cannot be read or is empty"));
  }
  while (content.ends_with('\n') || content.ends_with('\r')) content.pop_back();
  return content;
}

absl::Status EnvironmentReader::status() const {
  if (wrong_.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrJoin(wrong_, "; "));
}

TlsFiles ReadTlsFiles(EnvironmentReader& environment) {
  TlsFiles files;
  files.certificate = environment.FileContent("CONCORDAT_TLS_CERT_FILE");
  files.key = environment.FileContent("CONCORDAT_TLS_KEY_FILE");
  files.authority = environment.FileContent("CONCORDAT_TLS_CA_FILE");
  if (files.certificate.empty() || files.key.empty() || files.authority.empty()) return files;
  const absl::Status status = CheckTlsFiles(files);
  if (!status.ok()) {
    environment.Refuse(Concat("CONCORDAT_TLS_*_FILE: ", ToStd(status.message())));
  }
  return files;
}

PeerAddresses ReadPeerAddresses(EnvironmentReader& environment) {
  PeerAddresses peers;
  peers.programme = environment.Text("CONCORDAT_PROGRAMME_ADDRESS");
  peers.benefits = environment.Text("CONCORDAT_BENEFITS_ADDRESS");
  peers.risk = environment.Text("CONCORDAT_RISK_ADDRESS");
  return peers;
}

DatabaseOptions ReadDatabaseOptions(EnvironmentReader& environment) {
  DatabaseOptions options;
  options.host = environment.Text("CONCORDAT_DB_HOST", "127.0.0.1");
  options.port = environment.Number("CONCORDAT_DB_PORT", 3306, 1, 65535);
  options.socket = environment.Text("CONCORDAT_DB_SOCKET");
  options.schema = environment.Required("CONCORDAT_DB_SCHEMA");
  options.user = environment.Required("CONCORDAT_DB_USER");
  options.password = environment.FileContent("CONCORDAT_DB_PASSWORD_FILE");
  options.ca_file = environment.Text("CONCORDAT_DB_CA_FILE");
  options.max_connections = environment.Number("CONCORDAT_DB_CONNECTIONS", 16, 4, 1000);
  return options;
}

absl::StatusOr<ServiceConfig> ReadServiceConfig() {
  EnvironmentReader environment;
  ServiceConfig config;
  config.listen = environment.Required("CONCORDAT_LISTEN");
  config.health_listen = environment.Text("CONCORDAT_HEALTH_LISTEN");
  config.port_file = environment.Text("CONCORDAT_PORT_FILE");
  config.migrations_folder = environment.Required("CONCORDAT_MIGRATIONS_DIR");
  config.database = ReadDatabaseOptions(environment);
  config.tls = ReadTlsFiles(environment);
  config.assertion_keys = environment.FileContent("CONCORDAT_ASSERTION_JWKS_FILE");
  config.peers = ReadPeerAddresses(environment);
  config.workers = environment.Number("CONCORDAT_WORKERS", 8, 1, 1000);
  config.peer_workers = environment.Number("CONCORDAT_PEER_WORKERS", 4, 1, 1000);
  config.queue = environment.Number("CONCORDAT_QUEUE", 256, 1, 100000);
  absl::Status status = environment.status();
  if (!status.ok()) return status;
  return config;
}

}  // namespace concordat
