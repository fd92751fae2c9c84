// The records of the sample marked exempt in turn: whoever may not see it finds no
// trace of its words, nor of what goes with it.
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;
using test::kPartnership;
using testing::HasSubstr;
using testing::Not;

constexpr char kDay[] = "2011-06-30";
// Shorter texts say nothing of the record that holds them.
constexpr size_t kShortestWords = 16;

// The texts of a record that are long enough to be known by; names, dates and what
// the service sets are none of its words.
void AddTexts(const json& value, const std::string& key, std::set<std::string>* texts) {
  static const std::set<std::string> kNoWords = {"name", "uid", "etag", "createTime", "updateTime"};
  if (value.is_object()) {
    for (const auto& [inner, held] : value.items()) {
      // A place in the paper is no word of the record that stands there.
      if (inner != "source") AddTexts(held, inner, texts);
    }
  } else if (value.is_array()) {
    for (const json& element : value) AddTexts(element, key, texts);
  } else if (value.is_string() && !kNoWords.contains(key)) {
    const std::string text = value;
    const bool name = text.starts_with("partnerships/") || text.starts_with("councils/");
    if (!name && text.size() >= kShortestWords) texts->insert(json(text).dump());
  }
}

class ExemptTest : public ::testing::Test {
 protected:
  void SetUp() override {
    house_.LoadBundle();
    sample_ = Records("partnership-office");
    for (const auto& [name, record] : sample_) {
      std::set<std::string> texts;
      AddTexts(record, "", &texts);
      for (const std::string& text : texts) holders_[text].insert(name);
    }
  }

  std::string Read(std::string_view target, const std::string& role) {
    const test::HttpAnswer answer = house_.GetAs(role, target);
    // What is not there says nothing.
    EXPECT_TRUE(answer.status == 200 || answer.status == 404) << target << ": " << answer.body;
    return answer.status == 200 ? answer.body : "";
  }

  // Every record of the bundle that a role sees, by name.
  std::map<std::string, json> Records(const std::string& role) {
    std::map<std::string, json> records;
    for (const std::string& collection : house_.Collections()) {
      const std::string body = Read(Concat(collection, "?pageSize=1000&asAt=", kDay), role);
      if (body.empty()) continue;
      const json page = json::parse(body);
      for (const auto& [list, held] : page.items()) {
        if (!held.is_array()) continue;
        for (const json& record : held) records[record.at("name")] = record;
      }
    }
    return records;
  }

  // What a reader sees once the other services have heard what was marked.
  template <typename Condition>
  std::map<std::string, json> RecordsOnce(const Condition& condition) {
    const absl::Time limit = absl::Now() + absl::Seconds(20);
    std::map<std::string, json> records;
    do {
      records = Records("reader");
    } while (!condition(records) && absl::Now() < limit);
    EXPECT_TRUE(condition(records));
    return records;
  }

  // All that somebody reads who may not see what is exempt.
  std::string EverythingPublic() {
    std::string all = Read(Concat(kPartnership, ":boardPack?marking=MARKING_PUBLIC&asAt=", kDay),
                           "partnership-office");
    for (const char* path :
         {":boardPack?", ":programmeReport?", ":financialSummary?", ":benefitsRealisation?",
          ":registerReport?", "/findings?", "/findings?state=FINDING_STATE_CLOSED&"}) {
      all += Read(Concat(kPartnership, path, "asAt=", kDay), "reader");
    }
    return all;
  }

  // The words that the records alone hold, of all records of the sample.
  std::set<std::string> WordsOf(const std::set<std::string>& names) const {
    std::set<std::string> words;
    for (const auto& [text, holders] : holders_) {
      if (std::ranges::includes(names, holders)) words.insert(text);
    }
    return words;
  }

  test::SampleHouse house_;
  std::map<std::string, json> sample_;
  // The records that hold a text, as JSON has it.
  std::map<std::string, std::set<std::string>> holders_;
};

