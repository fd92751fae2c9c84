// What each service's main calls: the commands of the program, and the wiring of
// everything that services share.
#ifndef CONCORDAT_COMMON_SERVICE_MAIN_H_
#define CONCORDAT_COMMON_SERVICE_MAIN_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/catalogue.h"
#include "common/config.h"
#include "common/ledger_service.h"
#include "common/method_table.h"
#include "common/peer_channel.h"

namespace concordat {

// The other services, as far as their addresses are configured.
struct Peers {
  std::unique_ptr<PeerChannel> programme;
  std::unique_ptr<PeerChannel> benefits;
  std::unique_ptr<PeerChannel> risk;
};

// What makes one service differ from another.
struct ServiceDefinition {
  // `programme`, `benefits` or `risk`.
  std::string name;
  std::vector<ResourceRegistration> resources;
  // What does not agree in this service's own data.
  std::function<FindingsFunction(const Catalogue&)> findings;
  // Binds methods beyond the standard ones; may be empty.
  std::function<void(const Catalogue&, const Peers&, MethodTable*)> bind;
  // True for a service that refers to what programme-service keeps, and follows
  // its feed for that.
  bool follows_programme = false;
};

// Runs `serve` (also without a command), `migrate`, `ddl NOUN`,
// `verify-history`, `redact` or `--version`. Answers with the exit code.
int ServiceMain(int argc, char** argv, const ServiceDefinition& definition);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_MAIN_H_
