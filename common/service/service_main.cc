#include "common/service/service_main.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/log.h"
#include "common/base/process.h"
#include "common/base/version.h"
#include "common/feed/backup_mark.h"
#include "common/feed/epoch.h"
#include "common/feed/redact.h"
#include "common/feed/verify_history.h"
#include "common/service/service_commands.h"
#include "common/service/service_server.h"

namespace concordat {
namespace {

int Serve(const ServiceDefinition& definition) {
  BlockStopSignals();
  SetLogService(definition.name + "-service");
  auto config = ReadServiceConfig();
  if (!config.ok()) return ReportFailure(definition, config.status());
  ServiceServer server(definition, *std::move(config));
  const absl::Status status = server.Start();
  if (!status.ok()) return ReportFailure(definition, status);
  AwaitStopSignal();
  Log(LogLevel::kInfo, "stopping");
  return 0;
}

int VerifyHistory(const ServiceDefinition& definition, const std::vector<std::string>& arguments) {
  const Registry registry(definition.resources);
  return RunOnLedger(
      definition,
      [&registry](Database& database, const std::vector<std::string>& words, std::ostream& out) {
        return VerifyHistoryCommand(database, words, out, registry.All());
      },
      arguments);
}

}  // namespace

int ServiceMain(int argc, char** argv, const ServiceDefinition& definition) {
  const std::string_view command = argc > 1 ? argv[1] : "serve";
  if (command == "serve" && argc <= 2) return Serve(definition);
  if (command == "migrate" && argc == 2) return RunMigrate(definition);
  if (command == "ddl" && argc == 3) return PrintDdl(definition, argv[2]);
  const std::vector<std::string> arguments(argv + std::min(argc, 2), argv + argc);
  if (command == "verify-history") return VerifyHistory(definition, arguments);
  if (command == "redact") return RunOnLedger(definition, RedactCommand, arguments);
  if (command == "begin-epoch") return RunOnLedger(definition, BeginEpochCommand, arguments);
  if (command == "record-backup") return RunOnLedger(definition, RecordBackupCommand, arguments);
  if (command == "--version") {
    std::printf("%s-service %s\n", definition.name.c_str(), std::string(Version()).c_str());
    return 0;
  }
  std::fprintf(stderr,
               "usage: %s-service [serve | migrate | ddl NOUN | verify-history | redact |"
               " begin-epoch | record-backup | --version]\n",
               definition.name.c_str());
  return 2;
}

}  // namespace concordat
