// What an orchestrator asks without a token: /healthz, /readyz and /version.
#ifndef CONCORDAT_GATEWAY_FRONT_PROBES_H_
#define CONCORDAT_GATEWAY_FRONT_PROBES_H_

#include <absl/status/statusor.h>

#include <functional>
#include <string_view>

#include "common/base/worker_pool.h"
#include "common/peers/peers.h"
#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

bool IsProbe(std::string_view path);

// Answers a probe once; whether we are ready is found out on a worker. UNAVAILABLE
// naming the services that do not answer.
void Probe(std::string_view path, const Peers& backends, WorkerPool& workers,
           const std::function<void(absl::StatusOr<HttpResponse>)>& done);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_PROBES_H_
