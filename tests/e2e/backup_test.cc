// scripts/backup and scripts/restore on a real database: what is restored is what there was
// when it was backed up, and its history is held against what the backup says of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/sql/mysql.h"
#include "tests/support/places.h"
#include "tests/support/program_environment.h"
#include "tests/support/sample_house.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace concordat {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

constexpr char kService[] = "programme-service";

class BackupTest : public testing::Test {
 protected:
  BackupTest() {
    house_.LoadBundle();
    EXPECT_EQ(Run("backup", house_.schema(kService), folder_.path().string()), 0) << said_;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      if (entry.path().extension() == ".gz") copy_ = entry.path().string();
    }
  }

  // With the account and the schema that the script is to work on.
  int Run(const std::string& script, const std::string& schema, const std::string& argument) {
    test::Targets targets;
    for (const char* service : test::kServicePrograms) targets[service] = house_.address(service);
    test::Environment environment =
        test::ServiceEnvironment(kService, house_.keys(), targets, "unix:/nowhere");
    environment.merge(house_.database().ServiceEnvironment(schema));
    const fs::path log = logs_ / "script.log";
    fs::remove(log);
    test::Process process(
        {test::InSources(Concat("scripts/", script)), test::InBuild(kService), argument},
        environment, log);
    const int code = process.Wait(absl::Minutes(2));
    said_ = process.log();
    return code;
  }

  int64_t Count(const std::string& schema, std::string_view sql) {
    auto connection = Connection::Open(house_.database().Options(schema));
    EXPECT_THAT(connection, test::IsOk());
    int64_t count = -1;
    EXPECT_THAT((*connection)
                    ->Query(sql, {},
                            [&count](const Row& row) {
                              count = row.Int(0);
                              return absl::OkStatus();
                            }),
                test::IsOk());
    return count;
  }

  test::SampleHouse house_;
  test::TemporaryDirectory folder_, logs_;
  std::string copy_, said_;
};

TEST_F(BackupTest, WhatIsRestoredIsWhatThereWas) {
  constexpr char kFeed[] = "SELECT MAX(position) FROM feed";
  constexpr char kLater[] = "SELECT COUNT(*) FROM project WHERE title = 'Said later'";
  const int64_t before = Count(house_.schema(kService), kFeed);
  EXPECT_EQ(Count(house_.schema(kService), "SELECT position FROM schema_backup"), before);
  house_.Patch("/v1/partnerships/bromsgrove-redditch/projects/hr-od", {{"title", "Said later"}},
               "2011-06-30");
  ASSERT_GT(Count(house_.schema(kService), kLater), 0);

  const std::string restored = house_.database().NewSchema();
  ASSERT_EQ(Run("restore", restored, copy_), 0) << said_;
  EXPECT_THAT(said_, HasSubstr(Concat("sound up to ", before, ":")));
  EXPECT_EQ(Count(restored, kFeed), before);
  EXPECT_EQ(Count(restored, kLater), 0);
  EXPECT_EQ(Count(restored, "SELECT COUNT(*) FROM feed_epoch"), 2);
  EXPECT_EQ(Count(restored, "SELECT COUNT(*) FROM schema_backup"), 0) << "it was not made yet";

  EXPECT_NE(Run("restore", restored, copy_), 0) << "there is something in it now";
  EXPECT_THAT(said_, HasSubstr("is not empty"));
}

// A history that was rewritten within the backup, however its digest was mended, is told.
TEST_F(BackupTest, WhatWasAlteredIsRefused) {
  const std::string altered = folder_ / "altered";
  test::Process rewrite(
      {"/bin/sh", "-c",
       Concat("gzip -dc '", copy_, "' | sed 's/Bromsgrove/Bromsgrave/g' | gzip -n >'", altered,
              ".sql.gz'")},
      {}, logs_ / "rewrite.log");
  ASSERT_EQ(rewrite.Wait(), 0) << rewrite.log();
  fs::copy(Concat(copy_.substr(0, copy_.size() - 7), ".json"), Concat(altered, ".json"));
  EXPECT_NE(Run("restore", house_.database().NewSchema(), Concat(altered, ".sql.gz")), 0);
  EXPECT_THAT(said_, HasSubstr("its digest is another"));

  test::Process mend({"/bin/sh", "-c",
                      Concat("cd '", folder_.path().string(),
                             "' && jq --arg sha \"$(sha256sum <altered.sql.gz | cut -d' ' -f1)\""
                             " '.sha256 = $sha' altered.json >mended && mv mended altered.json")},
                     {}, logs_ / "mend.log");
  ASSERT_EQ(mend.Wait(), 0) << mend.log();
  EXPECT_NE(Run("restore", house_.database().NewSchema(), Concat(altered, ".sql.gz")), 0);
  EXPECT_THAT(said_, HasSubstr("The history is not sound"));
}

}  // namespace
}  // namespace concordat
