#include "common/resource/schema.h"

#include <set>
#include <string_view>

#include "common/base/text.h"

namespace concordat {
namespace {

constexpr char kName[] = "VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
constexpr char kUuid[] = "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin";
// What is in force has no change that superseded it: one range of names, whatever was.
constexpr char kKeys[] =
    "  PRIMARY KEY (name, valid_from, recorded_by),\n  KEY (recorded_by),\n"
    "  KEY in_force (superseded_by, name)\n";
constexpr char kAddInForce[] = " ADD KEY in_force (superseded_by, name);\n";
constexpr char kHasInForce[] =
    "SELECT COUNT(*) FROM information_schema.statistics"
    " WHERE table_schema = DATABASE() AND table_name = ? AND index_name = 'in_force'";
constexpr char kChildKeys[] = "  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)\n";

constexpr char kSelectColumns[] =
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND table_name = ?";

void AppendDefinitions(const std::vector<Column>& from, TableColumns* columns) {
  for (const Column& column : from) {
    columns->emplace_back(column.name, column.definition);
    if (column.kind != ColumnKind::kPartialDate) continue;
    columns->emplace_back(column.name + "_first", "DATE NULL");
    columns->emplace_back(column.name + "_last", "DATE NULL");
  }
}

std::string CreateTable(std::string_view table, const TableColumns& columns,
                        std::string_view keys) {
  std::string sql = Concat("CREATE TABLE `", table, "` (\n");
  for (const auto& [name, definition] : columns) {
    sql += Concat("  `", name, "` ", definition, ",\n");
  }
  return Concat(sql, keys, ") ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;\n");
}

// A column that is added has one, for the replica of the version before that still
// writes beside the new one.
std::string_view DefaultOf(std::string_view definition) {
  if (!definition.ends_with(" NOT NULL") || definition.starts_with("DATE")) return "";
  if (definition.find("INT") != std::string_view::npos) return " DEFAULT 0";
  return " DEFAULT ('')";
}

// What one table lacks, as SQL; empty when nothing.
absl::StatusOr<std::string> MissingOf(Connection& connection, const std::string& table,
                                      const TableColumns& columns, std::string_view keys) {
  std::set<std::string, std::less<>> present;
  absl::Status status = connection.Query(kSelectColumns, {table}, [&present](const Row& row) {
    present.insert(std::string(row.Text(0)));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (present.empty()) return CreateTable(table, columns, keys);
  std::string missing;
  for (const auto& [name, definition] : columns) {
    if (present.contains(name)) continue;
    missing += Concat("ALTER TABLE `", table, "` ADD COLUMN `", name, "` ", definition,
                      DefaultOf(definition), ";\n");
  }
  return missing;
}

absl::StatusOr<bool> HasInForce(Connection& connection, const std::string& table) {
  bool has = false;
  absl::Status status = connection.Query(kHasInForce, {table}, [&has](const Row& row) {
    has = row.Int(0) > 0;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return has;
}

}  // namespace

TableColumns ColumnsOf(const ResourceType& type) {
  TableColumns columns = {
      {"name", kName},
      {"valid_from", "DATE NOT NULL"},
      {"valid_to", "DATE NOT NULL"},
      {"deleted", "TINYINT NOT NULL"},
      {"uid", Concat(kUuid, " NOT NULL")},
      {"recorded_by", Concat(kUuid, " NOT NULL")},
      {"superseded_by", Concat(kUuid, " NULL")},
      {"create_time", "BIGINT NOT NULL"},
      {"record_time", "BIGINT NOT NULL"},
      {"effective_from", "DATE NOT NULL"},
  };
  AppendDefinitions(type.columns(), &columns);
  return columns;
}

TableColumns ColumnsOf(const ChildTable& child) {
  TableColumns columns = {
      {"resource_name", kName},
      {"valid_from", "DATE NOT NULL"},
      {"recorded_by", Concat(kUuid, " NOT NULL")},
      {"ordinal", "INT NOT NULL"},
  };
  AppendDefinitions(child.columns, &columns);
  return columns;
}

std::string CreateTables(const ResourceType& type) {
  std::string sql = CreateTable(type.table(), ColumnsOf(type), kKeys);
  for (const ChildTable& child : type.children()) {
    sql += Concat("\n", CreateTable(child.name, ColumnsOf(child), kChildKeys));
  }
  return sql;
}

absl::Status CheckTables(Connection& connection, const std::vector<const ResourceType*>& types) {
  std::string missing;
  const auto add = [&](const std::string& table, const TableColumns& columns,
                       std::string_view keys) {
    auto lacks = MissingOf(connection, table, columns, keys);
    if (lacks.ok()) missing += *lacks;
    return lacks.status();
  };
  for (const ResourceType* type : types) {
    absl::Status status = add(type->table(), ColumnsOf(*type), kKeys);
    if (!status.ok()) return status;
    auto has = HasInForce(connection, type->table());
    if (!has.ok()) return has.status();
    const bool is_new =
        missing.find(Concat("CREATE TABLE `", type->table(), "`")) != std::string::npos;
    if (!*has && !is_new) missing += Concat("ALTER TABLE `", type->table(), "`", kAddInForce);
    for (const ChildTable& child : type->children()) {
      status = add(child.name, ColumnsOf(child), kChildKeys);
      if (!status.ok()) return status;
    }
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      Concat("the schema lacks what the resources need; a migration must hold:\n", missing));
}

}  // namespace concordat