// A text of the hidden ones that stands within a longer one of another record is
// that record's too.
bool IsPartOfAny(const std::string& text, const std::map<std::string, json>& records) {
  const std::string words = text.substr(1, text.size() - 2);
  return std::ranges::any_of(records, [&words](const auto& record) {
    return record.second.dump().find(words) != std::string::npos;
  });
}

// The records of the partnership, some of one collection at a time: none of those is above
// another, so that each is hidden by its own marking.
std::vector<std::vector<std::string>> Batches(const std::map<std::string, json>& sample) {
  constexpr size_t kBatch = 6;
  std::map<std::string, std::vector<std::vector<std::string>>> by_collection;
  for (const auto& [name, record] : sample) {
    if (!name.starts_with("partnerships/bromsgrove-redditch/")) continue;
    std::string collection;
    const std::vector<std::string> parts = absl::StrSplit(name, '/');
    for (size_t i = 0; i < parts.size(); i += 2) collection += parts[i] + "/";
    auto& batches = by_collection[collection];
    if (batches.empty() || batches.back().size() == kBatch) batches.emplace_back();
    batches.back().push_back(name);
  }
  std::vector<std::vector<std::string>> all;
  for (auto& [collection, batches] : by_collection)
    std::ranges::move(batches, std::back_inserter(all));
  return all;
}

TEST_F(ExemptTest, NoRecordLeavesATrace) {
  ASSERT_GT(sample_.size(), 300u) << testing::PrintToString(test::SampleHouse::Collections());
  size_t searched = 0;
  for (const std::vector<std::string>& batch : Batches(sample_)) {
    SCOPED_TRACE(testing::PrintToString(batch));
    for (const std::string& name : batch) {
      house_.Patch(Concat("/v1/", name), {{"marking", "MARKING_EXEMPT"}}, kDay);
    }
    const std::map<std::string, json> seen = RecordsOnce([&batch](const auto& records) {
      return std::ranges::none_of(records, [&batch](const auto& each) {
        const std::string text = each.second.dump();
        return std::ranges::any_of(batch, [&text](const std::string& name) {
          return text.find(Concat("\"", name, "\"")) != std::string::npos;
        });
      });
    });
    std::set<std::string> hidden;
    for (const auto& [each, held] : sample_) {
      if (!seen.contains(each)) hidden.insert(each);
    }
    for (const std::string& name : batch) {
      EXPECT_TRUE(hidden.contains(name)) << name;
      EXPECT_EQ(Read(Concat("/v1/", name, "?asAt=", kDay), "reader"), "");
    }
    const std::string everything = EverythingPublic();
    for (const std::string& text : WordsOf(hidden)) {
      if (IsPartOfAny(text, seen)) continue;
      ++searched;
      EXPECT_EQ(everything.find(text.substr(1, text.size() - 2)), std::string::npos)
          << "a trace of " << text.substr(0, 200);
    }
    for (const std::string& name : batch) {
      house_.Patch(Concat("/v1/", name),
                   {{"marking", sample_.at(name).value("marking", "MARKING_UNSPECIFIED")}}, kDay);
    }
    if (hidden.size() == batch.size()) continue;
    RecordsOnce([this](const auto& records) { return records.size() == sample_.size(); });
  }
  EXPECT_GT(searched, 300u);
  EXPECT_EQ(Records("reader").size(), sample_.size()) << "all are back";
}

// The pack has a marking of its own for each of these.
TEST_F(ExemptTest, APackCountsWhatItShowsOfItAndAPublicOneHasNone) {
  const std::map<std::string, std::string> words = {
      {"/highlightReports/wrs-2011-06-21", "On track for 24th June 2011"},
      {"/statedFigures/d-capital-total-estimate", "capital, total, business case total estimate"},
      {"/implications/council-objectives", "ensure any proposals support its own"}};
  const std::string question = Concat("asAt=", kDay);
  const std::string before = house_.PackPage(question);
  for (const auto& [path, text] : words) {
    EXPECT_THAT(before, HasSubstr(text)) << path;
    house_.Patch(Concat(kPartnership, path), {{"marking", "MARKING_EXEMPT"}}, kDay);
  }
  const std::string whole =
      Read(Concat(kPartnership, ":boardPack?", question), "partnership-office");
  int exempt = 0;
  for (size_t at = whole.find("MARKING_EXEMPT"); at != std::string::npos;
       at = whole.find("MARKING_EXEMPT", at + 1)) {
    ++exempt;
  }
  // The three, and what is found of them.
  EXPECT_GE(exempt, 3);
  EXPECT_THAT(house_.PackPage(question, "partnership-office"),
              HasSubstr(Concat(exempt, " entries shown here are exempt")));
  for (const auto& [path, text] : words) {
    EXPECT_THAT(house_.PackPage(question), Not(HasSubstr(text))) << path;
  }
}

