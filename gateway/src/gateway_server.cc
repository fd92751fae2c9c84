#include "gateway/src/gateway_server.h"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "common/base/log.h"
#include "common/base/process.h"
#include "common/base/text.h"
#include "common/telemetry/worker_metrics.h"
#include "gateway/src/backends/operation_backends.h"
#include "gateway/src/board_pack/board_packs.h"
#include "gateway/src/imports/imports.h"
#include "gateway/src/openapi/openapi.h"

namespace concordat::gateway {
namespace {

// What the process opens beside the connections that it serves: those that it turns away,
// those to the services, its files.
constexpr int kOtherDescriptors = 400;

absl::Status MakeRoom(const GatewayConfig& config) {
  const int http = config.http.max_connections;
  const int grpc = config.grpc_listen.empty() ? 0 : config.grpc_connections;
  const absl::Status status = AllowDescriptors(int64_t{http} + grpc + kOtherDescriptors);
  if (status.ok()) return status;
  return absl::FailedPreconditionError(
      Concat("CONCORDAT_HTTP_CONNECTIONS=", http, ", CONCORDAT_GRPC_CONNECTIONS=", grpc, ": ",
             ToStd(status.message()), "; raise the limit or take fewer connections"));
}

}  // namespace

GatewayServer::GatewayServer(GatewayConfig config)
    : config_(std::move(config)),
      backends_(config_.services, config_.tls),
      router_(PublicServices()),
      limits_(config_.limits) {
  BindImports(backends_, &local_);
  BindOperations(backends_, &local_);
  BindOpenApi(router_, &local_);
}

GatewayServer::~GatewayServer() {
  if (http_ == nullptr || http_->Drain(kDrain)) return;
  // What they use cannot be taken down under them.
  Log(LogLevel::kWarning, "requests were cut off by the stop");
  std::_Exit(1);
}

absl::Status GatewayServer::Start() {
  auto signer = Signer::FromJwk(config_.assertion_key);
  if (!signer.ok()) return signer.status();
  auto identity = Identity::Create(config_.identity, *std::move(signer));
  if (!identity.ok()) return identity.status();
  identity_ = *std::move(identity);
  auto page = BoardPackPage::Load(config_.console_folder);
  if (!page.ok()) return page.status();
  page_ = *std::move(page);
  BindBoardPacks(backends_, *page_, &local_);
  workers_ = std::make_shared<WorkerPool>(config_.workers, config_.queue);
  RegisterWorkerMetrics({{"callers", workers_}});
  RegisterCertificateExpiry(
      {{"mutual", config_.tls.certificate}, {"public", config_.http.certificate}});
  dispatch_ = std::make_unique<Dispatch>(
      DispatchParts{identity_.get(), &backends_, &local_, workers_.get(), &limits_});
  front_ = std::make_unique<HttpFront>(
      HttpFrontParts{&router_, dispatch_.get(), &backends_, workers_.get(), config_.cors_origins});
  absl::Status status = StartHttp();
  if (status.ok()) status = StartGrpc();
  if (!status.ok()) return status;
  std::vector<std::pair<std::string, int>> ports = {{"http", http_->port()}};
  if (grpc_ != nullptr) ports.emplace_back("grpc", grpc_->port());
  return WritePortFile(config_.port_file, ports);
}

absl::Status GatewayServer::StartHttp() {
  absl::Status room = MakeRoom(config_);
  if (!room.ok()) return room;
  auto http = HttpServer::Start(
      config_.http,
      [this](HttpRequest request, Respond respond) {
        front_->Handle(std::move(request), std::move(respond));
      },
      [this](const HttpRequest& head) { return front_->BodyLimit(head); });
  if (!http.ok()) return http.status();
  http_ = *std::move(http);
  Log(LogLevel::kInfo, "listening",
      {{"address", config_.http.listen}, {"port", int64_t{http_->port()}}});
  return absl::OkStatus();
}

absl::Status GatewayServer::StartGrpc() {
  if (config_.grpc_listen.empty()) return absl::OkStatus();
  auto grpc = GrpcFront::Start(
      {config_.grpc_listen, config_.http.certificate, config_.http.key, config_.grpc_connections},
      *dispatch_);
  if (!grpc.ok()) return grpc.status();
  grpc_ = *std::move(grpc);
  Log(LogLevel::kInfo, "listening",
      {{"address", config_.grpc_listen}, {"port", int64_t{grpc_->port()}}});
  return absl::OkStatus();
}

}  // namespace concordat::gateway
