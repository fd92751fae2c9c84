#include "common/ledger/resource_writer.h"

#include <set>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/guard.h"
#include "common/ledger/references.h"
#include "common/ledger/temporal_store.h"
#include "common/ledger/whole_rules.h"

namespace concordat {

absl::Status StillHolds(const std::string& name, const std::string& child) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "HAS_CHILDREN",
                         Concat(name, " still holds ", child));
}

absl::StatusOr<int64_t> ResourceWriter::Create(const ResourceInput& input) {
  return Run(&WritePlanner::Create, input);
}

absl::StatusOr<int64_t> ResourceWriter::Update(const ResourceInput& input) {
  return Run(&WritePlanner::Update, input);
}

absl::StatusOr<int64_t> ResourceWriter::Delete(const ResourceInput& input) {
  return Run(&WritePlanner::Delete, input);
}

absl::StatusOr<int64_t> ResourceWriter::Undelete(const ResourceInput& input) {
  return Run(&WritePlanner::Undelete, input);
}

absl::StatusOr<int64_t> ResourceWriter::Run(Plan make, const ResourceInput& input) {
  auto held = LockAndRead(connection_, type_, input.name);
  if (!held.ok()) return held.status();
  auto plan = (planner_.*make)(*held, input);
  if (!plan.ok()) return plan.status();
  absl::Status status = Guard(plan->write);
  if (!status.ok()) return status;
  std::set<std::string> names;
  plan->AddNames(&names);
  auto missing = MissingReferences(ledger_, connection_, names, answers_);
  if (!missing.ok()) return missing.status();
  status = plan->Check(*missing);
  if (!status.ok()) return status;
  WriteBatch batch(connection_);
  auto revision = WriteSlices(batch, *held, plan->write, context_);
  if (!revision.ok()) return revision;
  status = batch.Flush();
  if (!status.ok()) return status;
  if (plan->write.verb == "delete") return revision;
  auto wrong = CheckWritten(connection_, ledger_.registry(), type_, {input.name});
  if (!wrong.ok()) return wrong.status();
  if (!wrong->empty()) return wrong->begin()->second;
  return revision;
}

// What others write meanwhile must not make this write wrong.
absl::Status ResourceWriter::Guard(const Write& write) {
  if (write.verb == "delete") return CheckNoLiveChildren(write.name);
  absl::Status status =
      GuardAll(connection_, ledger_.registry(), type_, ResourceType::ParentOf(write.name));
  if (!status.ok()) return status;
  const bool adds = write.verb != "update" && ledger_.registry().KeepsParentOf(type_);
  return adds ? GuardParents(connection_, {write.name}) : absl::OkStatus();
}

absl::Status ResourceWriter::CheckNoLiveChildren(const std::string& name) {
  const std::vector<const ResourceType*> children = ledger_.registry().ChildrenOf(type_);
  if (children.empty()) return absl::OkStatus();
  absl::Status status = GuardWhole(connection_, name);
  if (!status.ok()) return status;
  for (const ResourceType* child : children) {
    auto found = LiveChildBelow(connection_, *child, name);
    if (!found.ok()) return found.status();
    if (found->has_value()) return StillHolds(name, **found);
  }
  return absl::OkStatus();
}

}  // namespace concordat
