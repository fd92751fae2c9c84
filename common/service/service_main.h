// What each service's main calls: the commands of the program, and the wiring of
// everything that services share.
#ifndef CONCORDAT_COMMON_SERVICE_SERVICE_MAIN_H_
#define CONCORDAT_COMMON_SERVICE_SERVICE_MAIN_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "common/service/ledger_service.h"

namespace concordat {

// What makes one service differ from another.
struct ServiceDefinition {
  // `programme`, `benefits` or `risk`.
  std::string name;
  std::vector<ResourceRegistration> resources;
  // What does not agree in this service's own data.
  std::function<FindingsFunction(const Ledger&)> findings;
  // Binds methods beyond the standard ones; may be empty.
  std::function<void(const Ledger&, const Peers&, MethodTable*)> bind;
  // True for a service that refers to what programme-service keeps, and follows
  // its feed for that.
  bool follows_programme = false;
};

// Runs `serve` (also without a command), `migrate`, `ddl NOUN`,
// `verify-history`, `redact` or `--version`. Answers with the exit code.
int ServiceMain(int argc, char** argv, const ServiceDefinition& definition);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SERVICE_MAIN_H_
