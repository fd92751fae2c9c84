// Those who wait for operations. One thread looks for all of them, and none of them holds a
// thread of its own.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_WAITS_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_WAITS_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "common/base/background_job.h"
#include "common/base/call_limits.h"
#include "common/sql/database.h"

namespace concordat {

class OperationWaits {
 public:
  using Done = std::function<void(const absl::Status&)>;

  explicit OperationWaits(Database* database);
  // Whoever still waits goes on.
  ~OperationWaits();

  // Calls `done` once, from another thread: OK when the operation is done or forgotten, and
  // at `until`, or CANCELLED when nobody waits. False, and nothing is called, where too many
  // wait already or the replica is about to stop.
  bool Await(std::string name, absl::Time until, const CallLimits& limits, Done done);

  // An operation has ended: looks at once.
  void Notify() { looks_.Wake(); }
  // Whoever waits goes on now, and nobody waits any more.
  void Stop();

 private:
  struct Wait {
    std::string name;
    absl::Time until;
    CallLimits limits;
    Done done;
  };

  absl::Duration Look();

  Database& database_;
  std::mutex mutex_;
  bool stopping_ = false;
  std::vector<Wait> waiting_;
  BackgroundJob looks_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_WAITS_H_
