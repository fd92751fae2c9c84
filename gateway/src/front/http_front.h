// HTTP: finds the method of a request, turns the request into its message and the
// answer into JSON or a problem. Knows nothing of sockets.
#ifndef CONCORDAT_GATEWAY_FRONT_HTTP_FRONT_H_
#define CONCORDAT_GATEWAY_FRONT_HTTP_FRONT_H_

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/base/worker_pool.h"
#include "common/peers/peers.h"
#include "gateway/src/backends/dispatch.h"
#include "gateway/src/http/http_message.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {

// What the front works with; all of it outlives the front.
struct HttpFrontParts {
  const Router* router;
  const Dispatch* dispatch;
  // For the question whether we are ready.
  const Peers* backends;
  WorkerPool* workers;
  // Origins that browsers may call from.
  std::set<std::string> cors_origins;
};

class HttpFront {
 public:
  explicit HttpFront(HttpFrontParts parts) : parts_(std::move(parts)) {}

  // Answers once, on any thread.
  void Handle(HttpRequest request, Respond respond) const;

  // Most bytes that a body of this request may have, as the method's proto says; nothing
  // for one that will be answered without it, since there is no such method or its
  // caller is nobody.
  std::optional<size_t> BodyLimit(const HttpRequest& head) const;

 private:
  const HttpFrontParts parts_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_HTTP_FRONT_H_
