#include "common/sql/database.h"

#include <absl/random/random.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace concordat {
namespace {

constexpr int kMaxAttempts = 5;
// A full pool says so soon, so that callers can go elsewhere.
constexpr absl::Duration kMaxWait = absl::Milliseconds(500);
// An idle connection is checked after this long: servers close them unasked.
constexpr absl::Duration kCheckAfter = absl::Seconds(30);
// After a failed connect, others fail at once for this long instead of queueing up behind it.
constexpr absl::Duration kPauseAfterFailure = absl::Milliseconds(200);

void SleepWithJitter(int attempt) {
  thread_local absl::BitGen random;
  absl::SleepFor(absl::Milliseconds(absl::Uniform(random, 1, 8 << std::min(attempt, 5))));
}

}  // namespace

class Database::Pool {
 public:
  explicit Pool(DatabaseOptions options) : options_(std::move(options)) {}

  // A connection for the caller's use alone until it is given back.
  absl::StatusOr<std::unique_ptr<Connection>> Take(absl::Time deadline) {
    std::unique_lock lock(mutex_);
    const absl::Time limit = std::min(deadline, absl::Now() + kMaxWait);
    while (idle_.empty() && use_.in_use >= options_.max_connections) {
      ++use_.waiting;
      const bool in_time =
          free_.wait_until(lock, absl::ToChronoTime(limit)) != std::cv_status::timeout;
      --use_.waiting;
      if (!in_time && idle_.empty() && use_.in_use >= options_.max_connections) {
        return absl::UnavailableError("all database connections are in use");
      }
    }
    ++use_.in_use;
    while (!idle_.empty()) {
      Idle idle = std::move(idle_.back());
      idle_.pop_back();
      lock.unlock();
      if (absl::Now() - idle.since < kCheckAfter || idle.connection->RunScript("DO 0").ok()) {
        return std::move(idle.connection);
      }
      idle.connection.reset();
      lock.lock();
    }
    return Open(lock);
  }

  // One that is `unsound`, wherever its work had come to, is closed.
  void GiveBack(std::unique_ptr<Connection> connection, bool unsound) {
    std::unique_lock lock(mutex_);
    --use_.in_use;
    if (connection->broken()) {
      // What broke one connection has most likely broken the idle ones too.
      idle_.clear();
    } else if (!unsound) {
      idle_.push_back({std::move(connection), absl::Now()});
    }
    lock.unlock();
    free_.notify_one();
  }

  PoolUse use() const {
    std::lock_guard lock(mutex_);
    PoolUse use = use_;
    use.open = use.in_use + static_cast<int>(idle_.size());
    return use;
  }

  const DatabaseOptions& options() const { return options_; }

 private:
  struct Idle {
    std::unique_ptr<Connection> connection;
    absl::Time since;
  };

  absl::StatusOr<std::unique_ptr<Connection>> Open(std::unique_lock<std::mutex>& lock) {
    absl::StatusOr<std::unique_ptr<Connection>> opened = nullptr;
    if (!failure_.ok() && absl::Now() < retry_after_) {
      opened = failure_;
    } else {
      lock.unlock();
      opened = Connection::Open(options_);
      lock.lock();
      failure_ = opened.status();
      if (!opened.ok()) retry_after_ = absl::Now() + kPauseAfterFailure;
    }
    if (!opened.ok()) {
      --use_.in_use;
      free_.notify_one();
    }
    return opened;
  }

  const DatabaseOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable free_;
  std::vector<Idle> idle_;
  PoolUse use_;
  absl::Status failure_;
  absl::Time retry_after_;
};

