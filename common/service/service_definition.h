// What makes one service differ from another.
#ifndef CONCORDAT_COMMON_SERVICE_SERVICE_DEFINITION_H_
#define CONCORDAT_COMMON_SERVICE_SERVICE_DEFINITION_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/feed/feed.h"
#include "common/ledger/ledger.h"
#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "common/service/findings_method.h"

namespace concordat {

// What the methods of a service work with; it outlives them.
struct ServiceParts {
  const Ledger& ledger;
  const Feed& feed;
  const Peers& peers;
};

struct ServiceDefinition {
  // `programme`, `benefits` or `risk`.
  std::string name;
  std::vector<ResourceRegistration> resources;
  // What does not agree in this service's own data.
  FindingsFunction findings;
  // Binds methods beyond the standard ones; may be empty.
  std::function<void(const ServiceParts&, MethodTable*)> bind;
  // True for a service that refers to what programme-service keeps, and follows
  // its feed for that.
  bool follows_programme = false;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SERVICE_DEFINITION_H_
