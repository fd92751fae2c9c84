// The whole of a running gateway.
#ifndef CONCORDAT_GATEWAY_GATEWAY_SERVER_H_
#define CONCORDAT_GATEWAY_GATEWAY_SERVER_H_

#include <absl/status/statusor.h>

#include <memory>

#include "common/base/heap.h"
#include "common/peers/peers.h"
#include "common/telemetry/telemetry.h"
#include "gateway/src/backends/dispatch.h"
#include "gateway/src/board_pack/board_pack_page.h"
#include "gateway/src/front/grpc_front.h"
#include "gateway/src/front/http_front.h"
#include "gateway/src/gateway_config.h"
#include "gateway/src/http/http_server.h"

namespace concordat::gateway {

class GatewayServer {
 public:
  explicit GatewayServer(GatewayConfig config);
  // Lets requests under way end; ends the process where one does not.
  ~GatewayServer();

  // Listens and serves until the object ends.
  absl::Status Start();

 private:
  absl::Status StartHttp();
  absl::Status StartGrpc();

  const GatewayConfig config_;
  Telemetry telemetry_{"gateway", config_.telemetry};
  HeapKeeper heap_;
  Peers backends_;
  Router router_;
  CallerLimits limits_;
  MethodTable local_;
  std::unique_ptr<BoardPackPage> page_;
  std::unique_ptr<Identity> identity_;
  std::unique_ptr<Dispatch> dispatch_;
  std::unique_ptr<HttpFront> front_;
  // Ends before what its work uses, and after the servers that hand work to it.
  std::shared_ptr<WorkerPool> workers_;
  std::unique_ptr<HttpServer> http_;
  std::unique_ptr<GrpcFront> grpc_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_GATEWAY_SERVER_H_
