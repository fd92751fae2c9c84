#include "common/feed/feed.h"

#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/notification.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <stop_token>

#include "common/base/errors.h"
#include "common/base/worker_pool.h"
#include "common/feed/epoch.h"
#include "common/feed/sequencer.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using ledger::v1::ListChangesRequest;
using ledger::v1::PinPositionRequest;
using test::CouncilsTest;
using test::Execute;
using test::IsOk;
using test::RecordOne;
using test::Soon;
using test::StatusIs;

class FeedTest : public CouncilsTest {
 protected:
  static SequencerOptions Slow() {
    SequencerOptions options;
    options.poll = absl::Seconds(60);
    return options;
  }
  int64_t Pin(const PinPositionRequest& request = {}) {
    auto pinned = feed_.Pin(request, Soon());
    EXPECT_THAT(pinned, IsOk());
    return pinned.ok() ? pinned->position().position() : -1;
  }
  static PinPositionRequest At(absl::Time time) {
    PinPositionRequest request;
    const int64_t micros = absl::ToUnixMicros(time);
    request.mutable_as_known_at()->set_seconds(micros / 1'000'000);
    request.mutable_as_known_at()->set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
    return request;
  }

  // A service that reads for itself.
  static Caller Reader() {
    Caller caller;
    caller.deadline = Soon();
    return caller;
  }

  Sequencer sequencer_{database_.get(), Slow()};
  Feed feed_{database_.get(), "programme", [this] { sequencer_.Notify(); }};
};

TEST_F(FeedTest, PinWaitsForWhatWasCommittedBefore) {
  EXPECT_EQ(Pin(), 0);
  sequencer_.Start();
  for (int64_t i = 1; i <= 20; ++i) {
    RecordOne(*database_, "councils/a", "uid-a", i);
    EXPECT_EQ(Pin(), i) << "no write was told to the sequencer; the pin itself wakes it";
  }
}

// As that of a report's handler.
TEST_F(FeedTest, APinThatWaitsHoldsNoWorker) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  std::atomic<int64_t> pinned = -1;
  absl::Notification beside;
  {
    WorkerPool one(1, 10);
    ASSERT_TRUE(one.Submit([&] { pinned = Pin(); }));
    ASSERT_TRUE(one.Submit([&] { beside.Notify(); }));
    beside.WaitForNotification();
    EXPECT_EQ(pinned, -1);
    EXPECT_EQ(Sequence(), 1);
  }
  EXPECT_EQ(pinned, 1);
}

TEST_F(FeedTest, PinEndsWithItsDeadline) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  const absl::Time begin = absl::Now();
  const auto pinned = feed_.Pin({}, begin + absl::Milliseconds(300));
  EXPECT_THAT(pinned, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(1));
}

// Those who wait come to an end each by its own, and none of them on a thread of theirs.
TEST_F(FeedTest, ManyWaitAtOnce) {
  constexpr int kMany = 200;
  RecordOne(*database_, "councils/a", "uid-a", 1);
  std::stop_source client;
  Caller gone = Reader(), late = Reader();
  gone.cancelled = client.get_token();
  late.deadline = absl::Now() + absl::Milliseconds(100);
  absl::Notification gone_told, late_told;
  ASSERT_TRUE(feed_.Await(PinPositionRequest(), gone, [&](const absl::Status& status) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
    gone_told.Notify();
  }));
  ASSERT_TRUE(feed_.Await(PinPositionRequest(), late, [&](const absl::Status& status) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
    late_told.Notify();
  }));
  absl::BlockingCounter told(2 * kMany);
  std::atomic<int> right = 0;
  const auto go = [&](const absl::Status& status) {
    right += status.ok();
    told.DecrementCount();
  };
  programme::v1::GetCouncilRequest read;
  *read.mutable_as_known_at() = At(absl::Now()).as_known_at();
  for (int i = 0; i < kMany; ++i) {
    EXPECT_TRUE(feed_.Await(PinPositionRequest(), Reader(), go));
    EXPECT_TRUE(feed_.Await(read, Reader(), go));
  }
  client.request_stop();
  gone_told.WaitForNotification();
  late_told.WaitForNotification();
  EXPECT_EQ(right, 0);
  EXPECT_EQ(Sequence(), 1);
  told.Wait();
  EXPECT_EQ(right, 2 * kMany);
  EXPECT_FALSE(feed_.Await(read, Reader(), go)) << "the feed is closed up to there";
  read.clear_as_known_at();
  EXPECT_FALSE(feed_.Await(read, Reader(), go));
}

