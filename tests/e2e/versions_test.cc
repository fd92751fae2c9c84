// Two versions of all programs side by side on one database, under load, as in a rollout.
// The older one has the migrations of this checkout, the newer one more in each stream; with
// CONCORDAT_OLDER the older is that version, of programs of its own, and the newer is this.
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/base/text.h"
#include "common/sql/database.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/places.h"
#include "tests/support/sample_house.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/writer.h"

namespace concordat {
namespace {

namespace fs = std::filesystem;

using test::HistoryEntries;
using test::kWriteTargets;
using test::Writer;

// The tables that both versions write most, by stream.
const std::map<std::string, std::vector<std::string>> kTables = {
    {"common/ledger", {"resource", "outbox", "idempotency"}},
    {"programme-service", {"project"}},
    {"benefits-service", {"benefit"}},
    {"risk-service", {"register"}},
};

// This checkout's, unless another is named.
test::Version Older() { return test::OlderVersion().value_or(test::ThisVersion()); }

// The migrations of the checkout, each stream with one more that bears the one before; the
// pages are the checkout's.
void WriteNewer(const fs::path& folder) {
  fs::create_directory_symlink(test::InSources("gateway"), folder / "gateway");
  for (const auto& [stream, tables] : kTables) {
    const std::string migrations = Concat(stream, "/migrations");
    fs::create_directories((folder / stream).string());
    fs::copy(test::InSources(migrations), folder / migrations);
    const auto newest = std::distance(fs::directory_iterator(folder / migrations), {});
    std::ofstream file(folder / migrations /
                       Concat(absl::StrCat(absl::Dec(newest + 1, absl::kZeroPad4)), "_newer.sql"));
    file << "-- bears: " << newest << "\n";
    for (const std::string& table : tables) {
      file << "ALTER TABLE `" << table << "` ADD COLUMN newer VARCHAR(20) NOT NULL DEFAULT 'new',"
           << " ADD KEY by_newer (newer);\n";
    }
  }
}

// Reads reports and lists until stopped, and counts what was no answer.
class Reader {
 public:
  explicit Reader(test::SampleHouse& house) : thread_([this, &house] { Run(house); }) {}
  ~Reader() { Stop(); }
  void Stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
  }
  int answers() const { return answers_; }
  // Anything but an answer; where programs are restarted also anything but 503.
  const std::vector<std::string>& failures() const { return failures_; }
  std::atomic<bool> restarting = false;

 private:
  void Run(test::SampleHouse& house) {
    while (!stop_) {
      for (const char* path : {"/projects", "/benefits", "/registers", ":boardPack"}) {
        const test::HttpAnswer answer = house.Get(Concat(test::kPartnership, path));
        ++answers_;
        if (answer.status == 200 || (restarting && answer.status == 503)) continue;
        failures_.push_back(Concat(path, ": ", answer.status, " ", answer.body));
      }
    }
  }

  std::atomic<bool> stop_ = false;
  int answers_ = 0;
  std::vector<std::string> failures_;
  std::thread thread_;
};

class VersionsTest : public testing::Test {
 protected:
  VersionsTest() {
    if (is_made_up_) WriteNewer(checkout_.path());
    older_.LoadBundle();
    older_.Pack("");  // Waits until all that was written is in the history.
    for (const auto& target : kWriteTargets) {
      before_[target.service] = HistoryEntries(older_, target.service);
    }
  }

  void Write(test::SampleHouse& house, test::SampleHouse& other, const std::string& prefix) {
    for (const auto& target : kWriteTargets) {
      writers_[target.service].push_back(std::make_unique<Writer>(house, other, target, prefix));
    }
  }

  // All that was acknowledged is there, made and changed once, whoever is asked.
  void Check(test::SampleHouse& house, const std::string& service) {
    int entries = before_[service];
    for (const auto& writer : writers_[service]) {
      EXPECT_EQ(writer->refused(), std::vector<std::string>());
      EXPECT_FALSE(writer->acknowledged().empty()) << service;
      entries += 2 * static_cast<int>(writer->acknowledged().size());
      for (const std::string& name : writer->acknowledged()) {
        const test::HttpAnswer record = house.Get(name);
        ASSERT_EQ(record.status, 200) << name;
        EXPECT_EQ(record.headers.at("etag"), "\"2\"") << name;
      }
    }
    EXPECT_EQ(HistoryEntries(house, service), entries) << service;
  }

  test::Version Newer() const {
    test::Version newer = test::ThisVersion();
    if (is_made_up_) newer.sources = checkout_.path().string() + "/";
    return newer;
  }

  const bool is_made_up_ = !test::OlderVersion().has_value();
  const test::TemporaryDirectory checkout_;
  test::SampleHouse older_{test::TestDatabase::Shared(), Older(), {}};
  std::map<std::string, int> before_;
  std::map<std::string, std::vector<std::unique_ptr<Writer>>> writers_;
};

TEST_F(VersionsTest, BothServeWhileOneMigratesAndWhileTheOtherIsRestarted) {
  Reader reads_older(older_);
  Write(older_, older_, "before-");
  test::SampleHouse newer(older_, Newer());
  Write(newer, older_, "newer-");
  Write(older_, newer, "older-");
  Reader reads_newer(newer);
  reads_older.restarting = true;
  for (const auto& target : kWriteTargets) {
    older_.Kill(target.service);
    older_.Start(target.service);
  }
  for (auto& [service, writers] : writers_) {
    for (auto& writer : writers) writer->Stop();
  }
  for (Reader* reader : {&reads_older, &reads_newer}) {
    reader->Stop();
    EXPECT_GT(reader->answers(), 0);
    EXPECT_EQ(reader->failures(), std::vector<std::string>());
  }
  older_.Pack("");
  newer.Pack("");
  for (const auto& target : kWriteTargets) {
    Check(older_, target.service);
    Check(newer, target.service);
    if (!is_made_up_) continue;
    Database database(older_.database().Options(older_.schema(target.service)));
    EXPECT_EQ(test::Number(database, "SELECT COUNT(*) FROM resource WHERE newer <> 'new'"), 0);
  }
}

}  // namespace
}  // namespace concordat
