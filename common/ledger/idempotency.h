// Answers a repeated request with the first answer (AIP-155), for each subject
// and for at least 24 hours. The record is part of the write's own transaction.
#ifndef CONCORDAT_COMMON_LEDGER_IDEMPOTENCY_H_
#define CONCORDAT_COMMON_LEDGER_IDEMPOTENCY_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <string_view>

#include "common/identity/caller.h"
#include "common/sql/database.h"

namespace concordat {

// Reason of the error for a request_id that came before with other content.
inline constexpr char kKeyReused[] = "IDEMPOTENCY_KEY_REUSED";

// Inside a transaction: runs `body`, which fills `response`, unless the same
// request was answered before; then `response` is that answer. A request that
// is under way elsewhere is waited for, by its row's lock. Failures are not
// kept, because the transaction rolls back. An empty request_id just runs.
absl::Status Once(Connection& connection, const Caller& caller, std::string_view method,
                  std::string_view request_id, const google::protobuf::Message& request,
                  google::protobuf::Message* response, absl::FunctionRef<absl::Status()> body);

// Deletes answers that are older than 24 hours by the database's clock, a bounded
// batch at a time. Answers with how many.
absl::StatusOr<int64_t> SweepAnswers(Database& database);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_IDEMPOTENCY_H_
