// A request's way through the gateway: route, identity, request message, backend
// or local method, response. Knows nothing of sockets.
#ifndef CONCORDAT_GATEWAY_FRONT_FRONT_H_
#define CONCORDAT_GATEWAY_FRONT_FRONT_H_

#include <set>
#include <string>

#include "common/base/worker_pool.h"
#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "gateway/src/backends/retry_budget.h"
#include "gateway/src/front/identity.h"
#include "gateway/src/http/http_message.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {

// What the front works with; all of it outlives the front.
struct FrontParts {
  const Router* router;
  Identity* identity;
  const Peers* backends;
  // Methods of concordat.gateway.v1, which run here.
  const MethodTable* local;
  WorkerPool* workers;
  // Origins that browsers may call from.
  std::set<std::string> cors_origins;
};

class Front {
 public:
  explicit Front(FrontParts parts) : parts_(std::move(parts)) {}

  // Answers once, on any thread.
  void Handle(HttpRequest request, Respond respond) const;

  // Most bytes that a body of this request may have, as the method's proto says.
  size_t BodyLimit(std::string_view method, std::string_view target) const;

 private:
  friend class Exchange;
  FrontParts parts_;
  mutable RetryBudget retries_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_FRONT_H_
