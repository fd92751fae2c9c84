#include "common/ledger/resource_writer.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/references.h"
#include "common/resource/row_mapper.h"
#include "common/resource/validate.h"

namespace concordat {
namespace {

using google::protobuf::Message;

constexpr char kEffectiveFrom[] = "effective_from";

std::string GetText(const Message& message, const char* field) {
  return message.GetReflection()->GetString(message,
                                            message.GetDescriptor()->FindFieldByName(field));
}

// What the caller may say of a resource: its values without what the service sets.
MessagePtr CallerValues(const ResourceInput& input) {
  MessagePtr values(input.values->New());
  values->CopyFrom(*input.values);
  ClearOutputOnly(values.get());
  DropEmptyMessages(values.get());
  const auto* descriptor = values->GetDescriptor();
  values->GetReflection()->SetString(values.get(), descriptor->FindFieldByName("name"), input.name);
  values->GetReflection()->ClearField(values.get(), descriptor->FindFieldByName(kEffectiveFrom));
  return values;
}

absl::Status CheckEtag(const Held& held, const ResourceInput& input) {
  if (input.etag.empty() || input.etag == Concat(held.revision)) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                         Concat(input.name, " has changed since it was read"));
}

absl::Status NotBefore(const Held& held, const ResourceInput& input, absl::CivilDay effective) {
  if (effective >= held.slices.front().valid_from) return absl::OkStatus();
  return InvalidField("effective_date",
                      Concat(input.name, " begins on ", FormatDay(held.slices.front().valid_from)));
}

absl::StatusOr<absl::CivilDay> NewStart(const ResourceInput& input, absl::CivilDay today) {
  auto day = ParseDay(GetText(*input.values, kEffectiveFrom));
  if (!day.ok()) return InvalidField(kEffectiveFrom, ToStd(day.status().message()));
  if (*day > today) return InvalidField(kEffectiveFrom, "is in the future");
  return day;
}

bool Holds(const Slices& slices, const Slice& slice) {
  return std::ranges::any_of(slices, [&slice](const Slice& held) {
    return held.deleted == slice.deleted &&
           (held.value == slice.value ||
            google::protobuf::util::MessageDifferencer::Equals(*held.value, *slice.value));
  });
}

}  // namespace

absl::StatusOr<Held> ResourceWriter::LockExisting(const ResourceInput& input) {
  auto held = LockAndRead(connection_, type_, input.name);
  if (!held.ok()) return held;
  if (!held->exists || held->slices.empty()) return ResourceNotFound(input.name);
  absl::Status status = CheckEtag(*held, input);
  if (!status.ok()) return status;
  return held;
}

absl::StatusOr<int64_t> ResourceWriter::Create(const ResourceInput& input) {
  auto held = LockAndRead(connection_, type_, input.name);
  if (!held.ok()) return held.status();
  return CreateOver(*held, input);
}

absl::StatusOr<int64_t> ResourceWriter::CreateOver(const Held& held, const ResourceInput& input) {
  Write write{&type_, input.name, "create", {}};
  write.next = {{context_.effective, kEndOfTime, false, CallerValues(input)}};
  if (held.exists &&
      !(held.slices.back().deleted && context_.effective >= held.slices.back().valid_from)) {
    return absl::AlreadyExistsError(Concat(input.name, " exists already"));
  }
  const std::string_view parent = ResourceType::ParentOf(input.name);
  if (!parent.empty()) {
    absl::Status status = CheckReferences(ledger_, *context_.caller, connection_,
                                          {{"parent", "*", std::string(parent)}});
    if (!status.ok()) return status;
  }
  absl::Status status = CheckSlices({}, &write.next);
  if (!status.ok()) return status;
  return WriteSlices(connection_, held, write, context_);
}

absl::StatusOr<int64_t> ResourceWriter::Update(const ResourceInput& input) {
  auto held = LockExisting(input);
  if (!held.ok()) return held.status();
  return UpdateHeld(*held, input);
}

absl::StatusOr<int64_t> ResourceWriter::UpdateHeld(const Held& held, const ResourceInput& input) {
  if (held.slices.back().deleted) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "RESOURCE_DELETED",
                           Concat(input.name, " is deleted; undelete it first"));
  }
  const MessagePtr values = CallerValues(input);
  Edit edit{context_.effective, values.get(), input.paths, std::nullopt};
  const auto moved = std::ranges::remove(edit.paths, kEffectiveFrom);
  const bool moves_start = !moved.empty();
  edit.paths.erase(moved.begin(), moved.end());
  Write write{&type_, input.name, "update", held.slices};
  if (moves_start) {
    auto start = NewStart(input, LondonDay(context_.record_time));
    if (!start.ok()) return start.status();
    write.next = MoveStart(write.next, *start);
  }
  if (!edit.paths.empty()) write.next = ApplyEdit(write.next, edit);
  absl::Status status = CheckNewStart(held, write.next, input.name);
  if (status.ok()) status = CheckSlices(held.slices, &write.next);
  if (!status.ok()) return status;
  return WriteSlices(connection_, held, write, context_);
}

