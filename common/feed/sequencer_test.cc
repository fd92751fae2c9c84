#include "common/feed/sequencer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <thread>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::Execute;
using test::IsOk;
using test::NewLedger;
using test::NewLedgerOptions;
using test::Number;
using test::RecordChange;
using test::RecordOne;
using test::Soon;
using test::StatusIs;
using testing::ElementsAre;

std::vector<std::string> Names(const std::vector<ChangeRecord>& changes) {
  std::vector<std::string> names;
  for (const ChangeRecord& change : changes) names.push_back(Concat(change.name, change.revision));
  return names;
}

std::vector<ChangeRecord> Changes(const std::vector<std::pair<std::string, int64_t>>& pairs) {
  std::vector<ChangeRecord> changes;
  for (const auto& [name, revision] : pairs) {
    changes.push_back({});
    changes.back().name = name;
    changes.back().revision = revision;
  }
  return changes;
}

TEST(OrderForFeed, PutsRevisionsOfOneNameInOrder) {
  EXPECT_THAT(Names(OrderForFeed(Changes({{"a", 2}, {"b", 1}, {"a", 1}, {"a", 3}}), {})),
              ElementsAre("a1", "b1", "a2", "a3"));
}

TEST(OrderForFeed, LeavesWhatWouldSkipARevision) {
  EXPECT_THAT(
      Names(OrderForFeed(Changes({{"a", 2}, {"b", 4}, {"a", 3}, {"b", 3}}), {{"a", 1}, {"b", 3}})),
      ElementsAre("b3", "b4"));
  EXPECT_THAT(Names(OrderForFeed(Changes({{"a", 3}, {"a", 1}}), {{"a", 1}})), ElementsAre("a1"));
}

// What must hold of a feed however it came about.
void ExpectSoundFeed(Database& database, int64_t expected) {
  std::map<std::string, int64_t> revisions;
  FeedPlace before{0, 1, 0, kFirstPrevHash};
  const absl::Status status = database.Read(Soon(), [&](Connection& connection) {
    return connection.Query(
        Concat("SELECT f.position, f.known_time, f.prev_hash, f.hash, ", kChangeCells,
               " FROM feed f JOIN changes c ON c.change_id = f.change_id ORDER BY f.position"),
        {}, [&](const Row& row) {
          const ChangeRecord change = ReadChangeRecord(row, 4);
          EXPECT_EQ(row.Int(0), before.position + 1);
          EXPECT_GT(row.Int(1), before.known_time);
          EXPECT_EQ(row.Text(2), before.prev_hash);
          EXPECT_EQ(row.Text(3), LinkHash({row.Int(0), 1, row.Int(1), before.prev_hash}, change));
          EXPECT_EQ(change.revision, ++revisions[change.name]) << change.name;
          before = {row.Int(0), 1, row.Int(1), std::string(row.Text(3))};
          return absl::OkStatus();
        });
  });
  EXPECT_THAT(status, IsOk());
  EXPECT_EQ(before.position, expected);
}

void AwaitEmptyOutbox(Database& database) {
  for (int i = 0; i < 1000 && Number(database, "SELECT COUNT(*) FROM outbox") > 0; ++i) {
    absl::SleepFor(absl::Milliseconds(20));
  }
}

TEST(SequencerTest, BatchesKeepTheOrderOfRevisions) {
  auto database = NewLedger();
  // The clock of the replica that wrote the second revision was behind.
  const absl::Time now = absl::Now();
  RecordOne(*database, "councils/a", "uid-a", 1, now);
  RecordOne(*database, "councils/b", "uid-b", 1, now + absl::Seconds(1));
  RecordOne(*database, "councils/a", "uid-a", 2, now - absl::Minutes(1));
  RecordOne(*database, "councils/a", "uid-a", 3, now - absl::Minutes(2));
  Lease lease("sequencer", absl::Seconds(5));
  ASSERT_TRUE(lease.Take(*database).value());
  int64_t left = 4;
  for (int round = 0; round < 10 && left > 0; ++round) {
    auto batch = SequenceBatch(*database, lease, 3);
    ASSERT_THAT(batch, IsOk());
    left -= batch->count;
  }
  EXPECT_EQ(left, 0);
  ExpectSoundFeed(*database, 4);
}

TEST(SequencerTest, AWriteIsSequencedAtOnceWhenNotified) {
  auto database = NewLedger();
  SequencerOptions options;
  options.poll = absl::Seconds(60);
  Sequencer sequencer(database.get(), options);
  sequencer.Start();
  while (!sequencer.leading()) absl::SleepFor(absl::Milliseconds(5));
  RecordOne(*database, "councils/a", "uid-a", 1);
  sequencer.Notify();
  AwaitEmptyOutbox(*database);
  sequencer.Stop();
  ExpectSoundFeed(*database, 1);
  EXPECT_EQ(Number(*database, "SELECT expires FROM lease"), 0) << "given up on a clean stop";
}

TEST(SequencerTest, AnchorsTheHead) {
  auto database = NewLedger();
  RecordOne(*database, "councils/a", "uid-a", 1);
  SequencerOptions options;
  std::atomic<int64_t> anchored = -1;
  options.poll = absl::Milliseconds(10);
  options.anchor_interval = absl::ZeroDuration();
  options.anchor = [&anchored](const FeedHead& head) { anchored = head.position; };
  Sequencer sequencer(database.get(), options);
  sequencer.Start();
  for (int i = 0; i < 500 && anchored != 1; ++i) absl::SleepFor(absl::Milliseconds(10));
  EXPECT_EQ(anchored, 1);
}

