#include "common/ledger/change_writer.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/ledger/hash_chain.h"
#include "common/resource/child_rows.h"
#include "common/resource/field_rules.h"
#include "common/resource/row_mapper.h"
#include "common/resource/term_table.h"
#include "concordat/ledger/v1/change.pb.h"

namespace concordat {
namespace {

constexpr size_t kSaltBytes = 32;

constexpr char kInsertChange[] =
    "INSERT INTO changes (change_id, record_time, effective_date, subject, request_id, trace_id,"
    " type, name, uid, revision, verb, payload_digest) VALUES ";
constexpr char kInsertPayload[] = "INSERT INTO change_payload (change_id, salt, payload) VALUES ";
constexpr char kInsertOutbox[] =
    "INSERT INTO outbox (change_id, uid, revision, record_time, name) VALUES ";

// Rows that go out of force and slices that come into force.
struct Difference {
  Slices superseded;
  Slices inserted;
};

Difference Compare(const Slices& held, const Slices& next) {
  // Every row carries the first day, so a moved start rewrites them all.
  const bool moved = !held.empty() && held.front().valid_from != next.front().valid_from;
  Difference difference;
  const auto missing_in = [moved](const Slices& slices, const Slice& slice) {
    return moved ||
           std::ranges::none_of(slices, [&](const Slice& s) { return SameSlice(s, slice); });
  };
  std::ranges::copy_if(held, std::back_inserter(difference.superseded),
                       [&](const Slice& s) { return missing_in(next, s); });
  std::ranges::copy_if(next, std::back_inserter(difference.inserted),
                       [&](const Slice& s) { return missing_in(held, s); });
  return difference;
}

RowStatement InsertSlices(const ResourceType& type) {
  std::string columns =
      "name, valid_from, valid_to, deleted, uid, recorded_by, create_time, record_time, "
      "effective_from";
  std::vector<std::string> written = WrittenColumns(type.columns());
  if (type.summary().has_value()) written.push_back(type.summary()->column);
  for (const std::string& column : written) columns += ", `" + column + "`";
  return {Concat("INSERT INTO `", type.table(), "` (", columns, ") VALUES "), 9 + written.size()};
}

// What is kept of the values of a resource that is gone when its name goes to another:
// what says who may see it. Its text stays with its own changes, where a redaction
// finds it.
std::shared_ptr<const google::protobuf::Message> Remainder(
    const google::protobuf::Message& former) {
  std::shared_ptr<google::protobuf::Message> remainder(former.New());
  const auto& descriptor = *former.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const auto& field = *descriptor.field(i);
    if (field.name() == "name" || field.name() == "marking" || RulesOf(field).belongs) {
      CopyPath(former, field.name(), remainder.get());
    }
  }
  return remainder;
}

// One change on its way into a batch.
class ChangeWriter {
 public:
  ChangeWriter(WriteBatch& batch, const Held& held, const Write& write, const WriteContext& context)
      : batch_(batch),
        held_(held),
        write_(write),
        context_(context),
        change_id_(NewTimeUuid(context.record_time)),
        record_time_(absl::ToUnixMicros(context.record_time)),
        first_day_(write.next.front().valid_from) {
    payload_.set_type(write.type->type());
    payload_.set_name(write.name);
    payload_.set_verb(write.verb);
    payload_.set_uid(IsFresh() ? NewUuid() : held.uid);
    payload_.set_revision(held.revision + 1);
  }

  void AddHead() {
    if (!held_.exists) {
      batch_.Create(write_.name, payload_.uid(), payload_.type());
    } else if (IsFresh()) {
      batch_.Renew(write_.name, payload_.uid());
    } else {
      batch_.Revise(write_.name);
    }
  }

  void Supersede(const Slice& slice) {
    const std::string day = FormatDay(slice.valid_from);
    payload_.add_superseded_from(day);
    batch_.Supersede(write_.type->table(), write_.name, day, change_id_);
  }

  // A slice of the resource as it is from now on.
  void AddSlice(const Slice& slice) {
    AddSlice(slice, payload_.uid(), IsFresh() ? record_time_ : held_.create_time, first_day_);
  }

  // The deleted resource that held the name before ends where the new one begins.
  void RetireFormer() {
    if (!held_.exists || !IsFresh()) return;
    const Slice& last = held_.slices.back();
    Supersede(last);
    if (last.valid_from == first_day_) return;
    Slice ended = last;
    ended.valid_to = first_day_;
    ended.value = Remainder(*last.value);
    AddSlice(ended, held_.uid, held_.create_time, held_.slices.front().valid_from);
  }