absl::StatusOr<int64_t> ResourceWriter::SetDeleted(const ResourceInput& input, bool deleted) {
  auto held = LockExisting(input);
  if (!held.ok()) return held.status();
  absl::Status status = NotBefore(*held, input, context_.effective);
  if (!status.ok()) return status;
  Edit edit{context_.effective, nullptr, {}, deleted};
  Write write{&type_, input.name, deleted ? "delete" : "undelete", ApplyEdit(held->slices, edit)};
  return WriteSlices(connection_, *held, write, context_);
}

absl::StatusOr<int64_t> ResourceWriter::Delete(const ResourceInput& input) {
  absl::Status status = CheckNoLiveChildren(input.name);
  if (!status.ok()) return status;
  return SetDeleted(input, true);
}

absl::StatusOr<int64_t> ResourceWriter::Undelete(const ResourceInput& input) {
  return SetDeleted(input, false);
}

absl::StatusOr<ResourceWriter::Upserted> ResourceWriter::CreateOrUpdate(
    const ResourceInput& input) {
  auto held = LockAndRead(connection_, type_, input.name);
  if (!held.ok()) return held.status();
  const bool create = !held->exists;
  auto revision = create ? CreateOver(*held, input) : UpdateHeld(*held, input);
  if (!revision.ok()) return revision.status();
  return Upserted{create, *revision != held->revision};
}

// Runs the resource's rule and the field rules on each slice that is new, and
// checks the references that were not held before.
absl::Status ResourceWriter::CheckSlices(const Slices& before, Slices* after) {
  const CheckRule& rule = ledger_.registry().RuleOf(type_);
  std::set<std::string> known;
  for (const Slice& slice : before) {
    for (const Reference& reference : CollectReferences(*slice.value, ""))
      known.insert(reference.name);
  }
  std::map<std::string, Reference> added;
  for (Slice& slice : *after) {
    if (Holds(before, slice)) continue;
    std::shared_ptr<Message> value(slice.value->New());
    value->CopyFrom(*slice.value);
    std::vector<FieldViolation> violations = FindViolations(*value, type_.table());
    if (!violations.empty()) return InvalidFields(violations);
    const Slice* held = before.empty() ? nullptr : SliceAt(before, slice.valid_from);
    absl::Status status =
        rule ? rule(held == nullptr ? nullptr : held->value.get(), value.get()) : absl::OkStatus();
    if (!status.ok()) return status;
    for (Reference& reference : CollectReferences(*value, type_.table())) {
      if (!known.contains(reference.name)) added.emplace(reference.name, std::move(reference));
    }
    slice.value = std::move(value);
  }
  std::vector<Reference> references;
  for (auto& [name, reference] : added) references.push_back(std::move(reference));
  return CheckReferences(ledger_, *context_.caller, connection_, references);
}

// A start moved back must not reach into the days of a former resource of the name.
absl::Status ResourceWriter::CheckNewStart(const Held& held, const Slices& next,
                                           std::string_view name) {
  if (next.empty()) return InvalidField(kEffectiveFrom, "leaves no day on which it exists");
  const absl::CivilDay start = next.front().valid_from;
  if (start >= held.slices.front().valid_from) return absl::OkStatus();
  bool overlaps = false;
  absl::Status status =
      connection_.Query(Concat("SELECT 1 FROM `", type_.table(),
                               "` WHERE name = ? AND uid <> ?"
                               " AND superseded_by IS NULL AND valid_to > ? LIMIT 1"),
                        {std::string(name), held.uid, FormatDay(start)}, [&overlaps](const Row&) {
                          overlaps = true;
                          return absl::OkStatus();
                        });
  if (!status.ok()) return status;
  if (!overlaps) return absl::OkStatus();
  return InvalidField(kEffectiveFrom, "lies in the days of a former resource of this name");
}

absl::Status ResourceWriter::CheckNoLiveChildren(std::string_view name) {
  for (const ResourceType* child : ledger_.registry().All()) {
    const auto& pattern = child->pattern();
    if (pattern.size() != type_.pattern().size() + 2 ||
        !std::ranges::equal(type_.pattern(), std::span(pattern).first(type_.pattern().size()))) {
      continue;
    }
    const std::string first = Concat(name, "/", child->collection(), "/");
    std::string found;
    absl::Status status = connection_.Query(
        Concat("SELECT name FROM `", child->table(),
               "` WHERE name >= ? AND name < ?"
               " AND superseded_by IS NULL AND deleted = 0 AND valid_to = '9999-12-31' LIMIT 1"),
        {first, first.substr(0, first.size() - 1) + "0"}, [&found](const Row& row) {
          found = std::string(row.Text(0));
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    if (!found.empty()) {
      return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "HAS_CHILDREN",
                             Concat(name, " still holds ", found));
    }
  }
  return absl::OkStatus();
}

}  // namespace concordat
