// Imports repeated and broken off: the same state in the end, nothing doubled.
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/places.h"
#include "tests/support/sample_house.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using nlohmann::json;

constexpr char kDay[] = "2011-06-30";

// The script that waits for a service that is away, as a user would run it.
int Load(test::SampleHouse& house, const std::function<void()>& meanwhile) {
  const test::TemporaryDirectory folder;
  test::Process load(
      {test::InSources("scripts/load-samples"), test::InSources(Concat("samples/", test::kSample)),
       Concat("http://127.0.0.1:", house.http_port()), house.keys().token("partnership-office")},
      {}, folder / "load.log");
  meanwhile();
  const int code = load.Wait(absl::Minutes(2));
  EXPECT_EQ(code, 0) << load.log();
  return code;
}

// What differs between two houses that were told the same: identities and moments.
json Timeless(json everything) {
  for (auto& [collection, records] : everything.items()) {
    for (json& record : records) {
      for (const char* field : {"uid", "createTime", "updateTime"}) record.erase(field);
    }
  }
  return everything;
}

TEST(ImportTest, LoadedTwiceChangesNothing) {
  test::SampleHouse house;
  house.LoadBundle();
  const json before = house.Everything(kDay);
  const std::string positions =
      house.Get(Concat(test::kPartnership, ":boardPack")).headers.at("concordat-positions");
  for (const test::BundleFile& file : test::BundleFiles()) {
    const test::HttpAnswer answer = house.Import(file.path, file.csv);
    ASSERT_EQ(answer.status, 200) << file.file << ": " << answer.body;
    const json report = json::parse(answer.body);
    EXPECT_EQ(report.value("created", 0), 0) << file.file;
    EXPECT_EQ(report.value("updated", 0), 0) << file.file;
  }
  EXPECT_EQ(house.Everything(kDay), before);
  EXPECT_EQ(house.Get(Concat(test::kPartnership, ":boardPack")).headers.at("concordat-positions"),
            positions);
}

// As `./run` has them: all in one house, in any order, each with its board pack.
TEST(ImportTest, AllSamplesStandInOneHouse) {
  test::SampleHouse house;
  std::vector<std::string> samples = test::Samples();
  for (const std::string& sample : samples) house.LoadBundle(sample);
  std::ranges::reverse(samples);
  for (const std::string& sample : samples) {
    for (const test::BundleFile& file : test::BundleFiles(sample)) {
      const test::HttpAnswer answer = house.Import(file.path, file.csv);
      ASSERT_EQ(answer.status, 200) << sample << ", " << file.file << ": " << answer.body;
      const json report = json::parse(answer.body);
      EXPECT_EQ(report.value("created", 0) + report.value("updated", 0), 0)
          << sample << ", " << file.file;
    }
    const std::string manifest =
        test::ReadFile(test::InSources(Concat("samples/", sample, "/manifest.json")));
    const std::string as_at = json::parse(manifest).at("as_at");
    const test::HttpAnswer pack =
        house.Get(Concat("/v1/partnerships/", sample, ":boardPack?asAt=", as_at));
    ASSERT_EQ(pack.status, 200) << sample << ": " << pack.body;
    EXPECT_EQ(json::parse(pack.body).at("partnership"), Concat("partnerships/", sample));
  }
}

// What docs/reference/tables.md tells a warehouse to ask.
TEST(ImportTest, PlainSqlAddsUpToTheFinancialSummary) {
  test::SampleHouse house;
  house.LoadBundle();
  const json summary =
      json::parse(house.Get(Concat(test::kPartnership, ":financialSummary?asAt=", kDay)).body);
  const json& total = summary["rows"].back();
  ASSERT_EQ(total["kind"], "KIND_TOTAL");
  auto connection = Connection::Open(house.database().Options(house.schema("benefits-service")));
  ASSERT_THAT(connection, test::IsOk());
  constexpr char kSum[] =
      "SELECT CAST(SUM(l.amount_pence) AS SIGNED) FROM share s JOIN share_lines l"
      " ON l.resource_name = s.name AND l.valid_from = s.valid_from"
      " AND l.recorded_by = s.recorded_by"
      " WHERE s.name >= 'partnerships/bromsgrove-redditch/'"
      " AND s.name < 'partnerships/bromsgrove-redditch0'"
      " AND s.valid_from <= ? AND s.valid_to > ? AND s.deleted = 0 AND s.superseded_by IS NULL"
      " AND l.financial_year = ? AND l.kind = ?";
  const auto sum = [&](int64_t kind) {
    int64_t pence = 0;
    const absl::Status status =
        (*connection)
            ->Query(kSum, {kDay, kDay, summary["financialYear"].get<std::string>(), kind},
                    [&pence](const Row& row) {
                      pence = row.Int(0);
                      return absl::OkStatus();
                    });
    EXPECT_THAT(status, test::IsOk());
    return pence;
  };
  EXPECT_EQ(json(Concat(sum(1))), total["totalBudgetPence"]) << "KIND_BUDGET";
  EXPECT_EQ(json(Concat(sum(3))), total["actualPence"]) << "KIND_ACTUAL";
  EXPECT_NE(sum(1), 0);
}

TEST(ImportTest, CompletesToTheSameStateWhenServicesAreKilledInTheMidst) {
  test::SampleHouse undisturbed;
  undisturbed.LoadBundle();
  test::SampleHouse house;
  Load(house, [&] {
    for (const char* service : {"programme-service", "benefits-service", "risk-service"}) {
      absl::SleepFor(absl::Milliseconds(250));
      house.Kill(service);
      house.Start(service);
    }
  });
  EXPECT_EQ(Timeless(house.Everything(kDay)), Timeless(undisturbed.Everything(kDay)));
  EXPECT_EQ(house.Pack("asAt=2011-06-30"), undisturbed.Pack("asAt=2011-06-30"));
}

}  // namespace
}  // namespace concordat
