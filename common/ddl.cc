#include "common/ddl.h"

#include "common/text.h"

namespace concordat {
namespace {

constexpr char kUuid[] = "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin";

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

}  // namespace concordat