// Has a connection for one piece of work, also one that throws.
class Database::Borrowed {
 public:
  Borrowed(Pool& pool, std::unique_ptr<Connection> connection)
      : pool_(pool), connection_(std::move(connection)) {}
  ~Borrowed() {
    pool_.GiveBack(std::move(connection_), std::uncaught_exceptions() > thrown_before_);
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  Connection& operator*() const { return *connection_; }

 private:
  Pool& pool_;
  std::unique_ptr<Connection> connection_;
  const int thrown_before_ = std::uncaught_exceptions();
};

namespace {

// Rolls back on every way out but a commit.
class Transaction {
 public:
  Transaction(Connection& connection, const char* begin) : connection_(connection) {
    status_ = connection_.RunScript(begin);
  }
  ~Transaction() {
    if (status_.ok() && !done_ && !connection_.broken()) {
      connection_.RunScript("ROLLBACK").IgnoreError();
    }
  }
  const absl::Status& status() const { return status_; }
  absl::Status Commit() {
    done_ = true;
    return connection_.RunScript("COMMIT");
  }

 private:
  Connection& connection_;
  absl::Status status_;
  bool done_ = false;
};

absl::Status Attempt(Connection& connection, const CallLimits& limits, const char* begin,
                     bool* committing, absl::FunctionRef<absl::Status(Connection&)> body) {
  Transaction transaction(connection, begin);
  if (!transaction.status().ok()) return transaction.status();
  absl::Status status = body(connection);
  if (status.ok()) status = limits.CheckCancelled();
  if (!status.ok()) return status;
  *committing = true;
  return transaction.Commit();
}

}  // namespace

Database::Database(DatabaseOptions options) : pool_(std::make_unique<Pool>(std::move(options))) {}
Database::~Database() = default;
const DatabaseOptions& Database::options() const { return pool_->options(); }
Database::PoolUse Database::pool_use() const { return pool_->use(); }

absl::Status Database::Run(const CallLimits& limits, const char* begin,
                           absl::FunctionRef<absl::Status(Connection&)> body) {
  bool reconnected = false;
  for (int attempt = 1;; ++attempt) {
    absl::Status status = limits.CheckCancelled();
    if (!status.ok()) return status;
    auto connection = pool_->Take(limits.deadline);
    if (!connection.ok()) return connection.status();
    bool committing = false, lost = false;
    {
      const Borrowed borrowed(*pool_, *std::move(connection));
      status =
          begin == nullptr ? body(*borrowed) : Attempt(*borrowed, limits, begin, &committing, body);
      lost = (*borrowed).broken();
    }
    if (status.ok()) return status;
    // A connection that had died unnoticed is replaced once. After COMMIT was
    // sent nobody knows whether it took place, so the caller must decide.
    const bool stale = lost && !committing && !reconnected;
    const bool retry = stale || (absl::IsAborted(status) && begin != nullptr);
    if (!retry || attempt >= kMaxAttempts || absl::Now() >= limits.deadline) return status;
    reconnected |= stale;
    if (!stale) SleepWithJitter(attempt);
  }
}

absl::Status Database::Read(const CallLimits& limits,
                            absl::FunctionRef<absl::Status(Connection&)> body) {
  return Run(limits, nullptr, body);
}

absl::Status Database::Snapshot(const CallLimits& limits,
                                absl::FunctionRef<absl::Status(Connection&)> body) {
  return Run(limits,
             "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;"
             " START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
             body);
}

absl::Status Database::Transact(const CallLimits& limits,
                                absl::FunctionRef<absl::Status(Connection&)> body) {
  // Locks on head rows order the writers; each statement must then see what the
  // writer before committed, which a snapshot taken earlier would hide.
  return Run(limits, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION", body);
}

DatabaseOptions ReadDatabaseOptions(EnvironmentReader& environment) {
  DatabaseOptions options;
  options.host = environment.Text("CONCORDAT_DB_HOST", "127.0.0.1");
  options.port = environment.Number("CONCORDAT_DB_PORT", 3306, 1, 65535);
  options.socket = environment.Text("CONCORDAT_DB_SOCKET");
  options.schema = environment.Required("CONCORDAT_DB_SCHEMA");
  options.user = environment.Required("CONCORDAT_DB_USER");
  options.password = environment.FileContent("CONCORDAT_DB_PASSWORD_FILE");
  options.ca_file = environment.Text("CONCORDAT_DB_CA_FILE");
  options.max_connections = environment.Number("CONCORDAT_DB_CONNECTIONS", 16, 4, 1000);
  return options;
}

}  // namespace concordat
