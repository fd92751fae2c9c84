#include "common/operations/operation_turns.h"

#include <map>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "common/ledger/guard.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

using ledger::v1::OperationMetadata;

// States as they are kept: 1 waits, 2 is worked on, what is higher is done.
constexpr char kAny[] =
    "SELECT EXISTS (SELECT 1 FROM operation WHERE state IN (1, 2) AND held_until "
    "<= " CONCORDAT_DATABASE_NOW ")";
constexpr char kUnfinished[] = "SELECT name, subject, held_until <= " CONCORDAT_DATABASE_NOW
                               ", state, method"
                               " FROM operation WHERE state IN (1, 2) ORDER BY created, name";
constexpr char kTake[] =
    "UPDATE operation SET state = 2, fence = fence + 1, attempts = attempts + 1, holder = ?,"
    " started = COALESCE(started, " CONCORDAT_DATABASE_NOW "), held_until = " CONCORDAT_DATABASE_NOW
    " + ? WHERE name = ? AND state IN (1, 2) AND held_until <= " CONCORDAT_DATABASE_NOW;
constexpr char kTaken[] =
    "SELECT fence, method, request, caller, attempts, cancel_asked FROM operation WHERE name = ?";
constexpr char kKeep[] = "UPDATE operation SET held_until = " CONCORDAT_DATABASE_NOW
                         " + ? WHERE name = ? AND fence = ? AND state = 2";
constexpr char kTell[] = "UPDATE operation SET held_until = " CONCORDAT_DATABASE_NOW
                         " + ?, progress_done = ?, progress_total = ?, progress = ?"
                         " WHERE name = ? AND fence = ? AND state = 2";
constexpr char kAsked[] = "SELECT cancel_asked IS NOT NULL FROM operation WHERE name = ?";
constexpr char kEnd[] =
    "UPDATE operation SET state = ?, ended = " CONCORDAT_DATABASE_NOW
    ", expires = " CONCORDAT_DATABASE_NOW
    " + ?, held_until = 0, result = ?, error = ?, progress_done = ?, progress_total = ?,"
    " progress = ? WHERE name = ? AND fence = ? AND state = 2";
constexpr char kGiveBack[] =
    "UPDATE operation SET state = 1, holder = '', held_until = " CONCORDAT_DATABASE_NOW
    " + ?, attempts = attempts - ?"
    " WHERE name = ? AND fence = ? AND state = 2";
constexpr char kAsk[] = "UPDATE operation SET cancel_asked = " CONCORDAT_DATABASE_NOW
                        " WHERE name = ? AND state IN (1, 2) AND cancel_asked IS NULL";
constexpr char kEndWaiting[] =
    "UPDATE operation SET state = 5, ended = " CONCORDAT_DATABASE_NOW
    ", expires = " CONCORDAT_DATABASE_NOW " + ?, error = ? WHERE name = ? AND state = 1";
constexpr char kForget[] = "DELETE FROM operation WHERE name = ? AND state > 2";
constexpr char kForgetExpired[] =
    "DELETE FROM operation WHERE expires < " CONCORDAT_DATABASE_NOW " ORDER BY expires LIMIT 100";

// The row that claims meet at.
constexpr char kClaims[] = "operations";

absl::Status MustMatch(const absl::StatusOr<int64_t>& matched, const OperationHold& hold) {
  if (!matched.ok()) return matched.status();
  if (*matched > 0) return absl::OkStatus();
  return absl::FailedPreconditionError(Concat("another works on ", hold.name));
}

