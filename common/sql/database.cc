#include "common/sql/database.h"

#include <absl/random/random.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "common/base/errors.h"
#include "common/sql/mysql_errors.h"

namespace concordat {
namespace {

constexpr int kMaxAttempts = 5;

void SleepWithJitter(int attempt) {
  thread_local absl::BitGen random;
  absl::SleepFor(absl::Milliseconds(absl::Uniform(random, 1, 8 << std::min(attempt, 5))));
}

absl::Status Attempt(Connection& connection, const CallLimits& limits, Transaction::Kind kind,
                     StatementKiller::Watch& watch, bool* committing,
                     absl::FunctionRef<absl::Status(Connection&)> body) {
  Transaction transaction(connection, kind);
  if (!transaction.status().ok()) return transaction.status();
  absl::Status status = transaction.Judge(body(connection));
  // What nobody waits for any more, or has been told to have failed, does not happen.
  if (status.ok()) status = limits.Check(absl::Now());
  if (!status.ok()) return status;
  // What becomes of a COMMIT that is killed nobody knows.
  watch.End();
  if (watch.killed()) return absl::CancelledError("nobody waits for it any more");
  *committing = true;
  return transaction.Commit();
}

// Whether other writes alone stood in the way. An etag that is not the newest any more
// will not be so again.
bool MayPass(const absl::Status& status) {
  const std::string reason = ReasonOf(status);
  return absl::IsAborted(status) && (reason.empty() || reason == kWriteConflict);
}

// A read conflicts with nobody: its node waited in vain for what others had committed,
// which another replica's may have.
absl::Status OfRead(const absl::Status& status) {
  if (!absl::IsAborted(status)) return status;
  return absl::UnavailableError("the database does not know what is newest");
}

}  // namespace

absl::Status Database::Run(const CallLimits& limits, std::optional<Transaction::Kind> kind,
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
      status = kind.has_value() ? Attempt(*borrowed, limits, *kind, watch, &committing, body)
                                : body(*borrowed);
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
    if (!(stale || MayPass(status)) || attempt >= kMaxAttempts || absl::Now() >= limits.deadline)
      return status;
    reconnected |= stale;
    if (!stale) SleepWithJitter(attempt);
  }
}

absl::Status Database::Read(const CallLimits& limits,
                            absl::FunctionRef<absl::Status(Connection&)> body) {
  return OfRead(Run(limits, std::nullopt, body));
}

absl::Status Database::Snapshot(const CallLimits& limits,
                                absl::FunctionRef<absl::Status(Connection&)> body) {
  return OfRead(Run(limits, Transaction::Kind::kSnapshot, body));
}

absl::Status Database::Transact(const CallLimits& limits,
                                absl::FunctionRef<absl::Status(Connection&)> body) {
  return Run(limits, Transaction::Kind::kReadCommitted, body);
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
