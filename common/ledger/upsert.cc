#include "common/ledger/upsert.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

#include "common/ledger/guard.h"
#include "common/ledger/references.h"
#include "common/ledger/whole_rules.h"

namespace concordat {

absl::Status Upsert::Lock(std::vector<std::string> names) {
  auto held = LockHeads(connection_, std::move(names));
  if (!held.ok()) return held.status();
  held_ = *std::move(held);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<absl::StatusOr<Upserted>>> Upsert::Apply(
    std::span<const ResourceInput* const> inputs) {
  if (absl::Now() >= context_.caller->deadline) {
    return absl::DeadlineExceededError("the deadline passed while rows were written");
  }
  std::vector<std::string> names;
  for (const ResourceInput* input : inputs) names.push_back(input->name);
  absl::Status status = ReadHeldSlices(connection_, type_, names, &held_);
  if (!status.ok()) return status;
  std::vector<absl::StatusOr<WritePlan>> plans;
  std::set<std::string> referred;
  for (const ResourceInput* input : inputs) {
    plans.push_back(Plan(*input));
    if (plans.back().ok()) plans.back()->AddNames(&referred);
  }
  status = Guard(plans);
  if (!status.ok()) return status;
  auto missing = MissingReferences(ledger_, connection_, referred, answers_);
  if (!missing.ok()) return missing.status();

  std::vector<absl::StatusOr<Upserted>> outcomes;
  WriteBatch batch(connection_);
  for (const std::string& name : left_out_.value_or(std::set<std::string>())) missing->erase(name);
  for (const absl::StatusOr<WritePlan>& plan : plans) {
    status = plan.ok() ? plan->Check(*missing) : plan.status();
    if (!status.ok() || NeedsLeftOut(*plan)) {
      const std::string& name = names[outcomes.size()];
      if (left_out_.has_value()) {
        left_out_->insert(name);
        missing->erase(name);
      }
      if (status.ok()) {
        outcomes.emplace_back(Upserted::kUnchanged);
      } else {
        outcomes.emplace_back(status);
      }
      continue;
    }
    auto written = Write(*plan, batch);
    if (!written.ok()) return written.status();
    // What comes later may refer to it.
    if (*written == Upserted::kCreated) missing->erase(plan->write.name);
    outcomes.push_back(*written);
  }
  status = batch.Flush();
  if (!status.ok()) return status;
  std::vector<std::string> written;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].ok() && *outcomes[i] != Upserted::kUnchanged) written.push_back(names[i]);
  }
  auto wrong = CheckWritten(connection_, ledger_.registry(), type_, written);
  if (!wrong.ok()) return wrong.status();
  for (size_t i = 0; i < outcomes.size(); ++i) {
    const auto found = wrong->find(names[i]);
    if (found != wrong->end()) outcomes[i] = found->second;
  }
  // The next chunk needs room.
  for (const std::string& name : names) held_.erase(name);
  return outcomes;
}

// What others write meanwhile must not make these writes wrong.
absl::Status Upsert::Guard(const std::vector<absl::StatusOr<WritePlan>>& plans) {
  std::set<std::string> children, parents;
  for (const absl::StatusOr<WritePlan>& plan : plans) {
    if (!plan.ok()) continue;
    parents.emplace(ResourceType::ParentOf(plan->write.name));
    const bool adds = plan->write.verb == "create" && ledger_.registry().KeepsParentOf(type_);
    if (adds) children.insert(plan->write.name);
  }
  for (const std::string& parent : parents) {
    absl::Status status = GuardAll(connection_, ledger_.registry(), type_, parent);
    if (!status.ok()) return status;
  }
  return GuardParents(connection_, children);
}

absl::StatusOr<WritePlan> Upsert::Plan(const ResourceInput& input) {
  const Held& held = HeldOf(input.name);
  return held.exists ? planner_.Update(held, input) : planner_.Create(held, input);
}

bool Upsert::NeedsLeftOut(const WritePlan& plan) const {
  if (!left_out_.has_value()) return false;
  std::set<std::string> needed;
  plan.AddNames(&needed);
  return std::ranges::any_of(needed,
                             [this](const std::string& name) { return left_out_->contains(name); });
}

absl::StatusOr<Upserted> Upsert::Write(const WritePlan& plan, WriteBatch& batch) {
  const Held& held = HeldOf(plan.write.name);
  auto revision = WriteSlices(batch, held, plan.write, context_);
  if (!revision.ok()) return revision.status();
  if (!held.exists) return Upserted::kCreated;
  return *revision == held.revision ? Upserted::kUnchanged : Upserted::kChanged;
}

const Held& Upsert::HeldOf(const std::string& name) const {
  static const Held& none = *new Held();
  const auto found = held_.find(name);
  return found == held_.end() ? none : found->second;
}

}  // namespace concordat