TEST_F(FeedTest, WhoWaitsIsToldWhenTheFeedEnds) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  absl::Status told;
  {
    Feed feed(database_.get(), "programme", [] {});
    ASSERT_TRUE(feed.Await(PinPositionRequest(), Reader(),
                           [&told](const absl::Status& status) { told = status; }));
  }
  EXPECT_THAT(told, StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(FeedTest, PinOfAMomentStaysTheSame) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  EXPECT_EQ(Sequence(), 1);
  const absl::Time between = absl::Now();
  EXPECT_EQ(Pin(At(between)), 1);
  RecordOne(*database_, "councils/a", "uid-a", 2);
  EXPECT_EQ(Pin(At(between)), 1) << "what was recorded later holds nobody up";
  EXPECT_EQ(Sequence(), 2);
  EXPECT_EQ(Pin(At(between)), 1);
  EXPECT_EQ(Pin(At(between - absl::Hours(1))), 0);
  EXPECT_EQ(Pin(At(absl::Now())), 2);
  EXPECT_THAT(feed_.Pin(At(absl::Now() + absl::Hours(1)), Soon()),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(FeedTest, WhatWasAnsweredBeforeAMomentIsKnownAtIt) {
  sequencer_.Start();
  for (int64_t i = 1; i <= 20; ++i) {
    RecordOne(*database_, "councils/a", "uid-a", i);
    EXPECT_EQ(Pin(At(absl::Now())), i) << "also before it has a place in the feed";
  }
}

TEST_F(FeedTest, WhatIsCommittedAfterAMomentWasAskedAboutIsKnownLater) {
  const absl::Time moment = absl::Now();
  EXPECT_EQ(Pin(At(moment)), 0);
  // A long transaction: recorded before the moment, committed after the question.
  RecordOne(*database_, "councils/a", "uid-a", 1);
  Execute(*database_, "UPDATE changes SET record_time = record_time - 10000000");
  Execute(*database_, "UPDATE outbox SET record_time = record_time - 10000000");
  EXPECT_EQ(Sequence(), 1);
  EXPECT_EQ(Pin(At(moment)), 0);
  EXPECT_EQ(Pin(At(absl::Now())), 1);
}

TEST_F(FeedTest, PinsACallerToTheMomentOfItsRequest) {
  ASSERT_THAT(Create("redditch", "2011-06-30", "one"), IsOk());
  Sequence();
  programme::v1::GetCouncilRequest request;
  *request.mutable_as_known_at() = At(absl::Now()).as_known_at();
  Caller caller = caller_;
  EXPECT_THAT(feed_.PinCaller(request, &caller), IsOk());
  EXPECT_EQ(caller.pinned_position, 1);
  request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(absl::Now()) + 3600);
  EXPECT_THAT(feed_.PinCaller(request, &caller), IsOk()) << "a report's pin goes before";
  caller.pinned_position.reset();
  EXPECT_THAT(feed_.PinCaller(request, &caller), StatusIs(absl::StatusCode::kInvalidArgument));
  request.clear_as_known_at();
  EXPECT_THAT(feed_.PinCaller(request, &caller), IsOk());
  EXPECT_FALSE(caller.pinned_position.has_value());
}

TEST_F(FeedTest, ListsInPages) {
  for (int64_t i = 1; i <= 5; ++i) RecordOne(*database_, "councils/a", "uid-a", i);
  Sequence();
  ListChangesRequest request;
  request.set_page_size(2);
  std::vector<int64_t> revisions;
  for (int page = 0; page < 4; ++page) {
    auto listed = feed_.List(request, Reader());
    ASSERT_THAT(listed, IsOk());
    EXPECT_EQ(listed->head().position(), 5);
    for (const auto& change : listed->changes()) revisions.push_back(change.payload().revision());
    *request.mutable_after() = listed->reached();
  }
  EXPECT_THAT(revisions, testing::ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(request.after().position(), 5);
  EXPECT_EQ(request.after().epoch(), 1);
}

TEST_F(FeedTest, TypesAreLookedPast) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  Sequence();
  ListChangesRequest request;
  request.add_types("concordat.dev/Other");
  auto listed = feed_.List(request, Reader());
  ASSERT_THAT(listed, IsOk());
  EXPECT_EQ(listed->changes_size(), 0);
  EXPECT_EQ(listed->reached().position(), 1) << "so that the reader need not look again";
}

TEST_F(FeedTest, CursorOfAnotherEpochIsRefused) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  Sequence();
  ListChangesRequest request;
  request.mutable_after()->set_epoch(1);
  request.mutable_after()->set_position(1);
  EXPECT_THAT(feed_.List(request, Reader()), IsOk());
  const int64_t before = absl::ToUnixMicros(absl::Now());
  const int64_t epoch = BeginEpoch(*database_).value();
  EXPECT_GE(epoch, before) << "of two restores of one backup each has an epoch of its own";
  EXPECT_GT(BeginEpoch(*database_).value(), epoch);
  const absl::Status status = feed_.List(request, Reader()).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(ReasonOf(status), kEpochOver);
  EXPECT_EQ(feed_.List({}, Reader())->changes_size(), 1) << "the start can always be read";
}

