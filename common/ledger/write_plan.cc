#include "common/ledger/write_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/resource/field_rules.h"
#include "common/resource/row_mapper.h"
#include "common/resource/validate.h"

namespace concordat {
namespace {

using google::protobuf::Message;

// What is to be written of a resource: of a caller's its values without what the service
// sets, of the service's own without what the ledger keeps beside them.
MessagePtr ValuesOf(const ResourceInput& input) {
  MessagePtr values(input.values->New());
  values->MergeFrom(*input.values);
  input.by_service ? ClearLedgerFields(values.get()) : ClearOutputOnly(values.get());
  DropEmptyMessages(values.get());
  const auto* descriptor = values->GetDescriptor();
  values->GetReflection()->SetString(values.get(), descriptor->FindFieldByName("name"), input.name);
  values->GetReflection()->ClearField(values.get(), descriptor->FindFieldByName(kEffectiveFrom));
  return values;
}

absl::Status CheckHeld(const Held& held, const ResourceInput& input) {
  if (!held.exists || held.slices.empty()) return ResourceNotFound(input.name);
  if (input.etag.empty() || input.etag == Concat(held.revision)) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                         Concat(input.name, " has changed since it was read"));
}

absl::StatusOr<absl::CivilDay> NewStart(const ResourceInput& input, absl::CivilDay today) {
  auto day = ParseDay(TextField(*input.values, kEffectiveFrom));
  if (!day.ok()) return InvalidField(kEffectiveFrom, ToStd(day.status().message()));
  if (*day > today) return InvalidField(kEffectiveFrom, "is in the future");
  return day;
}

absl::Status BeforeItBegins(const std::string& name, absl::CivilDay start, const char* way) {
  return InvalidField("effective_date", Concat(name, " begins on ", FormatDay(start), way));
}

std::optional<Reference> ParentOf(const std::string& name) {
  const std::string_view parent = ResourceType::ParentOf(name);
  if (parent.empty()) return std::nullopt;
  return Reference{"parent", "*", std::string(parent)};
}

// A start moved back must not reach into the days of a former resource of the name.
absl::Status CheckNewStart(const Held& held, const Slices& next) {
  if (next.empty()) return InvalidField(kEffectiveFrom, "leaves no day on which it exists");
  const absl::CivilDay start = next.front().valid_from;
  if (start >= held.slices.front().valid_from || start >= held.former_end) return absl::OkStatus();
  return InvalidField(kEffectiveFrom, "lies in the days of a former resource of this name");
}

}  // namespace

void WritePlan::AddNames(std::set<std::string>* names) const {
  if (parent.has_value()) names->insert(parent->name);
  for (const Reference& reference : references) {
    if (!IsForeign(write.name, reference.name)) names->insert(reference.name);
  }
}

absl::Status WritePlan::Check(const std::set<std::string>& missing) const {
  absl::Status status = council;
  if (status.ok() && parent.has_value()) status = CheckReferences({*parent}, missing);
  if (status.ok()) status = values;
  if (!status.ok()) return status;
  std::set<std::string> absent = missing;
  for (const Reference& reference : references) {
    if (IsForeign(write.name, reference.name)) absent.insert(reference.name);
  }
  return CheckReferences(references, absent);
}

WritePlanner::WritePlanner(const Registry& registry, const ResourceType& type,
                           const WriteContext& context)
    : rule_(registry.RuleOf(type)),
      type_(type),
      caller_(*context.caller),
      today_(LondonDay(context.record_time)) {}

absl::StatusOr<WritePlan> WritePlanner::Create(const Held& held, const ResourceInput& input) const {
  const Slice* last = held.slices.empty() ? nullptr : &held.slices.back();
  if (held.exists && (last == nullptr || !last->deleted || input.begins < last->valid_from)) {
    return absl::AlreadyExistsError(Concat(input.name, " exists already"));
  }
  WritePlan plan;
  plan.write = {&type_,
                input.name,
                "create",
                input.begins,
                {{input.begins, kEndOfTime, false, ValuesOf(input)}}};
  plan.parent = ParentOf(input.name);
  plan.council = CheckCouncils({}, plan.write.next);
  plan.values = CheckValues({}, input.begins, &plan);
  return plan;
}