// What has been worked out for others before it was marked is not given any more.
TEST_F(ExemptTest, ALaterPageOfFindingsKnowsWhatHasBeenMarkedSince) {
  const std::string target = Concat(kPartnership, "/findings?pageSize=5&asAt=", kDay);
  const json first = json::parse(Read(target, "reader"));
  const std::string known = Concat(
      "&asKnownAt=", absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", absl::Now(), absl::UTCTimeZone()));
  const std::string all = Concat(kPartnership, "/findings?asAt=", kDay, known);
  ASSERT_NE(Read(all, "reader").find("CCTV"), std::string::npos);
  std::vector<std::string> marked;
  for (const auto& [name, record] : sample_) {
    if (record.dump().find("CCTV") == std::string::npos) continue;
    if (!name.starts_with("partnerships/bromsgrove-redditch/")) continue;
    house_.Patch(Concat("/v1/", name), {{"marking", "MARKING_EXEMPT"}}, kDay);
    marked.push_back(name);
  }
  ASSERT_GT(marked.size(), 3u);
  EXPECT_EQ(Read(all, "reader").find("CCTV"), std::string::npos);
  std::string token = first.at("nextPageToken");
  while (!token.empty()) {
    const std::string body = Read(Concat(target, "&pageToken=", token), "reader");
    EXPECT_EQ(body.find("CCTV"), std::string::npos);
    token = json::parse(body).value("nextPageToken", "");
  }
  EXPECT_NE(Read(all, "auditor").find("CCTV"), std::string::npos);
}

TEST_F(ExemptTest, ASumThatItIsPartOfIsNotTold) {
  const std::string target = Concat(kPartnership, ":financialSummary?asAt=", kDay);
  const auto labels = [&](const std::string& role) {
    std::multiset<std::string> labels;
    const json summary = json::parse(Read(target, role));
    for (const json& row : summary.at("rows")) {
      labels.insert(Concat(row.value("kind", ""), " ", row.value("label", "")));
    }
    return labels;
  };
  const auto all = labels("reader");
  EXPECT_EQ(all, labels("partnership-office"));
  house_.Patch(Concat(kPartnership, "/benefits/payroll"), {{"marking", "MARKING_EXEMPT"}}, kDay);
  EXPECT_EQ(labels("partnership-office"), all);
  const auto told = labels("reader");
  EXPECT_FALSE(told.contains("KIND_TOTAL Overall position"));
  EXPECT_FALSE(told.contains("KIND_SUBTOTAL Overall position - cashable savings"));
  EXPECT_TRUE(told.contains("KIND_SUBTOTAL Non Cashable Savings"))
      << "it has no part in this: " << testing::PrintToString(told);
}

TEST_F(ExemptTest, AShareThatIsExemptTakesItsLineAlong) {
  house_.Patch(Concat(kPartnership, "/benefits/payroll/shares/bromsgrove"),
               {{"marking", "MARKING_EXEMPT"}}, kDay);
  const json rows =
      json::parse(Read(Concat(kPartnership, ":financialSummary?asAt=", kDay), "reader")).at("rows");
  for (const json& row : rows) {
    EXPECT_FALSE(row.value("benefit", "").ends_with("/benefits/payroll"))
        << "what is left of it would give the share away: " << row;
  }
}

}  // namespace
}  // namespace concordat