  void AddChange() {
    const std::string payload = SerializeDeterministically(payload_);
    const std::string salt = RandomBytes(kSaltBytes);
    const Caller& caller = *context_.caller;
    const std::string digest = PayloadDigest(salt, payload);
    using Step = WriteBatch::Step;
    Append(&batch_.RowsOf(Step::kChange, "changes", [] { return RowStatement{kInsertChange, 12}; }),
           change_id_, record_time_, FormatDay(write_.effective), caller.subject,
           context_.request_id, caller.trace_id, payload_.type(), write_.name, payload_.uid(),
           payload_.revision(), write_.verb, digest);
    Append(&batch_.RowsOf(Step::kPayload, "change_payload",
                          [] { return RowStatement{kInsertPayload, 3}; }),
           change_id_, SqlBytes{salt}, SqlBytes{payload});
    Append(&batch_.RowsOf(Step::kOutbox, "outbox", [] { return RowStatement{kInsertOutbox, 5}; }),
           change_id_, payload_.uid(), payload_.revision(), record_time_, write_.name);
  }

 private:
  // A resource that did not exist, by this or any name.
  bool IsFresh() const { return !held_.exists || write_.verb == "create"; }

  template <typename... Values>
  static void Append(SqlValues* row, Values&&... values) {
    (row->emplace_back(std::forward<Values>(values)), ...);
  }

  // All rows that a slice has: its own and those of its lists, which go out of force
  // with it because the slice alone says when.
  void AddSlice(const Slice& slice, const std::string& uid, int64_t create_time,
                absl::CivilDay first_day) {
    const ResourceType& type = *write_.type;
    concordat::ledger::v1::Slice* told = payload_.add_slices();
    told->set_valid_from(FormatDay(slice.valid_from));
    told->set_valid_to(FormatDay(slice.valid_to));
    told->set_deleted(slice.deleted);
    told->mutable_resource()->PackFrom(*slice.value);
    SqlValues& row = batch_.RowsOf(WriteBatch::Step::kSlice, type.table(),
                                   [&type] { return InsertSlices(type); });
    Append(&row, write_.name, told->valid_from(), told->valid_to(), int64_t{slice.deleted}, uid,
           change_id_, create_time, record_time_, FormatDay(first_day));
    AppendColumns(type.columns(), *slice.value, &row);
    if (type.summary().has_value()) {
      std::string summary = type.summary()->of(*slice.value);
      if (HasTerms(type)) AddTerms(type, summary);
      row.emplace_back(std::move(summary));
    }
    const SliceKey key{write_.name, told->valid_from(), change_id_};
    for (const ChildTable& child : type.children()) {
      AppendChildRows(child, key, *slice.value,
                      &batch_.RowsOf(WriteBatch::Step::kList, child.name,
                                     [&child] { return InsertChildren(child); }));
    }
  }

  // Those that no slice has that is held or was written before in this change.
  void AddTerms(const ResourceType& type, const std::string& summary) {
    if (!known_terms_.has_value()) {
      known_terms_.emplace();
      if (!IsFresh()) {
        for (const Slice& slice : held_.slices) KnowTerms(type.summary()->of(*slice.value));
      }
    }
    SqlValues& rows = batch_.RowsOf(WriteBatch::Step::kList, TermTableOf(type),
                                    [&type] { return InsertTerms(type); });
    for (std::string& term : SplitTerms(summary)) {
      if (known_terms_->insert(term).second) Append(&rows, std::move(term), write_.name);
    }
  }
  void KnowTerms(const std::string& summary) {
    for (std::string& term : SplitTerms(summary)) known_terms_->insert(std::move(term));
  }

  WriteBatch& batch_;
  const Held& held_;
  const Write& write_;
  const WriteContext& context_;
  const std::string change_id_;
  const int64_t record_time_;
  const absl::CivilDay first_day_;
  concordat::ledger::v1::ChangePayload payload_;
  std::optional<std::set<std::string>> known_terms_;
};

}  // namespace

absl::StatusOr<int64_t> WriteSlices(WriteBatch& batch, const Held& held, const Write& write,
                                    const WriteContext& context) {
  const bool fresh = !held.exists || write.verb == "create";
  const Difference difference = Compare(fresh ? Slices() : held.slices, write.next);
  if (difference.superseded.empty() && difference.inserted.empty()) return held.revision;
  ChangeWriter change(batch, held, write, context);
  change.AddHead();
  change.RetireFormer();
  for (const Slice& slice : difference.superseded) change.Supersede(slice);
  for (const Slice& slice : difference.inserted) change.AddSlice(slice);
  change.AddChange();
  absl::Status status = batch.FlushIfFull();
  if (!status.ok()) return status;
  return held.revision + 1;
}

}  // namespace concordat