absl::StatusOr<WritePlan> WritePlanner::Update(const Held& held, const ResourceInput& input) const {
  absl::Status status = CheckHeld(held, input);
  if (!status.ok()) return status;
  if (held.slices.back().deleted) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "RESOURCE_DELETED",
                           Concat(input.name, " is deleted; undelete it first"));
  }
  const MessagePtr values = ValuesOf(input);
  Edit edit{input.effective, values.get(), input.paths, std::nullopt};
  const bool moves_start = std::erase(edit.paths, kEffectiveFrom) > 0;
  WritePlan plan;
  plan.write = {&type_, input.name, "update", input.effective, held.slices};
  if (moves_start) {
    auto start = NewStart(input, today_);
    if (!start.ok()) return start.status();
    plan.write.next = MoveStart(plan.write.next, *start);
  }
  status = CheckNewStart(held, plan.write.next);
  if (!status.ok()) return status;
  if (!edit.paths.empty()) {
    // That a record began earlier is said by its first day, not by the day of another fact.
    const absl::CivilDay start = plan.write.next.front().valid_from;
    if (edit.effective < start) {
      return BeforeItBegins(input.name, start,
                            "; to have it begin earlier, give effective_from as well");
    }
    plan.write.next = ApplyEdit(plan.write.next, edit);
  }
  plan.council = CheckCouncils(held.slices, plan.write.next);
  plan.values = CheckValues(held.slices, plan.write.next.front().valid_from, &plan);
  return plan;
}

absl::StatusOr<WritePlan> WritePlanner::Delete(const Held& held, const ResourceInput& input) const {
  return SetDeleted(held, input, true);
}

absl::StatusOr<WritePlan> WritePlanner::Undelete(const Held& held,
                                                 const ResourceInput& input) const {
  return SetDeleted(held, input, false);
}

absl::StatusOr<WritePlan> WritePlanner::SetDeleted(const Held& held, const ResourceInput& input,
                                                   bool deleted) const {
  absl::Status status = CheckHeld(held, input);
  if (!status.ok()) return status;
  const absl::CivilDay start = held.slices.front().valid_from;
  if (input.effective < start) {
    return BeforeItBegins(input.name, start, "");
  }
  WritePlan plan;
  plan.write = {&type_, input.name, deleted ? "delete" : "undelete", input.effective,
                ApplyEdit(held.slices, {input.effective, nullptr, {}, deleted})};
  plan.council = CheckCouncils(held.slices, {});
  if (deleted) return plan;
  // From that day on it is there again as if it were new.
  plan.parent = ParentOf(input.name);
  plan.values = CheckValues({}, input.effective, &plan);
  return plan;
}

absl::Status WritePlanner::CheckCouncils(const Slices& before, const Slices& after) const {
  for (const Slices* slices : {&before, &after}) {
    for (const Slice& slice : *slices) {
      absl::Status status = CheckCouncil(caller_, *slice.value);
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

// Runs the field rules and the resource's own rule on each slice that is new from a
// day on, and collects the references that were not held before.
absl::Status WritePlanner::CheckValues(const Slices& before, absl::CivilDay from,
                                       WritePlan* plan) const {
  std::set<std::string> known;
  for (const Slice& slice : before) {
    for (Reference& reference : CollectReferences(*slice.value, "")) {
      known.insert(std::move(reference.name));
    }
  }
  for (Slice& slice : plan->write.next) {
    if (slice.valid_to <= from) continue;
    if (std::ranges::any_of(before, [&](const Slice& s) { return SameValue(s, slice); })) continue;
    std::shared_ptr<Message> value(slice.value->New());
    value->MergeFrom(*slice.value);
    const std::vector<FieldViolation> violations = FindViolations(*value, type_.table());
    if (!violations.empty()) return InvalidFields(violations);
    const Slice* held = before.empty() ? nullptr : SliceAt(before, slice.valid_from);
    absl::Status status = rule_ ? rule_(held == nullptr ? nullptr : held->value.get(), value.get())
                                : absl::OkStatus();
    if (!status.ok()) return status;
    for (Reference& reference : CollectReferences(*value, type_.table())) {
      if (known.insert(reference.name).second) plan->references.push_back(std::move(reference));
    }
    slice.value = std::move(value);
  }
  return absl::OkStatus();
}

}  // namespace concordat
