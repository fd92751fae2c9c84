// The writes that the standard methods and imports share: checks, the rules of
// valid time, and the ledger entry, inside one transaction.
#ifndef CONCORDAT_COMMON_LEDGER_RESOURCE_WRITER_H_
#define CONCORDAT_COMMON_LEDGER_RESOURCE_WRITER_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/change_writer.h"
#include "common/ledger/ledger.h"

namespace concordat {

// A resource to write, and the field paths that are meant where not all are.
struct ResourceInput {
  std::string name;
  const google::protobuf::Message* values = nullptr;
  // Field paths of an update, as in a field mask; ignored by a creation.
  std::vector<std::string> paths;
  // Revision the caller saw; empty to write whatever is held.
  std::string etag;
};

class ResourceWriter {
 public:
  ResourceWriter(const Ledger& ledger, const ResourceType& type, Connection& connection,
                 const WriteContext& context)
      : ledger_(ledger), type_(type), connection_(connection), context_(context) {}

  // Each answers with the revision that the resource has afterwards.
  absl::StatusOr<int64_t> Create(const ResourceInput& input);
  absl::StatusOr<int64_t> Update(const ResourceInput& input);
  absl::StatusOr<int64_t> Delete(const ResourceInput& input);
  absl::StatusOr<int64_t> Undelete(const ResourceInput& input);

  // Creates, or updates `paths` where the resource is held already and differs.
  struct Upserted {
    bool created = false;
    bool changed = false;
  };
  absl::StatusOr<Upserted> CreateOrUpdate(const ResourceInput& input);

 private:
  absl::StatusOr<Held> LockExisting(const ResourceInput& input);
  absl::StatusOr<int64_t> CreateOver(const Held& held, const ResourceInput& input);
  absl::StatusOr<int64_t> UpdateHeld(const Held& held, const ResourceInput& input);
  absl::StatusOr<int64_t> SetDeleted(const ResourceInput& input, bool deleted);
  absl::Status CheckSlices(const Slices& before, Slices* after);
  absl::Status CheckNewStart(const Held& held, const Slices& next, std::string_view name);
  absl::Status CheckNoLiveChildren(std::string_view name);

  const Ledger& ledger_;
  const ResourceType& type_;
  Connection& connection_;
  const WriteContext& context_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_RESOURCE_WRITER_H_