// The oldest that may be worked on, by who holds how many.
absl::StatusOr<std::optional<std::string>> ChooseOne(Connection& connection,
                                                     const TurnRules& rules) {
  std::vector<std::pair<std::string, std::string>> claimable;
  std::map<std::string, int, std::less<>> held;
  int all_held = 0;
  absl::Status status = connection.Query(kUnfinished, {}, [&](const Row& row) {
    const bool free = row.Int(2) != 0;
    if (free) {
      if (!rules.knows(row.Text(4))) return absl::OkStatus();
      claimable.emplace_back(row.Text(0), row.Text(1));
    } else if (row.Int(3) == OperationMetadata::STATE_RUNNING) {
      ++held[std::string(row.Text(1))];
      ++all_held;
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (all_held >= rules.at_once) return std::nullopt;
  for (auto& [name, subject] : claimable) {
    if (held[subject] < rules.at_once_of_caller) return std::move(name);
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<bool> AnyToClaim(Connection& connection) {
  bool any = false;
  absl::Status status = connection.Query(kAny, {}, [&any](const Row& row) {
    any = row.Int(0) != 0;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return any;
}

absl::StatusOr<std::optional<ClaimedOperation>> ClaimOne(Connection& connection,
                                                         const TurnRules& rules) {
  absl::Status status = CheckDatabaseClock(connection);
  if (status.ok()) status = GuardWhole(connection, kClaims);
  if (!status.ok()) return status;
  auto name = ChooseOne(connection, rules);
  if (!name.ok()) return name.status();
  if (!name->has_value()) return std::nullopt;
  auto taken =
      connection.Execute(kTake, {rules.holder, absl::ToInt64Microseconds(rules.length), **name});
  if (!taken.ok()) return taken.status();
  // Its holder was only slow, or somebody has ended it.
  if (*taken == 0) return std::nullopt;
  ClaimedOperation claimed;
  claimed.hold.name = **name;
  bool readable = false;
  status = connection.Query(kTaken, {**name}, [&](const Row& row) {
    claimed.hold.fence = row.Int(0);
    claimed.method = row.Text(1);
    claimed.request = row.Text(2);
    readable = claimed.caller.ParseFromString(std::string(row.Text(3)));
    claimed.attempts = static_cast<int>(row.Int(4));
    claimed.cancel_asked = !row.IsNull(5);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (!readable) return absl::DataLossError(Concat("who asked for ", **name, " cannot be read"));
  return claimed;
}

absl::Status KeepHold(Connection& connection, const OperationHold& hold, absl::Duration length) {
  return MustMatch(
      connection.Execute(kKeep, {absl::ToInt64Microseconds(length), hold.name, hold.fence}), hold);
}

absl::StatusOr<bool> KeepAndTell(Connection& connection, const OperationHold& hold,
                                 absl::Duration length, const OperationProgress& progress) {
  absl::Status status = CheckDatabaseClock(connection);
  if (!status.ok()) return status;
  status =
      MustMatch(connection.Execute(kTell, {absl::ToInt64Microseconds(length), progress.done,
                                           progress.total, progress.words, hold.name, hold.fence}),
                hold);
  if (!status.ok()) return status;
  bool asked = false;
  status = connection.Query(kAsked, {hold.name}, [&asked](const Row& row) {
    asked = row.Int(0) != 0;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return asked;
}

absl::Status EndOperation(Connection& connection, const OperationHold& hold,
                          const OperationEnd& end, absl::Duration kept) {
  const auto bytes = [](const std::optional<std::string>& some) -> SqlValue {
    return some.has_value() ? SqlValue(SqlBytes{*some}) : SqlValue();
  };
  return MustMatch(
      connection.Execute(kEnd, {int64_t{end.state}, absl::ToInt64Microseconds(kept),
                                bytes(end.result), bytes(end.error), end.progress.done,
                                end.progress.total, end.progress.words, hold.name, hold.fence}),
      hold);
}

absl::Status GiveBack(Connection& connection, const OperationHold& hold, absl::Duration pause,
                      bool counts) {
  return MustMatch(connection.Execute(kGiveBack, {absl::ToInt64Microseconds(pause),
                                                  int64_t{counts ? 0 : 1}, hold.name, hold.fence}),
                   hold);
}

absl::Status AskToEnd(Connection& connection, const std::string& name, const std::string& error,
                      absl::Duration kept) {
  absl::Status status = connection.Execute(kAsk, {name}).status();
  if (!status.ok()) return status;
  return connection.Execute(kEndWaiting, {absl::ToInt64Microseconds(kept), SqlBytes{error}, name})
      .status();
}

absl::StatusOr<bool> Forget(Connection& connection, const std::string& name) {
  auto forgotten = connection.Execute(kForget, {name});
  if (!forgotten.ok()) return forgotten.status();
  return *forgotten > 0;
}

absl::StatusOr<int64_t> ForgetExpired(Connection& connection) {
  absl::Status status = CheckDatabaseClock(connection);
  if (!status.ok()) return status;
  return connection.Execute(kForgetExpired);
}

}  // namespace concordat
