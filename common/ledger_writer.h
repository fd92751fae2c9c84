// Writes a change: the temporal rows, the head row, `changes` with its payload,
// and the outbox, all in the caller's transaction.
#ifndef CONCORDAT_COMMON_LEDGER_WRITER_H_
#define CONCORDAT_COMMON_LEDGER_WRITER_H_

#include <string>
#include <string_view>

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include "common/caller.h"
#include "common/mysql.h"
#include "common/resource_type.h"
#include "common/slices.h"
#include "common/temporal_store.h"

namespace concordat {

// Who writes, and with what request.
struct WriteContext {
  const Caller* caller = nullptr;
  std::string request_id;
  absl::CivilDay effective;
  absl::Time record_time;
};

// Replaces the slices held under `name` by `next`. Writes nothing when they are
// alike. `verb` is create, update, delete or undelete. Answers with the revision.
absl::StatusOr<int64_t> WriteSlices(Connection& connection, const ResourceType& type,
                                    std::string_view name, const Held& held, const Slices& next,
                                    std::string_view verb, const WriteContext& context);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_WRITER_H_
