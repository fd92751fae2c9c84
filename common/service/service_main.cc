#include "common/service/service_main.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <optional>
#include <string_view>

#include "common/base/background_job.h"
#include "common/base/log.h"
#include "common/base/process.h"
#include "common/base/text.h"
#include "common/base/version.h"
#include "common/feed/epoch.h"
#include "common/feed/feed.h"
#include "common/feed/redact.h"
#include "common/feed/sequencer.h"
#include "common/feed/verify_history.h"
#include "common/identity/assertion.h"
#include "common/ledger/fill_lists.h"
#include "common/ledger/idempotency.h"
#include "common/ledger/standard_reads.h"
#include "common/peers/peer_references.h"
#include "common/peers/projection.h"
#include "common/resource/schema.h"
#include "common/rpc/health.h"
#include "common/rpc/rpc_server.h"
#include "common/service/service_config.h"
#include "common/sql/migrations.h"
#include "common/telemetry/telemetry.h"

namespace concordat {
namespace {

int Fail(const ServiceDefinition& definition, const absl::Status& status) {
  std::fprintf(stderr, "%s-service: %s\n", definition.name.c_str(),
               std::string(status.message()).c_str());
  return 1;
}

// The ledger's migrations and then the service's own.
absl::StatusOr<std::vector<Migration>> LoadAllMigrations(const ServiceDefinition& definition,
                                                         const MigrationFolders& folders) {
  auto all = LoadMigrations("ledger", folders.ledger);
  if (!all.ok()) return all;
  auto own = LoadMigrations(definition.name, folders.service);
  if (!own.ok()) return own;
  std::ranges::move(*own, std::back_inserter(*all));
  return all;
}

// A connection of the account that the environment names, with its migrations.
struct Administration {
  std::unique_ptr<Connection> connection;
  std::vector<Migration> migrations;
};

absl::StatusOr<Administration> OpenAdministration(const ServiceDefinition& definition) {
  EnvironmentReader environment;
  DatabaseOptions options = ReadDatabaseOptions(environment);
  const MigrationFolders folders = ReadMigrationFolders(environment);
  absl::Status status = environment.status();
  if (!status.ok()) return status;
  // Building an index on a grown table takes longer than any statement of the service.
  options.statement_timeout = absl::Hours(1);
  auto connection = Connection::Open(options);
  if (!connection.ok()) return connection.status();
  auto migrations = LoadAllMigrations(definition, folders);
  if (!migrations.ok()) return migrations.status();
  return Administration{*std::move(connection), *std::move(migrations)};
}

int RunMigrate(const ServiceDefinition& definition) {
  auto administration = OpenAdministration(definition);
  if (!administration.ok()) return Fail(definition, administration.status());
  const Registry registry(definition.resources);
  const absl::Status status = Migrate(*administration->connection, administration->migrations,
                                      FillListsStep(registry.All()));
  return status.ok() ? 0 : Fail(definition, status);
}

// `verify-history`, `redact` and `begin-epoch`, with the account that the environment names.
using LedgerCommand = int (*)(Database&, const std::vector<std::string>& arguments, std::ostream&);
int RunOnLedger(const ServiceDefinition& definition, LedgerCommand command,
                const std::vector<std::string>& arguments) {
  EnvironmentReader environment;
  DatabaseOptions options = ReadDatabaseOptions(environment);
  const absl::Status status = environment.status();
  if (!status.ok()) return Fail(definition, status);
  options.statement_timeout = absl::Hours(1);
  Database database(options);
  return command(database, arguments, std::cout);
}

int PrintDdl(const ServiceDefinition& definition, std::string_view noun) {
  for (const ResourceRegistration& registration : definition.resources) {
    if (registration.descriptor->name() != noun) continue;
    auto type = ResourceType::FromDescriptor(registration.descriptor);
    if (!type.ok()) return Fail(definition, type.status());
    std::fputs(CreateTables(*type).c_str(), stdout);
    return 0;
  }
  return Fail(definition, absl::NotFoundError(Concat("no resource ", noun, " is registered")));
}

absl::Status CheckSchema(Database& database, const Registry& registry,
                         const std::vector<Migration>& migrations) {
  return database.Read(absl::Now() + absl::Seconds(30), [&](Connection& connection) {
    absl::Status status = CheckMigrated(connection, migrations);
    return status.ok() ? CheckTables(connection, registry.All()) : status;
  });
}

void RegisterGauges(const Database& database) {
  RegisterGauge("db.client.connection.count", "{connection}",
                [&database] { return database.pool_use().open; });
  RegisterGauge("db.client.connection.pending_requests", "{request}",
                [&database] { return database.pool_use().waiting; });
}

// The whole of a serving process; its members end in the reverse of their order.
class Server {
 public:
  Server(const ServiceDefinition& definition, ServiceConfig config)
      : definition_(definition),
        config_(std::move(config)),
        telemetry_(std::in_place, definition.name + "-service"),
        database_(config_.database),
        ledger_(&database_, definition.name, definition.resources),
        peers_(config_.peers, config_.tls) {}
  // No calls any more, then no gauge that asks what is about to end.
  ~Server() {
    rpc_.reset();
    telemetry_.reset();
  }

