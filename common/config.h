// Configuration from the environment, checked whole at start: every value that
// is missing or wrong is named in one sentence. Secrets come from files.
#ifndef CONCORDAT_COMMON_CONFIG_H_
#define CONCORDAT_COMMON_CONFIG_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/database.h"
#include "common/tls.h"

namespace concordat {

// Reads variables and gathers what is wrong with them.
class EnvironmentReader {
 public:
  std::string Text(const char* name, std::string_view fallback = "");
  std::string Required(const char* name);
  int Number(const char* name, int fallback, int minimum, int maximum);
  // The content of the file that the variable names, without trailing line ends.
  std::string FileContent(const char* name);
  // Adds what a variable's value turned out to be wrong in.
  void Refuse(std::string sentence) { wrong_.push_back(std::move(sentence)); }
  // OK, or FAILED_PRECONDITION with everything that is wrong.
  absl::Status status() const;

 private:
  std::vector<std::string> wrong_;
};

// For mutual TLS; checked to belong together.
TlsFiles ReadTlsFiles(EnvironmentReader& environment);

// The gRPC targets of the services; empty for one that is not used.
struct PeerAddresses {
  std::string programme;
  std::string benefits;
  std::string risk;
};
PeerAddresses ReadPeerAddresses(EnvironmentReader& environment);

DatabaseOptions ReadDatabaseOptions(EnvironmentReader& environment);

// What a service needs to serve.
struct ServiceConfig {
  std::string listen;
  std::string health_listen;
  std::string port_file;
  std::string migrations_folder;
  DatabaseOptions database;
  TlsFiles tls;
  // Public keys of the gateway's assertions, as a JSON Web Key Set.
  std::string assertion_keys;
  PeerAddresses peers;
  int workers = 8;
  int peer_workers = 4;
  int queue = 256;
};
absl::StatusOr<ServiceConfig> ReadServiceConfig();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_CONFIG_H_
