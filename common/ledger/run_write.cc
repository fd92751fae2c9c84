#include "common/ledger/run_write.h"

#include "common/base/message_fields.h"
#include "common/ledger/idempotency.h"
#include "common/ledger/read_at.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

// Ends a transaction that was only to be checked.
absl::Status OnlyValidated() { return absl::CancelledError("validate_only"); }

}  // namespace

absl::Status RunWrite(const Ledger& ledger, const WriteRequest& write,
                      google::protobuf::Message* response,
                      absl::FunctionRef<absl::Status(const WriteScope&)> body) {
  absl::Status may_write = ledger.CheckMayWrite();
  if (!may_write.ok()) return may_write;
  const std::string request_id = TextField(*write.request, "request_id");
  const bool validate_only = FlagField(*write.request, "validate_only");
  const auto transaction = [&](Connection& connection) -> absl::Status {
    const auto apply = [&]() -> absl::Status {
      auto now = DatabaseNow(connection);
      if (!now.ok()) return now.status();
      auto effective = EffectiveDay(write.effective_date, *now, write.day_field);
      if (!effective.ok()) return effective.status();
      const WriteContext context{write.caller, request_id, *now};
      return body({connection, context, *effective});
    };
    if (validate_only) {
      absl::Status status = apply();
      return status.ok() ? OnlyValidated() : status;
    }
    return Once(connection, *write.caller, write.method, request_id, *write.request, response,
                apply);
  };
  absl::Status status = ledger.database().Transact(write.caller->limits(), transaction);
  if (validate_only && absl::IsCancelled(status)) return absl::OkStatus();
  if (status.ok()) ledger.NotifyCommitted();
  return status;
}

}  // namespace concordat
