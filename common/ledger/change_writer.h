// Makes the rows of a change: the temporal rows, the head row, `changes` with its
// payload, and the outbox.
#ifndef CONCORDAT_COMMON_LEDGER_CHANGE_WRITER_H_
#define CONCORDAT_COMMON_LEDGER_CHANGE_WRITER_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <string>

#include "common/identity/caller.h"
#include "common/ledger/held.h"
#include "common/ledger/slices.h"
#include "common/ledger/write_batch.h"
#include "common/resource/resource_type.h"

namespace concordat {

// Who writes, with what request, and when.
struct WriteContext {
  const Caller* caller = nullptr;
  std::string request_id;
  absl::Time record_time;
};

// One write to one resource.
struct Write {
  const ResourceType* type = nullptr;
  std::string name;
  // `create`, `update`, `delete` or `undelete`.
  std::string verb;
  absl::CivilDay effective;
  Slices next;
};

// Adds to the batch what replaces the slices in force by `write.next`; nothing when
// they are alike. A name that is used again gets a new uid, and the deleted
// resource's last slice ends where the new one begins. Answers with the revision.
absl::StatusOr<int64_t> WriteSlices(WriteBatch& batch, const Held& held, const Write& write,
                                    const WriteContext& context);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_CHANGE_WRITER_H_
