#include "common/sql/database.h"

#include <absl/random/random.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

namespace concordat {
namespace {

constexpr int kMaxAttempts = 5;

void SleepWithJitter(int attempt) {
  thread_local absl::BitGen random;
  absl::SleepFor(absl::Milliseconds(absl::Uniform(random, 1, 8 << std::min(attempt, 5))));
}

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
                     StatementKiller::Watch& watch, bool* committing,
                     absl::FunctionRef<absl::Status(Connection&)> body) {
  Transaction transaction(connection, begin);
  if (!transaction.status().ok()) return transaction.status();
  absl::Status status = body(connection);
  // What nobody waits for any more, or has been told to have failed, does not happen.
  if (status.ok()) status = limits.Check(absl::Now());
  if (!status.ok()) return status;
  // What becomes of a COMMIT that is killed nobody knows.
  watch.End();
  if (watch.killed()) return absl::CancelledError("nobody waits for it any more");
  *committing = true;
  return transaction.Commit();
}

}  // namespace

absl::Status Database::Run(const CallLimits& limits, const char* begin,
                           absl::FunctionRef<absl::Status(Connection&)> body) {
  bool reconnected = false;
  for (int attempt = 1;; ++attempt) {
    absl::Status status = limits.CheckCancelled();
    if (!status.ok()) return status;
    auto taken = pool_.Take(limits.deadline);
    if (!taken.ok()) return taken.status();
    bool committing = false, lost = false;
    {
      BorrowedConnection borrowed(pool_, *std::move(taken));
      StatementKiller::Watch watch(killer_, (*borrowed).id(), limits);
      status = begin == nullptr ? body(*borrowed)
                                : Attempt(*borrowed, limits, begin, watch, &committing, body);
      watch.End();
      if (watch.killed()) {
        borrowed.Discard();
        const absl::Status why = limits.Check(absl::Now());
        if (!why.ok()) return why;
      }
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
  options.max_connections = environment.Number("CONCORDAT_DB_CONNECTIONS", 20, 4, 1000);
  return options;
}

}  // namespace concordat
