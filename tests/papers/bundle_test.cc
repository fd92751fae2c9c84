// A sample bundle holds the whole paper: tests/data lists every table row and
// status heading of it with the record made from it, and neither side has what
// the other lacks.
#include "tests/papers/bundle.h"

#include <absl/strings/str_split.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "tests/support/places.h"

namespace concordat {
namespace {

using test::Cell;
using test::Cells;
using test::Record;

class BundleTest : public ::testing::TestWithParam<std::string> {
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

  const test::Bundle bundle_ = test::ReadBundle(GetParam());
  const std::vector<Cells> listed_ =
      test::ReadTable(Concat("tests/data/", GetParam(), "-tables.csv"));
};

TEST_P(BundleTest, HasARecordForEveryRowOfThePaper) {
  ASSERT_FALSE(listed_.empty());
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

TEST_P(BundleTest, ListsEveryRecordThatATableGave) {
  for (const auto& [name, record] : bundle_.records) {
    if (record.table().empty()) continue;
    EXPECT_TRUE(IsListed(record)) << name << ": " << record.row();
  }
}

TEST_P(BundleTest, ListsEveryReportedStatus) {
  std::set<std::string> names;
  for (const Cells& listed : listed_) names.insert(listed.at("record"));
  for (const auto& [name, record] : bundle_.records) {
    if (Cell(record.rows[0], "reported_status").empty()) continue;
    EXPECT_TRUE(names.contains(name)) << name;
  }
}

TEST_P(BundleTest, IsOfTheDayOfItsPaper) {
  EXPECT_EQ(bundle_.partnership, GetParam());
  const auto partnership = bundle_.records.find(Concat("partnerships/", GetParam()));
  ASSERT_NE(partnership, bundle_.records.end());
  EXPECT_LE(Cell(partnership->second.rows[0], "effective_date"), bundle_.as_at);
}

TEST_P(BundleTest, RefersOnlyToWhatItHolds) {
  for (const auto& [name, record] : bundle_.records) {
    for (const Cells& cells : record.rows) {
      for (const auto& [column, text] : cells) {
        const size_t slash = text.find('/');
        const bool path = slash != std::string::npos && text.find(' ') == std::string::npos;
        if (!path || !bundle_.collections.contains(text.substr(0, slash)) || column == "name")
          continue;
        for (const std::string& referred : std::vector<std::string>(absl::StrSplit(text, '|'))) {
          EXPECT_TRUE(bundle_.records.contains(bundle_.NameOf({{"name", referred}}, "")))
              << name << ", " << column << ": " << referred;
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, BundleTest, ::testing::ValuesIn(test::Samples()),
                         test::SampleName<::testing::TestParamInfo<std::string>>);

TEST(SamplesTest, TheSharedServiceBoardReportsNineteenStatuses) {
  const test::Bundle bundle = test::ReadBundle("bromsgrove-redditch");
  // The 19 headings of sections 3 and 16; the highlight report has its own.
  EXPECT_EQ(std::ranges::count_if(bundle.records,
                                  [](const auto& named) {
                                    const auto& [name, record] = named;
                                    return !Cell(record.rows[0], "reported_status").empty() &&
                                           (name.starts_with("projects/") ||
                                            name.starts_with("liveServices/"));
                                  }),
            19);
}

// They are of no partnership: bundles can be loaded in any order only where each says the same.
TEST(SamplesTest, ACouncilIsTheSameInAllOfThem) {
  std::map<std::string, std::pair<std::string, Cells>> councils;
  for (const std::string& sample : test::Samples()) {
    for (const auto& [name, record] : test::ReadBundle(sample).records) {
      if (!name.starts_with("councils/")) continue;
      const auto [first, added] = councils.try_emplace(name, sample, record.rows[0]);
      EXPECT_EQ(first->second.second, record.rows[0])
          << name << " of " << sample << " and of " << first->second.first;
    }
  }
}

}  // namespace
}  // namespace concordat
