// The sample bundle holds the whole paper: tests/data lists every table row and
// status heading of it with the record made from it, and neither side has what
// the other lacks.
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "gateway/src/imports/csv_reader.h"
#include "tests/support/places.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace concordat {
namespace {

using test::IsOk;

using Cells = std::map<std::string, std::string>;

std::vector<Cells> ReadTable(const std::string& path) {
  const auto table = gateway::ReadCsv(test::ReadFile(test::InSources(path)));
  EXPECT_THAT(table, IsOk()) << path << ": " << table.status();
  std::vector<Cells> rows;
  if (!table.ok()) return rows;
  for (const gateway::CsvRow& row : table->rows) {
    Cells& cells = rows.emplace_back();
    for (size_t i = 0; i < table->columns.size(); ++i) cells[table->columns[i]] = row.cells[i];
  }
  return rows;
}

std::string Cell(const Cells& cells, const std::string& column) {
  const auto found = cells.find(column);
  return found == cells.end() ? "" : found->second;
}

// A record of the bundle: its first row, and those that add list elements to it.
struct Record {
  std::vector<Cells> rows;

  std::string section() const { return Cell(rows[0], "source.section"); }
  std::string table() const { return Cell(rows[0], "source.table"); }
  std::string row() const { return Cell(rows[0], "source.row"); }
  bool Holds(const std::string& text) const {
    return std::ranges::any_of(rows, [&text](const Cells& cells) {
      return std::ranges::any_of(
          cells, [&text](const auto& cell) { return cell.second.find(text) != std::string::npos; });
    });
  }
};

class BundleTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto manifest = nlohmann::json::parse(
        test::ReadFile(test::InSources("samples/bromsgrove-redditch/manifest.json")));
    for (const auto& file : manifest["files"]) {
      AddFile(file["file"].get<std::string>(), file["path"].get<std::string>());
    }
    listed_ = ReadTable("tests/data/bromsgrove-redditch-tables.csv");
  }

  void AddFile(const std::string& file, const std::string& path) {
    const std::string collection =
        path.substr(path.rfind('/') + 1, path.find(':') - path.rfind('/') - 1);
    collections_.insert(collection);
    for (Cells& cells : ReadTable("samples/bromsgrove-redditch/" + file)) {
      records_[NameOf(cells, collection)].rows.push_back(std::move(cells));
    }
  }

  // Within the partnership: `registers/programme/risks/risk-01`.
  static std::string NameOf(const Cells& cells, const std::string& collection) {
    const std::string name = Cell(cells, "name");
    const std::string partnership = "partnerships/bromsgrove-redditch/";
    if (name.starts_with(partnership)) return name.substr(partnership.size());
    if (!name.empty()) return name;
    const std::string parent = Cell(cells, "parent");
    return Concat(parent, parent.empty() ? "" : "/", collection, "/", Cell(cells, "id"));
  }

  // True when the list has the place of a record; a record without a row stands
  // for its whole table.
  bool IsListed(const Record& record) const {
    return std::ranges::any_of(listed_, [&record](const Cells& listed) {
      return Cell(listed, "section") == record.section() &&
             Cell(listed, "table") == record.table() &&
             Cell(listed, "row").starts_with(record.row());
    });
  }

  std::set<std::string> collections_;
  std::map<std::string, Record> records_;
  std::vector<Cells> listed_;
};

TEST_F(BundleTest, HasARecordForEveryRowOfThePaper) {
  ASSERT_GT(listed_.size(), 100);
  for (const Cells& listed : listed_) {
    const std::string where =
        Concat(listed.at("section"), ", ", listed.at("table"), ", ", listed.at("row"));
    const auto found = records_.find(listed.at("record"));
    ASSERT_NE(found, records_.end()) << where << ": no record " << listed.at("record");
    const Record& record = found->second;
    EXPECT_EQ(record.section(), listed.at("section")) << where;
    EXPECT_TRUE(listed.at("table").starts_with(record.table())) << where;
    const std::vector<std::string> texts =
        absl::StrSplit(listed.at("holds"), '|', absl::SkipEmpty());
    for (const std::string& text : texts) EXPECT_TRUE(record.Holds(text)) << where << ": " << text;
    if (texts.empty() && !record.row().empty()) {
      EXPECT_TRUE(listed.at("row").starts_with(record.row())) << where << ": " << record.row();
    }
  }
}

TEST_F(BundleTest, ListsEveryRecordThatATableGave) {
  for (const auto& [name, record] : records_) {
    if (!record.table().empty()) EXPECT_TRUE(IsListed(record)) << name << ": " << record.row();
  }
}

TEST_F(BundleTest, ListsEveryReportedStatus) {
  std::set<std::string> names;
  for (const Cells& listed : listed_) names.insert(listed.at("record"));
  int statuses = 0;
  for (const auto& [name, record] : records_) {
    if (Cell(record.rows[0], "reported_status").empty()) continue;
    EXPECT_TRUE(names.contains(name)) << name;
    statuses += name.starts_with("projects/") || name.starts_with("liveServices/");
  }
  // The 19 headings of sections 3 and 16; the highlight report has its own.
  EXPECT_EQ(statuses, 19);
}

TEST_F(BundleTest, RefersOnlyToWhatItHolds) {
  for (const auto& [name, record] : records_) {
    for (const Cells& cells : record.rows) {
      for (const auto& [column, text] : cells) {
        const size_t slash = text.find('/');
        const bool path = slash != std::string::npos && text.find(' ') == std::string::npos;
        if (!path || !collections_.contains(text.substr(0, slash)) || column == "name") continue;
        EXPECT_TRUE(records_.contains(NameOf({{"name", text}}, "")))
            << name << ", " << column << ": " << text;
      }
    }
  }
}

}  // namespace
}  // namespace concordat
