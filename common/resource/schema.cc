#include "common/resource/schema.h"

#include <set>

#include "common/base/text.h"

namespace concordat {
namespace {

constexpr char kUuid[] = "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin";

constexpr char kSelectColumns[] =
    "SELECT column_name FROM information_schema.columns"
    " WHERE table_schema = DATABASE() AND table_name = ?";

}  // namespace

std::vector<std::pair<std::string, std::string>> TableColumns(const ResourceType& type) {
  std::vector<std::pair<std::string, std::string>> columns = {
      {"name", "VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL"},
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
  for (const Column& column : type.columns()) {
    columns.emplace_back(column.name, column.definition);
    if (column.kind != ColumnKind::kPartialDate) continue;
    columns.emplace_back(column.name + "_first", "DATE NULL");
    columns.emplace_back(column.name + "_last", "DATE NULL");
  }
  return columns;
}

std::string CreateTable(const ResourceType& type) {
  std::string sql = Concat("CREATE TABLE `", type.table(), "` (\n");
  for (const auto& [name, definition] : TableColumns(type)) {
    sql += Concat("  `", name, "` ", definition, ",\n");
  }
  return Concat(sql,
                "  PRIMARY KEY (name, valid_from, recorded_by),\n"
                "  KEY (recorded_by)\n"
                ") ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;\n");
}

absl::Status CheckTables(Connection& connection, const std::vector<const ResourceType*>& types) {
  std::string missing;
  for (const ResourceType* type : types) {
    std::set<std::string, std::less<>> present;
    absl::Status status =
        connection.Query(kSelectColumns, {type->table()}, [&present](const Row& row) {
          present.insert(std::string(row.Text(0)));
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    if (present.empty()) {
      missing += CreateTable(*type);
      continue;
    }
    for (const auto& [name, definition] : TableColumns(*type)) {
      if (present.contains(name)) continue;
      missing +=
          Concat("ALTER TABLE `", type->table(), "` ADD COLUMN `", name, "` ", definition, ";\n");
    }
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      Concat("the schema lacks what the resources need; a migration must hold:\n", missing));
}

}  // namespace concordat
