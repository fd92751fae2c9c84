#include "common/sql/connection_pool.h"

#include <absl/time/clock.h>

#include <algorithm>

#include "common/telemetry/metrics.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

// A full pool says so soon, so that callers can go elsewhere.
constexpr absl::Duration kMaxWait = absl::Milliseconds(500);
// An idle connection is checked after this long: servers close them unasked.
constexpr absl::Duration kCheckAfter = absl::Seconds(30);
// A database that is away is asked this often, by one caller for all that wait.
constexpr absl::Duration kPauseAfterFailure = absl::Milliseconds(100);

}  // namespace

absl::StatusOr<ConnectionPool::Taken> ConnectionPool::Take(absl::Time deadline) {
  std::unique_lock lock(mutex_);
  absl::Status status = AwaitFree(lock, deadline);
  if (!status.ok()) return status;
  ++use_.in_use;
  while (!idle_.empty()) {
    Idle idle = std::move(idle_.back());
    idle_.pop_back();
    lock.unlock();
    if (absl::Now() - idle.since < kCheckAfter || idle.taken.connection->RunScript("DO 0").ok()) {
      return std::move(idle.taken);
    }
    idle.taken.connection.reset();
    lock.lock();
  }
  return Open(lock, deadline);
}

void ConnectionPool::GiveBack(Taken taken, bool unsound) {
  std::vector<Idle> dropped;
  std::unique_lock lock(mutex_);
  --use_.in_use;
  if (taken.connection->broken() && taken.opened == generation_) {
    // What broke one connection has broken all that are as old, idle or in use.
    ++generation_;
    dropped.swap(idle_);
  } else if (!unsound && taken.opened == generation_) {
    idle_.push_back({std::move(taken), absl::Now()});
  }
  lock.unlock();
  free_.notify_one();
}

PoolUse ConnectionPool::use() const {
  std::lock_guard lock(mutex_);
  PoolUse use = use_;
  use.open = use.in_use + static_cast<int>(idle_.size());
  return use;
}

absl::Status ConnectionPool::AwaitFree(std::unique_lock<std::mutex>& lock, absl::Time deadline) {
  const auto full = [this] { return idle_.empty() && use_.in_use >= options_.max_connections; };
  const absl::Time begin = absl::Now();
  const absl::Time limit = std::min(deadline, begin + kMaxWait);
  ++use_.waiting;
  const bool in_time =
      free_.wait_until(lock, absl::ToChronoTime(limit), [&full] { return !full(); });
  --use_.waiting;
  RecordDuration(semconv::kDbClientConnectionWaitTime, absl::Now() - begin,
                 {{semconv::kDbClientConnectionPoolName, options_.schema}});
  return in_time ? absl::OkStatus() : absl::UnavailableError("all database connections are in use");
}

// Opens one more, unless another caller has just found that the database is away.
absl::StatusOr<ConnectionPool::Taken> ConnectionPool::Open(std::unique_lock<std::mutex>& lock,
                                                           absl::Time deadline) {
  absl::Status status = AwaitTurn(lock, deadline);
  if (status.ok()) {
    lock.unlock();
    auto opened = Connection::Open(options_);
    lock.lock();
    failure_ = status = opened.status();
    if (!status.ok()) retry_after_ = absl::Now() + kPauseAfterFailure;
    connecting_ = false;
    turn_.notify_all();
    if (status.ok()) return Taken{*std::move(opened), generation_};
  }
  --use_.in_use;
  free_.notify_one();
  return status;
}

// After a failure the next attempt is made a little later, by one caller; the
// others wait for what comes of it, and fail with it.
absl::Status ConnectionPool::AwaitTurn(std::unique_lock<std::mutex>& lock, absl::Time deadline) {
  const absl::Time came = absl::Now();
  while (!failure_.ok()) {
    const absl::Time now = absl::Now();
    const bool failed_since = retry_after_ > came + kPauseAfterFailure;
    if (failed_since || now >= deadline) return failure_;
    if (!connecting_ && now >= retry_after_) {
      connecting_ = true;
      return absl::OkStatus();
    }
    const absl::Time until = connecting_ ? deadline : std::min(deadline, retry_after_);
    turn_.wait_until(lock, absl::ToChronoTime(until));
  }
  return absl::OkStatus();
}

}  // namespace concordat