// A replica that has not come so far is no reason to read everything anew.
TEST_F(FeedTest, ACursorBeyondTheHeadIsToBeAskedAgain) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  Sequence();
  ListChangesRequest request;
  request.mutable_after()->set_epoch(1);
  request.mutable_after()->set_position(2);
  const absl::Status status = feed_.List(request, Reader()).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(status), kFeedBehind);
}

// As after a restore that nobody told of.
TEST_F(FeedTest, ACursorOfAFeedThatWentAnotherWayIsRefused) {
  for (int64_t i = 1; i <= 3; ++i) RecordOne(*database_, "councils/a", "uid-a", i);
  Sequence();
  ListChangesRequest request;
  request.set_page_size(2);
  const auto page = feed_.List(request, Reader());
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->reached().position(), 2);
  *request.mutable_after() = page->reached();
  EXPECT_THAT(feed_.List(request, Reader()), IsOk());
  *request.mutable_after() = page->head();
  EXPECT_THAT(feed_.List(request, Reader()), IsOk());
  request.mutable_after()->set_hash(page->reached().hash());
  const absl::Status status = feed_.List(request, Reader()).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(ReasonOf(status), kFeedForked);
}

TEST_F(FeedTest, APinOfAnotherEpochIsRefused) {
  Caller caller = caller_;
  caller.pinned_position = 0;
  caller.pinned_epoch = 1;
  const programme::v1::GetCouncilRequest request;
  EXPECT_THAT(feed_.PinCaller(request, &caller), IsOk());
  ASSERT_THAT(BeginEpoch(*database_), IsOk());
  EXPECT_EQ(ReasonOf(feed_.PinCaller(request, &caller)), kEpochOver);
}

// However many payloads the range has, no more is read than a page holds.
TEST_F(FeedTest, APageIsCutByItsBytes) {
  for (int64_t i = 1; i <= 6; ++i) RecordOne(*database_, "councils/a", "uid-a", i);
  Sequence();
  // A field of a million bytes that the message does not know.
  Execute(*database_,
          "UPDATE change_payload SET payload = CONCAT(payload, X'7AC0843D', REPEAT('x', 1000000))");
  const auto sent = [this] {
    int64_t bytes = 0;
    EXPECT_THAT(database_->Read(Soon(),
                                [&bytes](Connection& connection) {
                                  return connection.Query(
                                      "SHOW GLOBAL STATUS LIKE 'Bytes_sent'", {},
                                      [&bytes](const Row& row) {
                                        bytes = std::stoll(std::string(row.Text(1)));
                                        return absl::OkStatus();
                                      });
                                }),
                IsOk());
    return bytes;
  };
  const int64_t before = sent();
  const auto page = feed_.List({}, Reader());
  ASSERT_THAT(page, IsOk());
  EXPECT_EQ(page->changes_size(), 2);
  EXPECT_EQ(page->reached().position(), 2);
  EXPECT_LT(sent() - before, 3'000'000);
}

TEST_F(FeedTest, ARedactedChangeStillSaysItsDays) {
  ASSERT_THAT(Create("redditch", "2011-06-30", "one"), IsOk());
  ASSERT_THAT(Update("redditch", "2011-07-15", "source.section", "two"), IsOk());
  Sequence();
  const auto before = feed_.List({}, Reader());
  Execute(*database_, "INSERT INTO redaction SELECT change_id, 'me', 'why', 0 FROM changes");
  Execute(*database_, "DELETE FROM change_payload");
  const auto after = feed_.List({}, Reader());
  ASSERT_TRUE(before.ok() && after.ok()) << after.status();
  ASSERT_EQ(after->changes_size(), 2);
  for (int i = 0; i < 2; ++i) {
    auto expected = before->changes(i).payload();
    for (auto& slice : *expected.mutable_slices()) slice.clear_resource();
    EXPECT_EQ(after->changes(i).payload().DebugString(), expected.DebugString());
    EXPECT_EQ(after->changes(i).redaction_reason(), "why");
  }
}

}  // namespace
}  // namespace concordat