  absl::Status Start() {
    auto migrations = LoadAllMigrations(definition_, config_.migrations);
    if (!migrations.ok()) return migrations.status();
    absl::Status status = CheckSchema(database_, ledger_.registry(), *migrations);
    if (!status.ok()) return status;
    auto keys = KeySet::FromJson(config_.assertion_keys);
    if (!keys.ok()) return keys.status();
    verifier_ = std::make_unique<AssertionVerifier>(*std::move(keys));
    StartBackground();
    if (definition_.follows_programme) FollowProgramme();
    BindMethods();
    return Listen();
  }

 private:
  void StartBackground() {
    sequencer_ = std::make_unique<Sequencer>(&database_, SequencerOptions());
    ledger_.set_on_commit([this] { sequencer_->Notify(); });
    sequencer_->Start();
    feed_ = std::make_unique<Feed>(&database_, definition_.name, [this] { sequencer_->Notify(); });
    sweeper_ = std::make_unique<BackgroundJob>([this] {
      const absl::Status swept = SweepAnswers(database_, absl::Now()).status();
      if (!swept.ok()) {
        Log(LogLevel::kWarning, "answers_not_swept",
            {{"error", std::string(ToStd(swept.message()))}});
      }
      return absl::Minutes(10);
    });
    sweeper_->Start();
    RegisterGauges(database_);
    RegisterGauge("concordat.sequencer.lag", "s",
                  [this] { return absl::ToDoubleSeconds(sequencer_->lag()); });
  }

  void FollowProgramme() {
    PeerChannel* channel = peers_.Named("programme");
    if (channel == nullptr) return;
    const PeerLedger programme = LedgerOver(channel, "programme");
    projection_ = std::make_unique<Projection>(&database_, programme, ProjectionOptions());
    projection_->Start();
    ledger_.set_peer_references(MakePeerReferences({programme}));
    RegisterGauge("concordat.projection.lag", "{change}", [this] { return projection_->lag(); });
  }

  void BindMethods() {
    methods_.set_preparation([this](const google::protobuf::Message& request, Caller* caller) {
      return feed_->PinCaller(request, caller);
    });
    BindStandardMethods(ledger_, &methods_);
    BindLedgerService(ledger_, *feed_, definition_.findings(ledger_), &methods_);
    if (definition_.bind) definition_.bind(ledger_, peers_, &methods_);
  }

  absl::Status Listen() {
    auto server = RpcServer::Start({.service = definition_.name,
                                    .listen = config_.listen,
                                    .tls = config_.tls,
                                    .workers = config_.workers,
                                    .peer_workers = config_.peer_workers,
                                    .queue = static_cast<size_t>(config_.queue)},
                                   &methods_, verifier_.get());
    if (!server.ok()) return server.status();
    rpc_ = *std::move(server);
    if (!config_.health_listen.empty()) {
      auto health = HealthServer::Start(config_.health_listen);
      if (!health.ok()) return health.status();
      health_ = *std::move(health);
      health_->SetServing(true);
    }
    Log(LogLevel::kInfo, "listening",
        {{"address", config_.listen}, {"port", int64_t{rpc_->port()}}});
    return WritePortFile(config_.port_file,
                         {{"grpc", rpc_->port()}, {"health", health_ ? health_->port() : 0}});
  }

  const ServiceDefinition& definition_;
  const ServiceConfig config_;
  std::optional<Telemetry> telemetry_;
  Database database_;
  Ledger ledger_;
  Peers peers_;
  std::unique_ptr<AssertionVerifier> verifier_;
  std::unique_ptr<Sequencer> sequencer_;
  std::unique_ptr<Feed> feed_;
  std::unique_ptr<BackgroundJob> sweeper_;
  std::unique_ptr<Projection> projection_;
  MethodTable methods_;
  std::unique_ptr<RpcServer> rpc_;
  std::unique_ptr<HealthServer> health_;
};

int Serve(const ServiceDefinition& definition) {
  BlockStopSignals();
  SetLogService(definition.name + "-service");
  auto config = ReadServiceConfig();
  if (!config.ok()) return Fail(definition, config.status());
  Server server(definition, *std::move(config));
  const absl::Status status = server.Start();
  if (!status.ok()) return Fail(definition, status);
  AwaitStopSignal();
  Log(LogLevel::kInfo, "stopping");
  return 0;
}

}  // namespace

int ServiceMain(int argc, char** argv, const ServiceDefinition& definition) {
  const std::string_view command = argc > 1 ? argv[1] : "serve";
  if (command == "serve" && argc <= 2) return Serve(definition);
  if (command == "migrate" && argc == 2) return RunMigrate(definition);
  if (command == "ddl" && argc == 3) return PrintDdl(definition, argv[2]);
  const std::vector<std::string> arguments(argv + std::min(argc, 2), argv + argc);
  if (command == "verify-history") return RunOnLedger(definition, VerifyHistoryCommand, arguments);
  if (command == "redact") return RunOnLedger(definition, RedactCommand, arguments);
  if (command == "begin-epoch") return RunOnLedger(definition, BeginEpochCommand, arguments);
  if (command == "--version") {
    std::printf("%s-service %s\n", definition.name.c_str(), std::string(Version()).c_str());
    return 0;
  }
  std::fprintf(stderr,
               "usage: %s-service [serve | migrate | ddl NOUN | verify-history | redact |"
               " begin-epoch | --version]\n",
               definition.name.c_str());
  return 2;
}

}  // namespace concordat
