#include "common/ledger/change_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/ledger/hash_chain.h"
#include "common/resource/child_rows.h"
#include "common/resource/row_mapper.h"
#include "concordat/ledger/v1/change.pb.h"

namespace concordat {
namespace {

constexpr size_t kSaltBytes = 32;

constexpr char kInsertHead[] = "INSERT INTO resource (name, uid, type, revision) VALUES ";
constexpr char kInsertChange[] =
    "INSERT INTO changes (change_id, record_time, effective_date, subject, request_id, trace_id,"
    " type, name, uid, revision, verb, payload_digest) VALUES ";
constexpr char kInsertPayload[] = "INSERT INTO change_payload (change_id, salt, payload) VALUES ";
constexpr char kInsertOutbox[] =
    "INSERT INTO outbox (change_id, uid, revision, record_time) VALUES ";

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

std::string InsertSlices(const ResourceType& type) {
  std::string columns =
      "name, valid_from, valid_to, deleted, uid, recorded_by, create_time, record_time, "
      "effective_from";
  for (const std::string& column : WrittenColumns(type.columns())) columns += ", `" + column + "`";
  return Concat("INSERT INTO `", type.table(), "` (", columns, ") VALUES ");
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
    if (held_.exists) {
      return IsFresh() ? batch_.Renew(write_.name, payload_.uid()) : batch_.Revise(write_.name);
    }
    Add(WriteBatch::Step::kHead, "resource", kInsertHead,
        {write_.name, payload_.uid(), payload_.type(), payload_.revision()});
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
    AddSlice(ended, held_.uid, held_.create_time, held_.slices.front().valid_from);
  }

  void AddChange() {
    const std::string payload = SerializeDeterministically(payload_);
    const std::string salt = RandomBytes(kSaltBytes);
    const Caller& caller = *context_.caller;
    Add(WriteBatch::Step::kChange, "changes", kInsertChange,
        {change_id_, record_time_, FormatDay(write_.effective), caller.subject, context_.request_id,
         caller.trace_id, payload_.type(), write_.name, payload_.uid(), payload_.revision(),
         write_.verb, PayloadDigest(salt, payload)});
    Add(WriteBatch::Step::kPayload, "change_payload", kInsertPayload,
        {change_id_, SqlBytes{salt}, SqlBytes{payload}});
    Add(WriteBatch::Step::kOutbox, "outbox", kInsertOutbox,
        {change_id_, payload_.uid(), payload_.revision(), record_time_});
  }

 private:
  // A resource that did not exist, by this or any name.
  bool IsFresh() const { return !held_.exists || write_.verb == "create"; }

  void Add(WriteBatch::Step step, std::string_view table, const char* insert, SqlValues row) {
    batch_.Insert(step, table, [insert] { return std::string(insert); }, std::move(row));
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
    SqlValues row = {write_.name, told->valid_from(), told->valid_to(), int64_t{slice.deleted}, uid,
                     change_id_,  create_time,        record_time_,     FormatDay(first_day)};
    AppendColumns(type.columns(), *slice.value, &row);
    batch_.Insert(
        WriteBatch::Step::kSlice, type.table(), [&type] { return InsertSlices(type); },
        std::move(row));
    const SliceKey key{write_.name, told->valid_from(), change_id_};
    for (const ChildTable& child : type.children()) {
      std::vector<SqlValues> rows;
      AppendChildRows(child, key, *slice.value, &rows);
      for (SqlValues& element : rows) {
        batch_.Insert(
            WriteBatch::Step::kList, child.name, [&child] { return InsertChildren(child); },
            std::move(element));
      }
    }
  }

  WriteBatch& batch_;
  const Held& held_;
  const Write& write_;
  const WriteContext& context_;
  const std::string change_id_;
  const int64_t record_time_;
  const absl::CivilDay first_day_;
  concordat::ledger::v1::ChangePayload payload_;
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
