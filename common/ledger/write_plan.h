// What a write to one resource comes to, worked out from what is held and nothing
// else, so that many can be planned before the first is written.
#ifndef CONCORDAT_COMMON_LEDGER_WRITE_PLAN_H_
#define CONCORDAT_COMMON_LEDGER_WRITE_PLAN_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>
#include <absl/time/time.h>
#include <google/protobuf/message.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/ledger/change_writer.h"
#include "common/ledger/held.h"
#include "common/ledger/references.h"
#include "common/ledger/registry.h"
#include "common/resource/resource_type.h"

namespace concordat {

// A resource to write, and the field paths that are meant where not all are.
struct ResourceInput {
  std::string name;
  const google::protobuf::Message* values = nullptr;
  // Field paths of an update, as in a field mask; ignored by a creation.
  std::vector<std::string> paths;
  // Revision the caller saw; empty to write whatever is held.
  std::string etag;
  // Day on which it became true.
  absl::CivilDay effective;
  // Day on which a new resource begins.
  absl::CivilDay begins;
  // True where the values are the service's own, and so hold what only it sets.
  bool by_service = false;
};

struct WritePlan {
  Write write;
  // The parent of a new resource.
  std::optional<Reference> parent;
  // What the field rules and the resource's own rule say of the new values.
  absl::Status values;
  // What the new values refer to and those held do not; none when `values` is an error.
  std::vector<Reference> references;
  // Whether the caller's roles write for the council whose record it is.
  absl::Status council;

  // Adds the names that must exist.
  void AddNames(std::set<std::string>* names) const;
  // OK when it may be written, given which of those names do not exist. What is of
  // another partnership is none that exists.
  absl::Status Check(const std::set<std::string>& missing) const;
};

class WritePlanner {
 public:
  // Both outlive it.
  WritePlanner(const Registry& registry, const ResourceType& type, const WriteContext& context);

  // ALREADY_EXISTS for a name that is held and not deleted.
  absl::StatusOr<WritePlan> Create(const Held& held, const ResourceInput& input) const;
  // NOT_FOUND, for these three, for a name that is not held.
  absl::StatusOr<WritePlan> Update(const Held& held, const ResourceInput& input) const;
  absl::StatusOr<WritePlan> Delete(const Held& held, const ResourceInput& input) const;
  absl::StatusOr<WritePlan> Undelete(const Held& held, const ResourceInput& input) const;

 private:
  absl::StatusOr<WritePlan> SetDeleted(const Held& held, const ResourceInput& input,
                                       bool deleted) const;
  absl::Status CheckValues(const Slices& before, absl::CivilDay from, WritePlan* plan) const;
  absl::Status CheckCouncils(const Slices& before, const Slices& after) const;

  const CheckRule& rule_;
  const ResourceType& type_;
  const Caller& caller_;
  const absl::CivilDay today_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_WRITE_PLAN_H_
