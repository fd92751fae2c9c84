// The gateway: the only door to the services.
#include <cstdio>
#include <string>
#include <string_view>

#include "common/base/log.h"
#include "common/base/process.h"
#include "common/base/version.h"
#include "gateway/src/gateway_config.h"
#include "gateway/src/gateway_server.h"

namespace {

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "gateway: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "--version") {
    std::printf("gateway %s\n", std::string(concordat::Version()).c_str());
    return 0;
  }
  concordat::BlockStopSignals();
  concordat::SetLogService("gateway");
  auto config = concordat::gateway::ReadGatewayConfig();
  if (!config.ok()) return Fail(config.status());
  concordat::gateway::GatewayServer server(*std::move(config));
  const absl::Status status = server.Start();
  if (!status.ok()) return Fail(status);
  concordat::AwaitStopSignal();
  concordat::Log(concordat::LogLevel::kInfo, "stopping");
  return 0;
}
