#include "common/operations/operation_tables.h"

#include <utility>

#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/sql/bulk.h"
#include "common/sql/sql_part.h"

namespace concordat {
namespace {

constexpr char kInsert[] =
    "INSERT INTO operation (name, partnership, method, request, subject, caller, exempt_seen, "
    "state,"
    " created, held_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
// 1 and 2 are those that are not done.
constexpr char kCount[] =
    "SELECT COUNT(*), CAST(COALESCE(SUM(subject = ?), 0) AS SIGNED) FROM operation"
    " WHERE state IN (1, 2)";
constexpr char kColumns[] =
    "SELECT name, method, subject, exempt_seen, state, created, started, ended, expires,"
    " progress_done, progress_total, progress, cancel_asked, attempts, result IS NOT NULL, error";
constexpr char kUnfinished[] = "SELECT name FROM operation WHERE state IN (1, 2) AND name IN ";

// Columns as they are selected.
enum Column : size_t {
  kName,
  kMethod,
  kSubject,
  kExemptSeen,
  kState,
  kCreated,
  kStarted,
  kEnded,
  kExpires,
  kDone,
  kTotal,
  kWords,
  kCancelAsked,
  kAttempts,
  kHasResult,
  kError,
  kResult,
};

std::optional<int64_t> TimeAt(const Row& row, Column column) {
  return row.IsNull(column) ? std::nullopt : std::optional(row.Int(column));
}

OperationRecord RecordOf(const Row& row) {
  OperationRecord record;
  record.name = row.Text(kName);
  record.method = row.Text(kMethod);
  record.subject = row.Text(kSubject);
  record.exempt_seen = row.Int(kExemptSeen) != 0;
  record.state = static_cast<OperationState>(row.Int(kState));
  record.created = row.Int(kCreated);
  record.started = TimeAt(row, kStarted);
  record.ended = TimeAt(row, kEnded);
  record.expires = TimeAt(row, kExpires);
  record.progress = {row.Int(kDone), row.Int(kTotal), std::string(row.Text(kWords))};
  record.cancel_asked = !row.IsNull(kCancelAsked);
  record.attempts = static_cast<int>(row.Int(kAttempts));
  record.has_result = row.Int(kHasResult) != 0;
  record.error = row.Text(kError);
  if (row.size() > kResult) record.result = row.Text(kResult);
  return record;
}

}  // namespace

absl::Status InsertOperation(Connection& connection, const NewOperation& operation) {
  const OperationRecord& record = operation.record;
  return connection
      .Execute(kInsert,
               {record.name, operation.partnership, record.method, SqlBytes{operation.request},
                SqlBytes{record.subject}, SqlBytes{SerializeDeterministically(operation.caller)},
                int64_t{record.exempt_seen}, int64_t{record.state}, record.created, record.created})
      .status();
}

absl::StatusOr<UnfinishedOperations> CountUnfinished(Connection& connection,
                                                     const std::string& subject) {
  UnfinishedOperations count;
  absl::Status status = connection.Query(kCount, {SqlBytes{subject}}, [&count](const Row& row) {
    count = {row.Int(0), row.Int(1)};
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return count;
}

absl::StatusOr<OperationRecord> ReadOperation(Connection& connection, const std::string& name) {
  std::optional<OperationRecord> record;
  absl::Status status = connection.Query(Concat(kColumns, ", result FROM operation WHERE name = ?"),
                                         {name}, [&record](const Row& row) {
                                           record = RecordOf(row);
                                           return absl::OkStatus();
                                         });
  if (!status.ok()) return status;
  if (!record.has_value()) return ResourceNotFound(name);
  return *std::move(record);
}

absl::StatusOr<std::vector<OperationRecord>> ReadOperations(Connection& connection,
                                                            const OperationsQuery& query) {
  SqlPart sql;
  sql.Add(Concat(kColumns, " FROM operation WHERE partnership = ?"), {query.partnership});
  if (query.subject.has_value()) sql.Add(" AND subject = ?", {SqlBytes{*query.subject}});
  if (query.after_created.has_value()) {
    sql.Add(" AND (created < ? OR (created = ? AND name < ?))",
            {*query.after_created, *query.after_created, query.after_name});
  }
  sql.Add(" ORDER BY created DESC, name DESC LIMIT ?", {int64_t{query.limit}});
  std::vector<OperationRecord> records;
  absl::Status status = connection.Query(sql.text, sql.values, [&records](const Row& row) {
    records.push_back(RecordOf(row));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return records;
}

absl::StatusOr<std::vector<std::string>> StillUnfinished(Connection& connection,
                                                         const std::vector<std::string>& names) {
  std::vector<std::string> unfinished;
  absl::Status status = QueryIn(connection, kUnfinished, names, "", [&](const Row& row) {
    unfinished.emplace_back(row.Text(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return unfinished;
}

}  // namespace concordat
