// The whole of a serving process.
#ifndef CONCORDAT_COMMON_SERVICE_SERVICE_SERVER_H_
#define CONCORDAT_COMMON_SERVICE_SERVICE_SERVER_H_

#include <absl/status/status.h>

#include <atomic>
#include <memory>
#include <optional>

#include "common/base/background_job.h"
#include "common/base/heap.h"
#include "common/feed/feed.h"
#include "common/feed/sequencer.h"
#include "common/identity/assertion.h"
#include "common/ledger/ledger.h"
#include "common/operations/operations.h"
#include "common/peers/peers.h"
#include "common/peers/projection.h"
#include "common/rpc/health.h"
#include "common/rpc/method_table.h"
#include "common/rpc/rpc_server.h"
#include "common/service/duties.h"
#include "common/service/figures_job.h"
#include "common/service/service_config.h"
#include "common/service/service_definition.h"
#include "common/sql/clock.h"
#include "common/sql/database.h"
#include "common/telemetry/telemetry.h"

namespace concordat {

// Its members end in the reverse of their order.
class ServiceServer {
 public:
  // The definition must outlive the server.
  ServiceServer(const ServiceDefinition& definition, ServiceConfig config);
  ~ServiceServer();

  // Serves until the object ends. An error when the schema is not as the program needs it.
  absl::Status Start();

 private:
  void StartBackground();
  void WatchBackups();
  void FollowProgramme();
  void BindMethods();
  void Watch();
  absl::Status Listen();

  const ServiceDefinition& definition_;
  const ServiceConfig config_;
  std::optional<Telemetry> telemetry_;
  HeapKeeper heap_;
  Database database_;
  Ledger ledger_;
  Peers peers_;
  std::unique_ptr<AssertionVerifier> verifier_;
  std::unique_ptr<ClockWatch> clock_;
  std::unique_ptr<Sequencer> sequencer_;
  std::unique_ptr<Feed> feed_;
  std::unique_ptr<BackgroundJob> sweeper_;
  // When the newest backup was taken, in seconds since 1970; none where it is 0.
  std::atomic<double> backup_time_ = 0;
  std::unique_ptr<BackgroundJob> backups_;
  std::unique_ptr<Projection> projection_;
  std::unique_ptr<Operations> operations_;
  MethodTable methods_;
  std::unique_ptr<FiguresJob> figures_;
  std::unique_ptr<Duties> duties_;
  std::unique_ptr<RpcServer> rpc_;
  std::unique_ptr<HealthServer> health_;
  std::unique_ptr<BackgroundJob> watch_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SERVICE_SERVER_H_
