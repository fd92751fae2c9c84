// Works on operations: one thread of a replica looks whose turn it is and renews what the
// replica holds; the work itself has threads of its own.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_RUNNER_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_RUNNER_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <google/protobuf/descriptor.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/base/background_job.h"
#include "common/base/worker_pool.h"
#include "common/operations/operation_run.h"
#include "common/sql/database.h"

namespace concordat {

struct OperationOptions {
  // Worked on at one time, by all replicas of the service, and of those for one caller.
  int at_once = 2;
  int at_once_of_caller = 1;
  // Not done at one time, of one caller and of all.
  int unfinished_of_caller = 16;
  int unfinished = 256;
  // How long work goes on being a replica's that says nothing more of it.
  absl::Duration hold = absl::Seconds(15);
  // How often a replica looks whether there is work, and says that it still works.
  absl::Duration look = absl::Seconds(1);
  // Of one attempt; and how many there are.
  absl::Duration longest = absl::Hours(1);
  int attempts = 5;
  // Before what failed for no fault of its own is tried again.
  absl::Duration pause = absl::Seconds(2);
  // How long one is kept after its end.
  absl::Duration kept = absl::Hours(7 * 24);
  // Bytes of a result.
  size_t max_result = 1 << 20;
};

// What can be worked on, by the method that begins it.
struct OperationKind {
  const google::protobuf::Descriptor* request = nullptr;
  OperationWork work;
};
using OperationKinds = std::map<std::string, OperationKind, std::less<>>;

class OperationRunner {
 public:
  // Works while `may_work`. `on_end` is told of each end. All must outlive it.
  OperationRunner(Database* database, const OperationKinds* kinds, OperationOptions options,
                  std::function<bool()> may_work, std::function<void()> on_end);
  // Gives back what it works on.
  ~OperationRunner();

  void Start() { looks_.Start(); }
  // Something was asked for, or asked to end: looks at once.
  void Notify() { looks_.Wake(); }

  // What this replica works on now.
  int running() const;

 private:
  using RunPtr = std::shared_ptr<OperationRun>;

  absl::Duration Look();
  // Renews what is held; of what is lost or cancelled the work is told.
  void KeepAll();
  void Keep(const RunPtr& run);
  // True where it took something.
  absl::StatusOr<bool> TakeOne();
  void Sweep();
  void Work(const RunPtr& run);
  absl::StatusOr<MessagePtr> Do(const RunPtr& run);
  // Writes down what came of it.
  absl::Status Conclude(const RunPtr& run, const absl::StatusOr<MessagePtr>& done);
  absl::Status Transact(absl::FunctionRef<absl::Status(Connection&)> body);

  Database& database_;
  const OperationKinds& kinds_;
  const OperationOptions options_;
  const std::function<bool()> may_work_;
  const std::function<void()> on_end_;
  // What this replica is called.
  const std::string holder_;
  mutable std::mutex mutex_;
  // Each with when it was last renewed.
  std::map<RunPtr, absl::Time> running_;
  absl::Time next_sweep_ = absl::InfinitePast();
  BackgroundJob looks_;
  // Ends first: what ends wakes the other.
  WorkerPool workers_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_RUNNER_H_
