#include "common/ledger/resource_writer.h"

#include <algorithm>
#include <set>
#include <span>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/references.h"
#include "common/ledger/temporal_store.h"

namespace concordat {

absl::StatusOr<int64_t> ResourceWriter::Create(const ResourceInput& input) {
  return Run(&WritePlanner::Create, input);
}

absl::StatusOr<int64_t> ResourceWriter::Update(const ResourceInput& input) {
  return Run(&WritePlanner::Update, input);
}

absl::StatusOr<int64_t> ResourceWriter::Delete(const ResourceInput& input) {
  absl::Status status = CheckNoLiveChildren(input.name);
  if (!status.ok()) return status;
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
  std::set<std::string> names;
  plan->AddNames(&names);
  auto missing = MissingReferences(ledger_, *context_.caller, connection_, names);
  if (!missing.ok()) return missing.status();
  absl::Status status = plan->Check(*missing);
  if (!status.ok()) return status;
  WriteBatch batch(connection_);
  auto revision = WriteSlices(batch, *held, plan->write, context_);
  if (!revision.ok()) return revision;
  status = batch.Flush();
  if (!status.ok()) return status;
  return revision;
}

absl::Status ResourceWriter::CheckNoLiveChildren(const std::string& name) {
  for (const ResourceType* child : ledger_.registry().All()) {
    const auto& pattern = child->pattern();
    if (pattern.size() != type_.pattern().size() + 2 ||
        !std::ranges::equal(type_.pattern(), std::span(pattern).first(type_.pattern().size()))) {
      continue;
    }
    auto found = LiveChildBelow(connection_, *child, name);
    if (!found.ok()) return found.status();
    if (found->has_value()) {
      return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "HAS_CHILDREN",
                             Concat(name, " still holds ", **found));
    }
  }
  return absl::OkStatus();
}

}  // namespace concordat