TEST(SequencerTest, AFormerLeaderIsFencedOff) {
  auto database = NewLedger();
  Lease former("sequencer", absl::Seconds(5));
  ASSERT_TRUE(former.Take(*database).value());
  Execute(*database, "UPDATE lease SET expires = 0");
  Lease latter("sequencer", absl::Seconds(5));
  ASSERT_TRUE(latter.Take(*database).value());
  EXPECT_GT(latter.fence(), former.fence());
  RecordOne(*database, "councils/a", "uid-a", 1);
  EXPECT_THAT(SequenceBatch(*database, former, 10),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_FALSE(former.held());
  EXPECT_FALSE(former.Take(*database).value());
  EXPECT_EQ(SequenceBatch(*database, latter, 10)->count, 1);
  ExpectSoundFeed(*database, 1);
}

TEST(SequencerTest, WhereTheClockIsWrongNothingGetsATimeAndNoLeaseIsRenewed) {
  DatabaseOptions options = NewLedgerOptions();
  Database database(options);
  options.max_clock_skew = -absl::Hours(1);  // no clock is that right
  Database skewed(options);
  Lease lease("sequencer", absl::Seconds(5));
  ASSERT_TRUE(lease.Take(database).value());
  const int64_t expires = Number(database, "SELECT expires FROM lease");
  RecordOne(database, "councils/a", "uid-a", 1);
  EXPECT_EQ(ReasonOf(SequenceBatch(skewed, lease, 10).status()), "CLOCK_SKEWED");
  EXPECT_EQ(Number(database, "SELECT expires FROM lease"), expires);
  EXPECT_EQ(Number(database, "SELECT COUNT(*) FROM feed"), 0);
  EXPECT_EQ(SequenceBatch(database, lease, 10)->count, 1);
  EXPECT_GT(Number(database, "SELECT expires FROM lease"), expires);
}

TEST(SequencerTest, ABatchFullOfGapsIsNoEnd) {
  auto database = NewLedger();
  const absl::Time now = absl::Now();
  for (int64_t i = 1; i <= 9; ++i) {
    RecordOne(*database, "councils/a", "uid-a", i, now - absl::Seconds(i));
  }
  Lease lease("sequencer", absl::Seconds(5));
  ASSERT_TRUE(lease.Take(*database).value());
  auto batch = SequenceBatch(*database, lease, 2);
  ASSERT_THAT(batch, IsOk());
  EXPECT_GT(batch->count, 0);
  ExpectSoundFeed(*database, batch->count);
}

// Writes `count` revisions of names of its own, in transactions of one or more,
// with a clock that wanders.
void WriteRevisions(Database& database, const std::string& writer, int count, uint32_t seed) {
  std::mt19937 random(seed);
  std::map<std::string, int64_t> revisions;
  for (int written = 0; written < count;) {
    const int in_one = std::min<int>(count - written, 1 + random() % 5);
    const std::string name = Concat("councils/", writer, random() % 3);
    const absl::Duration wander = absl::Milliseconds(static_cast<int>(random() % 400) - 200);
    const absl::Status status = database.Transact(Soon(), [&](Connection& connection) {
      for (int i = 1; i <= in_one; ++i) {
        auto recorded = RecordChange(connection, name, "uid-" + name, revisions[name] + i,
                                     absl::Now() + wander);
        if (!recorded.ok()) return recorded.status();
      }
      return absl::OkStatus();
    });
    ASSERT_THAT(status, IsOk());
    revisions[name] += in_one;
    written += in_one;
  }
}

TEST(SequencerTest, TwoAtOnceAreSafeHoweverTheLeadMoves) {
  const uint32_t seed = std::random_device{}();
  SCOPED_TRACE(Concat("seed ", seed));
  const DatabaseOptions options = NewLedgerOptions();
  Database database(options);
  std::vector<std::thread> writers;
  for (uint32_t i = 0; i < 3; ++i) {
    writers.emplace_back(WriteRevisions, std::ref(database), Concat("w", i, "-"), 300, seed + i);
  }
  SequencerOptions quick;
  quick.poll = absl::Milliseconds(5);
  quick.batch = 7;
  quick.lease = absl::Milliseconds(300);
  std::vector<std::unique_ptr<Sequencer>> sequencers;
  for (int i = 0; i < 2; ++i) {
    sequencers.push_back(std::make_unique<Sequencer>(&database, quick));
    sequencers.back()->Start();
  }
  std::mt19937 random(seed);
  for (int kill = 0; kill < 40; ++kill) {
    absl::SleepFor(absl::Milliseconds(random() % 40));
    // Either the lease is lost unnoticed, or a replica ends and another begins.
    if (random() % 3 > 0) {
      Execute(database, "UPDATE lease SET expires = 0, fence = fence + 1, holder = 'nobody'");
    } else {
      auto& victim = sequencers[random() % 2];
      victim = std::make_unique<Sequencer>(&database, quick);
      victim->Start();
    }
  }
  for (std::thread& writer : writers) writer.join();
  AwaitEmptyOutbox(database);
  sequencers.clear();
  ExpectSoundFeed(database, 900);
}

}  // namespace
}  // namespace concordat
