#include "common/ledger/change_writer.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/ledger/hash_chain.h"
#include "common/resource/child_rows.h"
#include "common/resource/row_mapper.h"
#include "common/sql/bulk.h"
#include "concordat/ledger/v1/change.pb.h"

namespace concordat {
namespace {

using google::protobuf::Message;

constexpr size_t kSaltBytes = 32;

constexpr char kInsertHead[] =
    "INSERT INTO resource (name, uid, type, revision) VALUES (?, ?, ?, ?)";
constexpr char kUpdateHead[] = "UPDATE resource SET uid = ?, revision = ? WHERE name = ?";
constexpr char kInsertChange[] =
    "INSERT INTO changes (change_id, record_time, effective_date, subject, request_id, trace_id,"
    " type, name, uid, revision, verb, payload_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kInsertPayload[] =
    "INSERT INTO change_payload (change_id, salt, payload) VALUES (?, ?, ?)";
constexpr char kInsertOutbox[] =
    "INSERT INTO outbox (change_id, uid, revision, record_time) VALUES (?, ?, ?, ?)";

bool SameSlice(const Slice& a, const Slice& b) {
  return a.valid_from == b.valid_from && a.valid_to == b.valid_to && a.deleted == b.deleted &&
         (a.value == b.value ||
          google::protobuf::util::MessageDifferencer::Equals(*a.value, *b.value));
}

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

// One change on its way into the tables.
class ChangeWriter {
 public:
  ChangeWriter(Connection& connection, const ResourceType& type, const Write& write,
               const WriteContext& context, int64_t revision)
      : connection_(connection),
        type_(type),
        write_(write),
        context_(context),
        change_id_(NewTimeUuid(context.record_time)),
        record_time_(absl::ToUnixMicros(context.record_time)) {
    payload_.set_type(type.type());
    payload_.set_name(write.name);
    payload_.set_verb(write.verb);
    payload_.set_revision(revision);
  }

  absl::Status Supersede(const Slice& slice) {
    const std::string day = FormatDay(slice.valid_from);
    payload_.add_superseded_from(day);
    return connection_
        .Execute(Concat("UPDATE `", type_.table(),
                        "` SET superseded_by = ? WHERE name = ? AND valid_from = ?"
                        " AND superseded_by IS NULL"),
                 {change_id_, write_.name, day})
        .status();
  }

  absl::Status Insert(const Slice& slice, const std::string& uid, int64_t create_time,
                      absl::CivilDay first_day) {
    concordat::ledger::v1::Slice* told = payload_.add_slices();
    told->set_valid_from(FormatDay(slice.valid_from));
    told->set_valid_to(FormatDay(slice.valid_to));
    told->set_deleted(slice.deleted);
    told->mutable_resource()->PackFrom(*slice.value);
    SqlValues values = {write_.name,
                        told->valid_from(),
                        told->valid_to(),
                        int64_t{slice.deleted},
                        uid,
                        change_id_,
                        create_time == 0 ? record_time_ : create_time,
                        record_time_,
                        FormatDay(first_day)};
    AppendColumns(type_.columns(), *slice.value, &values);
    absl::Status status = connection_.Execute(InsertSql(values.size()), values).status();
    return status.ok() ? InsertLists({write_.name, told->valid_from(), change_id_}, *slice.value)
                       : status;
  }

  // A slice's elements go out of force with it: only the slice says when.
  absl::Status InsertLists(const SliceKey& key, const Message& value) {
    for (const ChildTable& child : type_.children()) {
      std::vector<SqlValues> rows;
      AppendChildRows(child, key, value, &rows);
      absl::Status status = ExecuteRows(connection_, InsertChildren(child), rows).status();
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status WriteHead(const Held& held, const std::string& uid) {
    const int64_t revision = payload_.revision();
    if (held.exists) return connection_.Execute(kUpdateHead, {uid, revision, write_.name}).status();
    absl::Status status =
        connection_.Execute(kInsertHead, {write_.name, uid, type_.type(), revision}).status();
    if (absl::IsAlreadyExists(status)) {
      return absl::AlreadyExistsError(Concat(write_.name, " exists already"));
    }
    return status;
  }

  absl::Status WriteChange(const std::string& uid) {
    payload_.set_uid(uid);
    const std::string payload = SerializeDeterministically(payload_);
    const std::string salt = RandomBytes(kSaltBytes);
    const Caller& caller = *context_.caller;
    absl::Status status =
        connection_
            .Execute(kInsertChange,
                     {change_id_, record_time_, FormatDay(context_.effective), caller.subject,
                      context_.request_id, caller.trace_id, type_.type(), write_.name, uid,
                      payload_.revision(), write_.verb, PayloadDigest(salt, payload)})
            .status();
    if (!status.ok()) return status;
    status = connection_.Execute(kInsertPayload, {change_id_, SqlBytes{salt}, SqlBytes{payload}})
                 .status();
    if (!status.ok()) return status;
    return connection_.Execute(kInsertOutbox, {change_id_, uid, payload_.revision(), record_time_})
        .status();
  }

 private:
  std::string InsertSql(size_t count) const {
    std::string columns =
        "name, valid_from, valid_to, deleted, uid, recorded_by, create_time, record_time, "
        "effective_from";
    for (const std::string& column : WrittenColumns(type_.columns()))
      columns += ", `" + column + "`";
    std::string places = "?";
    for (size_t i = 1; i < count; ++i) places += ", ?";
    return Concat("INSERT INTO `", type_.table(), "` (", columns, ") VALUES (", places, ")");
  }

  Connection& connection_;
  const ResourceType& type_;
  const Write& write_;
  const WriteContext& context_;
  const std::string change_id_;
  const int64_t record_time_;
  concordat::ledger::v1::ChangePayload payload_;
};

// The deleted resource that held the name before ends where the new one begins.
absl::Status RetireFormer(ChangeWriter& change, const Held& held, absl::CivilDay new_start) {
  const Slice& last = held.slices.back();
  absl::Status status = change.Supersede(last);
  if (!status.ok() || last.valid_from == new_start) return status;
  Slice ended = last;
  ended.valid_to = new_start;
  return change.Insert(ended, held.uid, held.create_time, held.slices.front().valid_from);
}

}  // namespace

absl::StatusOr<int64_t> WriteSlices(Connection& connection, const Held& held, const Write& write,
                                    const WriteContext& context) {
  const bool reused = held.exists && write.verb == "create";
  const bool fresh = !held.exists || reused;
  const Difference difference = Compare(fresh ? Slices() : held.slices, write.next);
  if (difference.superseded.empty() && difference.inserted.empty()) return held.revision;
  const std::string uid = fresh ? NewUuid() : held.uid;
  ChangeWriter change(connection, *write.type, write, context, held.revision + 1);
  // The head first: it is what two writers of the same name meet at.
  absl::Status status = change.WriteHead(held, uid);
  if (status.ok() && reused) {
    status = RetireFormer(change, held, write.next.front().valid_from);
  }
  for (size_t i = 0; status.ok() && i < difference.superseded.size(); ++i) {
    status = change.Supersede(difference.superseded[i]);
  }
  for (size_t i = 0; status.ok() && i < difference.inserted.size(); ++i) {
    status = change.Insert(difference.inserted[i], uid, fresh ? 0 : held.create_time,
                           write.next.front().valid_from);
  }
  if (status.ok()) status = change.WriteChange(uid);
  if (!status.ok()) return status;
  return held.revision + 1;
}

}  // namespace concordat
