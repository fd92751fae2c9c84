#include "common/sql/transaction.h"

namespace concordat {
namespace {

constexpr char kBeginReadCommitted[] =
    "SET autocommit = 0; SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION;"
    " SAVEPOINT whole";
constexpr char kBeginSnapshot[] =
    "SET autocommit = 0; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;"
    " START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY; SAVEPOINT whole";
// None of a script is run after a statement that fails.
constexpr char kCommit[] = "RELEASE SAVEPOINT whole; COMMIT; SET autocommit = 1";
constexpr char kRollBack[] = "ROLLBACK; SET autocommit = 1";

}  // namespace

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
  status_ = connection_.RunScript(kind == Kind::kSnapshot ? kBeginSnapshot : kBeginReadCommitted);
}

Transaction::~Transaction() {
  if (done_ || connection_.broken()) return;
  // The loss of the transaction may be told of its rollback, once.
  absl::Status ended = connection_.RunScript(kRollBack);
  if (absl::IsAborted(ended)) ended = connection_.RunScript(kRollBack);
  if (!ended.ok()) connection_.Abandon();
}

absl::Status Transaction::Commit() {
  absl::Status status = connection_.RunScript(kCommit);
  done_ = status.ok();
  return status;
}

absl::Status Transaction::Judge(const absl::Status& status) {
  if (status.ok() || absl::IsAborted(status) || connection_.broken()) return status;
  const absl::Status held = connection_.RunScript("RELEASE SAVEPOINT whole; SAVEPOINT whole");
  return absl::IsAborted(held) ? held : status;
}

}  // namespace concordat
