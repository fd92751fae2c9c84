#include "tests/papers/bundle.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "common/base/text.h"
#include "gateway/src/imports/csv_reader.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"

namespace concordat::test {

std::string Cell(const Cells& cells, const std::string& column) {
  const auto found = cells.find(column);
  return found == cells.end() ? "" : found->second;
}

std::vector<Cells> ReadTable(const std::string& path) {
  const auto table = gateway::ReadCsv(ReadFile(InSources(path)));
  if (!table.ok()) throw std::runtime_error(Concat(path, ": ", table.status().message()));
  std::vector<Cells> rows;
  for (const gateway::CsvRow& row : table->rows) {
    Cells& cells = rows.emplace_back();
    for (size_t i = 0; i < table->columns.size(); ++i) cells[table->columns[i]] = row.cells[i];
  }
  return rows;
}

bool Record::Holds(const std::string& text) const {
  return std::ranges::any_of(rows, [&text](const Cells& cells) {
    return std::ranges::any_of(
        cells, [&text](const auto& cell) { return cell.second.find(text) != std::string::npos; });
  });
}

std::string Bundle::NameOf(const Cells& cells, const std::string& collection) const {
  const std::string name = Cell(cells, "name");
  const std::string within = Concat("partnerships/", partnership, "/");
  if (name.starts_with(within)) return name.substr(within.size());
  if (!name.empty()) return name;
  const std::string parent = Cell(cells, "parent");
  return Concat(parent, parent.empty() ? "" : "/", collection, "/", Cell(cells, "id"));
}

Bundle ReadBundle(const std::string& name) {
  const std::string folder = Concat("samples/", name, "/");
  const auto manifest = nlohmann::json::parse(ReadFile(InSources(folder + "manifest.json")));
  Bundle bundle{.partnership = manifest["partnership"],
                .as_at = manifest["as_at"],
                .collections = {},
                .records = {}};
  for (const auto& file : manifest["files"]) {
    const std::string path = file["path"];
    const std::string collection =
        path.substr(path.rfind('/') + 1, path.find(':') - path.rfind('/') - 1);
    bundle.collections.insert(collection);
    for (Cells& cells : ReadTable(folder + file["file"].get<std::string>())) {
      bundle.records[bundle.NameOf(cells, collection)].rows.push_back(std::move(cells));
    }
  }
  return bundle;
}

}  // namespace concordat::test
