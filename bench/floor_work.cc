#include "bench/floor_work.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/resource/row_mapper.h"

namespace concordat::bench {
namespace {

constexpr char kLock[] = "SELECT uid, revision FROM resource WHERE name = ? FOR UPDATE";
constexpr char kInsertHead[] =
    "INSERT INTO resource (name, uid, type, revision) VALUES (?, ?, ?, ?)";
constexpr char kInsertChange[] =
    "INSERT INTO changes (change_id, record_time, effective_date, subject, request_id, trace_id,"
    " type, name, uid, revision, verb, payload_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kInsertPayload[] =
    "INSERT INTO change_payload (change_id, salt, payload) VALUES (?, ?, ?)";
constexpr char kInsertOutbox[] =
    "INSERT INTO outbox (change_id, uid, revision, record_time, name) VALUES (?, ?, ?, ?, ?)";
constexpr char kBegin[] = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION";

std::string Select(const ResourceType& type) {
  return Concat(
      "SELECT t.name, t.valid_from, t.recorded_by, t.uid, t.deleted, t.create_time, t.record_time, "
      "t.effective_from,"
      " r.revision, ",
      type.select_list(), " FROM `", type.table(),
      "` t JOIN resource r ON r.name = t.name WHERE t.name = ?"
      " AND t.valid_from <= ? AND t.valid_to > ? AND t.superseded_by IS NULL");
}

// The lists of one slice, a statement each, as the service reads them.
std::vector<std::string> SelectLists(const ResourceType& type) {
  std::vector<std::string> selects;
  for (const ChildTable& child : type.children()) {
    selects.push_back(Concat("SELECT ", SelectList(child.columns, "c"), " FROM `", child.name,
                             "` c WHERE (c.resource_name, c.valid_from, c.recorded_by) IN"
                             " ((?, ?, ?)) ORDER BY c.ordinal"));
  }
  return selects;
}

std::string Insert(const ResourceType& type) {
  std::string columns =
      "name, valid_from, valid_to, deleted, uid, recorded_by, create_time, record_time, "
      "effective_from";
  std::string places = "?, ?, ?, ?, ?, ?, ?, ?, ?";
  for (const std::string& column : WrittenColumns(type.columns())) {
    columns += ", `" + column + "`";
    places += ", ?";
  }
  return Concat("INSERT INTO `", type.table(), "` (", columns, ") VALUES (", places, ")");
}

SqlValues ColumnValues(const Subject& subject) {
  SqlValues values;
  AppendColumns(subject.type->columns(), *subject.values, &values);
  return values;
}

}  // namespace

FloorWork::FloorWork(const Subject& subject, DatabaseOptions options)
    : subject_(subject),
      options_(std::move(options)),
      select_(Select(*subject.type)),
      select_lists_(SelectLists(*subject.type)),
      insert_(Insert(*subject.type)),
      column_values_(ColumnValues(subject)) {}

absl::Status FloorWork::With(absl::FunctionRef<absl::Status(Connection&)> body) {
  std::unique_ptr<Connection> connection;
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (connection == nullptr) {
    auto opened = Connection::Open(options_);
    if (!opened.ok()) return opened.status();
    connection = *std::move(opened);
  }
  absl::Status status = body(*connection);
  std::lock_guard lock(mutex_);
  if (!connection->broken()) idle_.push_back(std::move(connection));
  return status;
}

absl::Status FloorWork::Query(Connection& connection, std::string_view sql, const SqlValues& values,
                              std::string* cells) const {
  return connection.Query(sql, values, [cells](const Row& row) {
    for (size_t i = 0; i < row.size(); ++i) cells->append(row.Text(i));
    return absl::OkStatus();
  });
}

absl::Status FloorWork::ReadIn(Connection& connection, const std::string& name,
                               std::string* cells) const {
  SqlValues key;
  absl::Status status =
      connection.Query(select_, {name, std::string(kDay), std::string(kDay)}, [&](const Row& row) {
        for (size_t i = 0; i < 3; ++i) key.emplace_back(std::string(row.Text(i)));
        for (size_t i = 3; i < row.size(); ++i) cells->append(row.Text(i));
        return absl::OkStatus();
      });
  for (const std::string& select : select_lists_) {
    if (status.ok() && !key.empty()) status = Query(connection, select, key, cells);
  }
  return status;
}

absl::Status FloorWork::Read(const std::string& name, std::string* cells) {
  return With([&](Connection& connection) { return ReadIn(connection, name, cells); });
}

absl::Status FloorWork::Write(const std::string& name) {
  return With([&](Connection& connection) {
    absl::Status status = connection.RunScript(kBegin);
    if (status.ok()) status = WriteRows(connection, name);
    const absl::Status end = connection.RunScript(status.ok() ? "COMMIT" : "ROLLBACK");
    return status.ok() ? end : status;
  });
}

absl::Status FloorWork::WriteRows(Connection& connection, const std::string& name) {
  const std::string uid = NewUuid(), day = kDay, digest(64, 'f');
  const absl::Time now = absl::Now();
  const std::string change = NewTimeUuid(now);
  const int64_t micros = absl::ToUnixMicros(now);
  const std::string& type = subject_.type->type();
  const SqlBytes salt{RandomBytes(32)}, payload{subject_.values->SerializeAsString()};
  SqlValues row = {name, day, "9999-12-31", int64_t{0}, uid, change, micros, micros, day};
  row.insert(row.end(), column_values_.begin(), column_values_.end());
  std::string cells;
  absl::Status status = Query(connection, kLock, {name}, &cells);
  if (status.ok()) status = subject_.check_parent(connection, subject_.parent);
  const auto execute = [&](std::string_view sql, const SqlValues& values) {
    if (status.ok()) status = connection.Execute(sql, values).status();
  };
  execute(kInsertHead, {name, uid, type, int64_t{1}});
  execute(insert_, row);
  execute(kInsertChange,
          {change, micros, day, "bench", "", "", type, name, uid, int64_t{1}, "create", digest});
  execute(kInsertPayload, {change, salt, payload});
  execute(kInsertOutbox, {change, uid, int64_t{1}, micros, name});
  return status.ok() ? ReadIn(connection, name, &cells) : status;
}

}  // namespace concordat::bench
