// The sample bundle holds the whole paper: tests/data lists every table row and
// status heading of it with the record made from it, and neither side has what
// the other lacks.
#include "tests/papers/bundle.h"

#include <absl/strings/str_split.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "common/base/text.h"

namespace concordat {
namespace {

using test::Cell;
using test::Cells;
using test::Record;

class BundleTest : public ::testing::Test {
 protected:
  // True when the list has the place of a record; a record without a row stands
  // for its whole table.
  bool IsListed(const Record& record) const {
    return std::ranges::any_of(listed_, [&record](const Cells& listed) {
      return Cell(listed, "section") == record.section() &&
             Cell(listed, "table") == record.table() &&
             Cell(listed, "row").starts_with(record.row());
    });
  }

  const test::Bundle bundle_ = test::ReadBundle("bromsgrove-redditch");
  const std::vector<Cells> listed_ = test::ReadTable("tests/data/bromsgrove-redditch-tables.csv");
};

TEST_F(BundleTest, HasARecordForEveryRowOfThePaper) {
  ASSERT_GT(listed_.size(), 100);
  for (const Cells& listed : listed_) {
    const std::string where =
        Concat(listed.at("section"), ", ", listed.at("table"), ", ", listed.at("row"));
    const auto found = bundle_.records.find(listed.at("record"));
    ASSERT_NE(found, bundle_.records.end()) << where << ": no record " << listed.at("record");
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
  for (const auto& [name, record] : bundle_.records) {
    if (record.table().empty()) continue;
    EXPECT_TRUE(IsListed(record)) << name << ": " << record.row();
  }
}

TEST_F(BundleTest, ListsEveryReportedStatus) {
  std::set<std::string> names;
  for (const Cells& listed : listed_) names.insert(listed.at("record"));
  int statuses = 0;
  for (const auto& [name, record] : bundle_.records) {
    if (Cell(record.rows[0], "reported_status").empty()) continue;
    EXPECT_TRUE(names.contains(name)) << name;
    statuses += name.starts_with("projects/") || name.starts_with("liveServices/");
  }
  // The 19 headings of sections 3 and 16; the highlight report has its own.
  EXPECT_EQ(statuses, 19);
}

TEST_F(BundleTest, RefersOnlyToWhatItHolds) {
  for (const auto& [name, record] : bundle_.records) {
    for (const Cells& cells : record.rows) {
      for (const auto& [column, text] : cells) {
        const size_t slash = text.find('/');
        const bool path = slash != std::string::npos && text.find(' ') == std::string::npos;
        if (!path || !bundle_.collections.contains(text.substr(0, slash)) || column == "name")
          continue;
        EXPECT_TRUE(bundle_.records.contains(bundle_.NameOf({{"name", text}}, "")))
            << name << ", " << column << ": " << text;
      }
    }
  }
}

}  // namespace
}  // namespace concordat
