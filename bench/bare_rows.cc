#include "bench/bare_rows.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/text.h"
#include "common/sql/bulk.h"

namespace concordat::bench {
namespace {

// The server makes those that are generated, there as here.
constexpr char kColumns[] =
    "SELECT column_name, data_type FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND table_name = ? AND extra NOT LIKE '%GENERATED%'"
    " ORDER BY ordinal_position";
// The changes that are meant, as `c`.
constexpr char kOfChanges[] = " JOIN changes c ON c.change_id = ";
constexpr char kWhich[] = " WHERE c.revision = ? AND c.name LIKE ?";

bool IsNumber(std::string_view type) { return type.ends_with("int"); }
bool IsBinary(std::string_view type) { return type.ends_with("blob") || type.ends_with("binary"); }

std::string Joined(std::string_view table, std::string_view key) {
  return Concat("`", table, "` t", kOfChanges, "t.", key, kWhich);
}

}  // namespace

absl::StatusOr<BareRows> BareRows::Make(Connection& connection, const std::string& bare,
                                        const ResourceType& type) {
  BareRows rows(connection);
  rows.tables_ = {
      // A name has one head, which its first change made.
      {"resource",
       "resource t JOIN changes c ON c.uid = t.uid AND c.revision = 1 AND c.revision = ?"
       " WHERE c.name LIKE ?"},
      {type.table(), Joined(type.table(), "recorded_by")},
  };
  for (const ChildTable& child : type.children()) {
    rows.tables_.push_back({child.name, Joined(child.name, "recorded_by")});
  }
  rows.tables_.push_back({"changes", Joined("changes", "change_id")});
  rows.tables_.push_back({"change_payload", Joined("change_payload", "change_id")});
  // The sequencer has emptied it; each of its columns stands in the change too.
  rows.tables_.push_back({"outbox", Concat("changes t", kOfChanges, "t.change_id", kWhich)});
  absl::Status status = connection.RunScript(
      Concat("DROP SCHEMA IF EXISTS `", bare, "`; CREATE SCHEMA `", bare, "`"));
  for (Table& table : rows.tables_) {
    if (status.ok()) status = rows.Describe(bare, &table);
  }
  if (!status.ok()) return status;
  return rows;
}

absl::Status BareRows::Describe(const std::string& bare, Table* table) {
  std::string columns, cells;
  absl::Status status = connection_->Query(kColumns, {table->name}, [&](const Row& row) {
    columns += Concat(columns.empty() ? "`" : ", `", row.Text(0), "`");
    cells += Concat(cells.empty() ? "t.`" : ", t.`", row.Text(0), "`");
    table->number.push_back(IsNumber(row.Text(1)));
    table->binary.push_back(IsBinary(row.Text(1)));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  const std::string target = Concat("`", bare, "`.`", table->name, "`");
  table->insert = {Concat("INSERT INTO ", target, " (", columns, ") VALUES "),
                   table->number.size()};
  table->select = Concat("SELECT ", cells, " FROM ", table->from);
  return connection_->RunScript(Concat("CREATE TABLE ", target, " LIKE `", table->name, "`"));
}

absl::Status BareRows::Read(const std::string& prefix, int64_t revision) {
  for (Table& table : tables_) {
    table.values.clear();
    absl::Status status =
        connection_->Query(table.select, {revision, prefix + "%"}, [&table](const Row& row) {
          SqlValues& values = table.values;
          for (size_t i = 0; i < row.size(); ++i) {
            if (row.IsNull(i)) {
              values.emplace_back();
            } else if (table.number[i]) {
              values.emplace_back(row.Int(i));
            } else if (table.binary[i]) {
              values.emplace_back(SqlBytes{std::string(row.Text(i))});
            } else {
              values.emplace_back(std::string(row.Text(i)));
            }
          }
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::Duration> BareRows::Insert() {
  const absl::Time begin = absl::Now();
  absl::Status status = connection_->RunScript("START TRANSACTION");
  for (size_t i = 0; status.ok() && i < tables_.size(); ++i) {
    status =
        ExecuteRows(*connection_, tables_[i].insert, std::exchange(tables_[i].values, {})).status();
  }
  if (status.ok()) status = connection_->RunScript("COMMIT");
  if (!status.ok()) return status;
  return absl::Now() - begin;
}

size_t BareRows::count() const {
  size_t count = 0;
  for (const Table& table : tables_) count += table.values.size() / table.insert.columns;
  return count;
}

}  // namespace concordat::bench
