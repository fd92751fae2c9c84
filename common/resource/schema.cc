#include "common/resource/schema.h"

#include <set>
#include <string_view>

#include "common/base/text.h"
#include "common/resource/list_order.h"
#include "common/resource/term_table.h"

namespace concordat {
namespace {

constexpr char kName[] = "VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
constexpr char kUuid[] = "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin";
constexpr char kKeys[] = "  PRIMARY KEY (name, valid_from, recorded_by),\n  KEY (recorded_by)";
// What is in force has no change that superseded it: one range of names, whatever was.
constexpr char kInForce[] = "KEY in_force (superseded_by, name)";
constexpr char kChildKeys[] = "  PRIMARY KEY (resource_name, valid_from, recorded_by, ordinal)\n";

constexpr char kSelectColumns[] =
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND table_name = ?";
constexpr char kSelectKeys[] =
    "SELECT DISTINCT index_name FROM information_schema.statistics"
    " WHERE table_schema = DATABASE() AND table_name = ?";

using Names = std::set<std::string, std::less<>>;

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

absl::StatusOr<Names> SelectNames(Connection& connection, const char* sql,
                                  const std::string& table) {
  Names names;
  absl::Status status = connection.Query(sql, {table}, [&names](const Row& row) {
    names.insert(std::string(row.Text(0)));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return names;
}

std::string MissingColumns(const std::string& table, const TableColumns& columns,
                           const Names& present) {
  std::string missing;
  for (const auto& [name, definition] : columns) {
    if (present.contains(name)) continue;
    missing += Concat("ALTER TABLE `", table, "` ADD COLUMN `", name, "` ", definition,
                      DefaultOf(definition), ";\n");
  }
  return missing;
}

// The keys of a resource's table beside those of kKeys, by their names.
TableColumns NamedKeys(const ResourceType& type) {
  TableColumns keys = {{"in_force", kInForce}};
  for (const OrderIndex& index : OrderIndices(type)) {
    keys.emplace_back(index.name, KeyDefinition(index));
  }
  return keys;
}

std::string CreateResourceTable(const ResourceType& type) {
  TableColumns columns = ColumnsOf(type);
  for (auto& column : ScopeColumns(type)) columns.push_back(std::move(column));
  std::string keys = kKeys;
  for (const auto& [name, definition] : NamedKeys(type)) keys += Concat(",\n  ", definition);
  return CreateTable(type.table(), columns, keys + "\n");
}

// What a resource's table lacks, as SQL; empty when nothing.
absl::StatusOr<std::string> MissingOf(Connection& connection, const ResourceType& type) {
  auto columns = SelectNames(connection, kSelectColumns, type.table());
  if (!columns.ok()) return columns.status();
  if (columns->empty()) return CreateResourceTable(type);
  auto keys = SelectNames(connection, kSelectKeys, type.table());
  if (!keys.ok()) return keys.status();
  std::string missing = Concat(MissingColumns(type.table(), ColumnsOf(type), *columns),
                               MissingColumns(type.table(), ScopeColumns(type), *columns));
  for (const auto& [name, definition] : NamedKeys(type)) {
    if (keys->contains(name)) continue;
    missing += Concat("ALTER TABLE `", type.table(), "` ADD ", definition, ";\n");
  }
  return missing;
}

absl::StatusOr<std::string> MissingOf(Connection& connection, const ChildTable& child) {
  auto columns = SelectNames(connection, kSelectColumns, child.name);
  if (!columns.ok()) return columns.status();
  if (columns->empty()) return CreateTable(child.name, ColumnsOf(child), kChildKeys);
  return MissingColumns(child.name, ColumnsOf(child), *columns);
}

// Of the table of a type's terms.
absl::StatusOr<std::string> MissingTerms(Connection& connection, const ResourceType& type) {
  if (!HasTerms(type)) return "";
  auto columns = SelectNames(connection, kSelectColumns, TermTableOf(type));
  if (!columns.ok()) return columns.status();
  return columns->empty() ? CreateTermTable(type) : "";
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
  if (type.summary().has_value()) {
    columns.emplace_back(type.summary()->column, kSummaryDefinition);
  }
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
  std::string sql = CreateResourceTable(type);
  for (const ChildTable& child : type.children()) {
    sql += Concat("\n", CreateTable(child.name, ColumnsOf(child), kChildKeys));
  }
  if (HasTerms(type)) sql += Concat("\n", CreateTermTable(type));
  return sql;
}

absl::Status CheckTables(Connection& connection, const std::vector<const ResourceType*>& types) {
  std::string missing;
  const auto add_lacking = [&missing](const absl::StatusOr<std::string>& lacks) {
    if (lacks.ok()) missing += *lacks;
    return lacks.status();
  };
  const auto add = [&](const auto& table) { return add_lacking(MissingOf(connection, table)); };
  for (const ResourceType* type : types) {
    absl::Status status = add(*type);
    for (const ChildTable& child : type->children()) {
      if (status.ok()) status = add(child);
    }
    if (status.ok()) status = add_lacking(MissingTerms(connection, *type));
    if (!status.ok()) return status;
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      Concat("the schema lacks what the resources need; a migration must hold:\n", missing));
}

}  // namespace concordat
