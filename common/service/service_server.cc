#include "common/service/service_server.h"

#include <absl/time/clock.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/log.h"
#include "common/base/process.h"
#include "common/base/text.h"
#include "common/feed/backup_mark.h"
#include "common/ledger/idempotency.h"
#include "common/ledger/standard_reads.h"
#include "common/peers/peer_children.h"
#include "common/peers/peer_references.h"
#include "common/resource/schema.h"
#include "common/service/all_migrations.h"
#include "common/service/findings_method.h"
#include "common/service/ledger_service.h"
#include "common/service/sections_method.h"
#include "common/sql/pool_metrics.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

absl::Status CheckSchema(Database& database, const Registry& registry,
                         const std::vector<Migration>& migrations) {
  return database.Read(absl::Now() + absl::Seconds(30), [&](Connection& connection) {
    absl::Status status = CheckMigrated(connection, migrations);
    return status.ok() ? CheckTables(connection, registry.All()) : status;
  });
}

constexpr absl::Duration kWatchInterval = absl::Seconds(1);

}  // namespace

ServiceServer::ServiceServer(const ServiceDefinition& definition, ServiceConfig config)
    : definition_(definition),
      config_(std::move(config)),
      telemetry_(std::in_place, definition.name + "-service", config_.telemetry),
      database_(config_.database),
      ledger_(&database_, definition.name, definition.resources),
      peers_(config_.peers, config_.tls) {}

// Nobody is sent here any more, then no calls, then no gauge that asks what is about to end.
ServiceServer::~ServiceServer() {
  watch_.reset();
  if (health_ != nullptr) health_->SetServing(false);
  if (operations_ != nullptr) operations_->StopWaiting();
  rpc_.reset();
  telemetry_.reset();
}

absl::Status ServiceServer::Start() {
  auto migrations = LoadAllMigrations(definition_, config_.migrations);
  if (!migrations.ok()) return migrations.status();
  absl::Status status = CheckSchema(database_, ledger_.registry(), *migrations);
  if (!status.ok()) return status;
  auto keys = KeySet::FromJson(config_.assertion_keys);
  if (!keys.ok()) return keys.status();
  verifier_ = std::make_unique<AssertionVerifier>(*std::move(keys));
  StartBackground();
  if (definition_.follows_programme) FollowProgramme();
  ledger_.set_live_elsewhere(MakeLiveElsewhere(peers_, definition_.name));
  BindMethods();
  return Listen();
}

void ServiceServer::StartBackground() {
  clock_ = std::make_unique<ClockWatch>(&database_, config_.max_clock_skew);
  // The schema has just been read: a database that is away by now is told by what follows.
  clock_->Measure().IgnoreError();
  ledger_.set_may_write([this] { return clock_->Check(); });
  RegisterGauge(semconv::kClockSkew, "s", [this] { return absl::ToDoubleSeconds(clock_->skew()); });
  SequencerOptions options;
  options.may_lead = [this] { return clock_->right(); };
  sequencer_ = std::make_unique<Sequencer>(&database_, options);
  ledger_.set_on_commit([this] { sequencer_->Notify(); });
  sequencer_->Start();
  feed_ = std::make_unique<Feed>(&database_, definition_.name, [this] { sequencer_->Notify(); });
  sweeper_ = std::make_unique<BackgroundJob>([this] {
    const absl::Status swept = SweepAnswers(database_).status();
    if (!swept.ok()) {
      Log(LogLevel::kWarning, "answers_not_swept",
          {{"error", std::string(ToStd(swept.message()))}});
    }
    return absl::Minutes(10);
  });
  sweeper_->Start();
  RegisterPoolMetrics(database_);
  RegisterGauge(semconv::kSequencerLag, "s",
                [this] { return absl::ToDoubleSeconds(sequencer_->lag()); });
  RegisterGauge(semconv::kSequencerLeading, "{replica}", [this] { return sequencer_->leading(); });
  RegisterTotals(semconv::kSequencerChanges, "{change}", [this] {
    return std::vector<LabelledValue>{{{}, static_cast<double>(sequencer_->sequenced())}};
  });
  RegisterCertificateExpiry({{"mutual", config_.tls.certificate}});
}

