#include "common/feed/backup_mark.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "common/base/text.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::CouncilsTest;
using test::IsOk;
using test::Number;
using test::StatusIs;
using testing::HasSubstr;

class BackupMarkTest : public CouncilsTest {
 protected:
  void SetUp() override {
    ASSERT_THAT(Create("redditch", "2011-06-30", "one"), IsOk());
    ASSERT_EQ(Sequence(), 1);
    const auto report = VerifyHistory(*database_, {});
    ASSERT_THAT(report, IsOk());
    head_ = report->head;
  }

  std::optional<absl::Time> Newest() {
    auto newest = NewestBackup(*database_, test::Soon());
    EXPECT_THAT(newest, IsOk());
    return newest.value_or(std::nullopt);
  }

  const absl::Time day_ = absl::FromUnixSeconds(1'300'000'000);
  Anchor head_;
};

TEST_F(BackupMarkTest, TheNewestIsTheLatestTakenNotTheLastRecorded) {
  EXPECT_EQ(Newest(), std::nullopt);
  ASSERT_THAT(RecordBackup(*database_, day_, head_), IsOk());
  ASSERT_THAT(RecordBackup(*database_, day_ - absl::Hours(24), head_), IsOk());
  EXPECT_EQ(Newest(), day_);
}

TEST_F(BackupMarkTest, TheSameAgainChangesNothing) {
  ASSERT_THAT(RecordBackup(*database_, day_, head_), IsOk());
  ASSERT_THAT(RecordBackup(*database_, day_, head_), IsOk());
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM schema_backup"), 1);
}

TEST_F(BackupMarkTest, AnEmptyHistoryHasABackupToo) {
  EXPECT_THAT(RecordBackup(*database_, day_, {0, std::string(64, '0')}), IsOk());
}

TEST_F(BackupMarkTest, RefusesWhatCannotBe) {
  EXPECT_THAT(RecordBackup(*database_, absl::Now() + absl::Hours(1), head_),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(RecordBackup(*database_, day_, {1, std::string(64, '0')}),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(RecordBackup(*database_, day_, {2, head_.hash}),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Newest(), std::nullopt);
}

TEST_F(BackupMarkTest, TheCommandSaysWhatIsWrong) {
  const std::string head = Concat("1:", head_.hash);
  std::ostringstream out;
  EXPECT_EQ(RecordBackupCommand(*database_, {"2011-06-30T12:00:00Z", head}, out), 0) << out.str();
  EXPECT_EQ(RecordBackupCommand(*database_, {"2011-06-30", head}, out), 2);
  EXPECT_EQ(RecordBackupCommand(*database_, {head}, out), 2);
  EXPECT_EQ(RecordBackupCommand(*database_, {"2011-06-30T12:00:00Z", "1:short"}, out), 1);
  EXPECT_THAT(out.str(), HasSubstr("is not POSITION:HASH"));
}

}  // namespace
}  // namespace concordat
