#include "gateway/src/gateway_server.h"

#include <utility>

#include "common/log.h"
#include "common/process.h"
#include "gateway/src/board_packs.h"
#include "gateway/src/imports.h"

namespace concordat::gateway {

GatewayServer::GatewayServer(GatewayConfig config)
    : config_(std::move(config)),
      backends_(config_.services, config_.tls),
      router_(PublicServices()) {
  BindImports(backends_, &local_);
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
  workers_ = std::make_unique<WorkerPool>(config_.workers, config_.queue);
  front_ = std::make_unique<Front>(FrontParts{&router_, identity_.get(), &backends_, &local_,
                                              workers_.get(), config_.cors_origins});
  auto http = HttpServer::Start(
      config_.http,
      [this](HttpRequest request, Respond respond) {
        front_->Handle(std::move(request), std::move(respond));
      },
      &Front::BodyLimit);
  if (!http.ok()) return http.status();
  http_ = *std::move(http);
  Log(LogLevel::kInfo, "listening", {{"address", config_.http.listen}, {"port", int64_t{http_->port()}}});
  return WritePortFile(config_.port_file, {{"http", http_->port()}});
}

}  // namespace concordat::gateway