void ServiceServer::WatchBackups() {
  RegisterGauges(semconv::kBackupTime, "s", [this] {
    const double time = backup_time_;
    return time > 0 ? std::vector<LabelledValue>{{{}, time}} : std::vector<LabelledValue>();
  });
  backups_ = std::make_unique<BackgroundJob>([this] {
    const auto newest = NewestBackup(database_, absl::Now() + absl::Seconds(30));
    if (newest.ok()) {
      backup_time_ = newest->has_value() ? absl::ToDoubleSeconds(**newest - absl::UnixEpoch()) : 0;
    } else {
      Log(LogLevel::kWarning, "backups_not_read",
          {{"error", std::string(ToStd(newest.status().message()))}});
    }
    return config_.figures_interval;
  });
  backups_->Start();
}

void ServiceServer::FollowProgramme() {
  PeerChannel* channel = peers_.Named("programme");
  if (channel == nullptr) return;
  const PeerLedger programme = LedgerOver(channel, "programme");
  projection_ = std::make_unique<Projection>(&database_, programme, ProjectionOptions());
  projection_->Start();
  ledger_.set_peer_references(MakePeerReferences({programme}));
  RegisterGauges(semconv::kProjectionLag, "{change}", [this] {
    return std::vector<LabelledValue>{
        {{{semconv::kPeer, "programme"}}, static_cast<double>(projection_->lag())}};
  });
}

void ServiceServer::BindMethods() {
  methods_.set_preparation([this](const google::protobuf::Message& request, Caller* caller) {
    return feed_->PinCaller(request, caller);
  });
  BindStandardMethods(ledger_, &methods_);
  BindLedgerService(ledger_, *feed_, &methods_);
  BindSections(ledger_, &methods_);
  BindFindings(ledger_, definition_.findings, &methods_);
  operations_ = std::make_unique<Operations>(&ledger_, config_.operations);
  BindOperations(operations_.get(), &methods_);
  const ServiceParts parts = {ledger_, *feed_, peers_, operations_.get()};
  if (definition_.bind) definition_.bind(parts, &methods_);
  operations_->Start();
  RegisterGauge(semconv::kOperationsRunning, "{operation}",
                [this] { return operations_->running(); });
  duties_ = std::make_unique<Duties>(
      definition_.duties, parts, [this] { return sequencer_->leading(); }, config_.duties_interval);
  duties_->Start();
  const bool shown = Telemetry::exporting() && config_.figures_interval > absl::ZeroDuration();
  if (!shown) return;
  WatchBackups();
  if (definition_.figures.metrics.empty()) return;
  figures_ = std::make_unique<FiguresJob>(
      definition_.figures, parts, methods_, [this] { return sequencer_->leading(); },
      config_.figures_interval);
  figures_->Start();
}

// Serves while the database answers and the clock is right.
void ServiceServer::Watch() {
  const bool serving = clock_->Measure().ok() && clock_->right();
  rpc_->SetServing(serving);
  if (health_ != nullptr) health_->SetServing(serving);
}

absl::Status ServiceServer::Listen() {
  auto server = RpcServer::Start({.service = definition_.name,
                                  .listen = config_.listen,
                                  .tls = config_.tls,
                                  .workers = config_.workers,
                                  .heavy_workers = config_.heavy_workers,
                                  .peer_workers = config_.peer_workers,
                                  .queue = static_cast<size_t>(config_.queue),
                                  .max_connection_age = config_.max_connection_age,
                                  .waiting =
                                      [this](const google::protobuf::Message& request,
                                             const Caller& caller, RpcServerOptions::Go go) {
                                        return operations_->Await(request, caller, go) ||
                                               feed_->Await(request, caller, std::move(go));
                                      }},
                                 &methods_, verifier_.get());
  if (!server.ok()) return server.status();
  rpc_ = *std::move(server);
  if (!config_.health_listen.empty()) {
    auto health = HealthServer::Start(config_.health_listen);
    if (!health.ok()) return health.status();
    health_ = *std::move(health);
  }
  Watch();
  watch_ = std::make_unique<BackgroundJob>([this] {
    Watch();
    return kWatchInterval;
  });
  watch_->Start();
  Log(LogLevel::kInfo, "listening", {{"address", config_.listen}, {"port", int64_t{rpc_->port()}}});
  return WritePortFile(config_.port_file,
                       {{"grpc", rpc_->port()}, {"health", health_ ? health_->port() : 0}});
}

}  // namespace concordat
