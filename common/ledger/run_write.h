// One write of one method: in one transaction, with its idempotency record.
#ifndef CONCORDAT_COMMON_LEDGER_RUN_WRITE_H_
#define CONCORDAT_COMMON_LEDGER_RUN_WRITE_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/time/civil_time.h>
#include <google/protobuf/message.h>

#include <string>

#include "common/identity/caller.h"
#include "common/ledger/change_writer.h"
#include "common/ledger/ledger.h"
#include "common/sql/mysql.h"

namespace concordat {

// What a request to write says beside what it writes.
struct WriteRequest {
  const Caller* caller;
  const google::protobuf::Message* request;
  std::string method;
  // Empty for today; which field says it.
  std::string effective_date;
  std::string day_field = "effective_date";
};

// What a write works with inside its transaction.
struct WriteScope {
  Connection& connection;
  const WriteContext& context;
  absl::CivilDay effective;
};

// Runs the body, which fills the response, unless the same request was answered before.
// Nothing stays of it where the request only validates. The body may run again.
absl::Status RunWrite(const Ledger& ledger, const WriteRequest& write,
                      google::protobuf::Message* response,
                      absl::FunctionRef<absl::Status(const WriteScope&)> body);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_RUN_WRITE_H_
