#include "common/peers/projection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <random>
#include <set>

#include "common/base/text.h"
#include "common/feed/epoch.h"
#include "common/feed/feed.h"
#include "common/peers/peer_references.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using ledger::v1::ListChangesRequest;
using ledger::v1::ResolveReferencesRequest;
using ledger::v1::ResolveReferencesResponse;
using test::CouncilsTest;
using test::Execute;
using test::IsOk;
using test::NewLedger;
using test::Number;
using test::RecordOne;
using test::StatusIs;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// The councils' service is the peer; `local_` is the service that reads its feed.
class ProjectionTest : public CouncilsTest {
 protected:
  ProjectionTest() {
    peer_.service = "programme";
    peer_.list_changes = [this](const ListChangesRequest& request, absl::Time deadline) {
      Caller caller;
      caller.deadline = deadline;
      return feed_.List(request, caller);
    };
    peer_.resolve = [this](const Caller&, const ResolveReferencesRequest& request,
                           absl::Time) -> absl::StatusOr<ResolveReferencesResponse> {
      ++asked_;
      if (away_) return absl::UnavailableError("away");
      ResolveReferencesResponse response;
      for (const std::string& name : request.names()) {
        if (Number(*database_, "SELECT COUNT(*) FROM resource WHERE name = ?", {name}) > 0) {
          response.add_existing(name);
        }
      }
      return response;
    };
  }

  static ProjectionOptions Quick() {
    ProjectionOptions options;
    options.poll = absl::Milliseconds(5);
    options.lease = absl::Milliseconds(300);
    options.page_size = 3;
    return options;
  }
  void AwaitCursor(int64_t epoch, int64_t position) {
    for (int i = 0; i < 1000; ++i) {
      if (Number(*local_, "SELECT COUNT(*) FROM peer_cursor WHERE epoch = ? AND position = ?",
                 {epoch, position}) == 1) {
        return;
      }
      absl::SleepFor(absl::Milliseconds(10));
    }
    FAIL() << "the feed was not read to " << position;
  }
  // Which of the names do not exist; UNAVAILABLE where nobody tells.
  absl::StatusOr<std::set<std::string>> Missing(const std::vector<std::string>& names) {
    const PeerReferences references = MakePeerReferences({peer_});
    auto answers = references(caller_, *local_, names);
    if (!answers.ok()) return answers.status();
    for (const std::string& name : names) {
      if (!answers->existing.contains(name) && !answers->missing.contains(name)) {
        return absl::UnavailableError(name);
      }
    }
    return answers->missing;
  }

  Feed feed_{database_.get(), "programme", [] {}};
  std::unique_ptr<Database> local_ = NewLedger();
  PeerLedger peer_;
  int asked_ = 0;
  bool away_ = false;
};

TEST_F(ProjectionTest, HoldsTheSameHistoryAsThePeer) {
  const uint32_t seed = std::random_device{}();
  SCOPED_TRACE(Concat("seed ", seed));
  std::mt19937 random(seed);
  Projection projection(local_.get(), peer_, Quick());
  projection.Start();
  int64_t head = 0;
  for (int step = 0; step < 60; ++step) {
    const std::string id = Concat("c", random() % 4);
    const std::string day = Concat("2011-0", 1 + random() % 9, "-15");
    switch (random() % 5) {
      case 0:
        Delete(id, day).IgnoreError();
        break;
      case 1:
        Undelete(id, day).IgnoreError();
        break;
      case 2:
        Create(id, day).IgnoreError();
        break;
      default:
        Update(id, day, "source.section", Concat("s", random() % 3)).IgnoreError();
    }
    if (step % 7 == 0) head = Sequence();
  }
  head = Sequence();
  AwaitCursor(1, head);
  projection.Stop();
  // Row for row what the peer's own table says, now and at every place of its feed.
  const std::string theirs =
      "SELECT COALESCE(SUM(CRC32(CONCAT_WS('|', t.name, t.valid_from, t.valid_to, t.deleted,"
      " r.position, COALESCE(s.position, 'in force')))), 0) FROM council t"
      " JOIN feed r ON r.change_id = t.recorded_by"
      " LEFT JOIN feed s ON s.change_id = t.superseded_by";
  const std::string ours =
      "SELECT COALESCE(SUM(CRC32(CONCAT_WS('|', name, valid_from, valid_to, deleted,"
      " recorded_position, COALESCE(superseded_position, 'in force')))), 0) FROM peer_resource";
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource"),
            Number(*database_, "SELECT COUNT(*) FROM council"));
  EXPECT_EQ(Number(*local_, Concat("SELECT CAST((", ours, ") AS SIGNED)")),
            Number(*database_, Concat("SELECT CAST((", theirs, ") AS SIGNED)")));
  EXPECT_EQ(projection.lag(), 0);
}

TEST_F(ProjectionTest, TwoReplicasTakeEachChangeInOnce) {
  for (int64_t i = 1; i <= 40; ++i) RecordOne(*database_, "councils/a", "uid-a", i);
  Sequence();
  Projection one(local_.get(), peer_, Quick());
  Projection other(local_.get(), peer_, Quick());
  one.Start();
  other.Start();
  for (int i = 0; i < 5; ++i) {
    absl::SleepFor(absl::Milliseconds(5));
    Execute(*local_, "UPDATE lease SET expires = 0, fence = fence + 1, holder = 'nobody'");
  }
  AwaitCursor(1, 40);
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource"), 40);
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource WHERE superseded_position IS NULL"),
            1);
}

TEST_F(ProjectionTest, ARestoredPeerIsReadAnew) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  Sequence();
  Execute(*local_, "INSERT INTO peer_cursor VALUES ('programme', 1, 99, '')");
  Execute(*local_,
          "INSERT INTO peer_resource VALUES ('councils/never', '2011-01-01', 98, 'programme',"
          " 'concordat.dev/Council', 'uid', '9999-12-31', 0, NULL, 0)");
  const auto epoch = BeginEpoch(*database_);
  ASSERT_THAT(epoch, IsOk());
  Projection projection(local_.get(), peer_, Quick());
  projection.Start();
  AwaitCursor(*epoch, 1);
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource WHERE name = 'councils/never'"), 0);
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource"), 1);
}

// A replica of the peer that has not come so far, or a restore that was not told yet.
TEST_F(ProjectionTest, WhatIsHeldStaysWhileThePeerIsBehind) {
  RecordOne(*database_, "councils/a", "uid-a", 1);
  Sequence();
  {
    Projection projection(local_.get(), peer_, Quick());
    projection.Start();
    AwaitCursor(1, 1);
  }
  Execute(*database_, "DELETE FROM feed");
  std::latch asked(3);
  peer_.list_changes = [list = peer_.list_changes, &asked](const ListChangesRequest& request,
                                                           absl::Time deadline) {
    auto page = list(request, deadline);
    EXPECT_THAT(page, StatusIs(absl::StatusCode::kUnavailable));
    if (!asked.try_wait()) asked.count_down();
    return page;
  };
  Projection projection(local_.get(), peer_, Quick());
  projection.Start();
  asked.wait();
  projection.Stop();
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource"), 1);
}

// Restored from a backup, and at work again before anyone began an epoch.
TEST_F(ProjectionTest, AFeedThatWentAnotherWayIsReadAnew) {
  for (int64_t i = 1; i <= 2; ++i) RecordOne(*database_, "councils/a", "uid-a", i);
  Sequence();
  {
    Projection projection(local_.get(), peer_, Quick());
    projection.Start();
    AwaitCursor(1, 2);
  }
  Execute(*database_, "DELETE FROM feed WHERE position = 2");
  Execute(*database_, "DELETE FROM changes WHERE revision = 2");
  RecordOne(*database_, "councils/b", "uid-b", 1);
  Sequence();
  Projection projection(local_.get(), peer_, Quick());
  projection.Start();
  for (int i = 0; i < 1000 && Number(*local_,
                                     "SELECT COUNT(*) FROM peer_resource"
                                     " WHERE name = 'councils/b'") == 0;
       ++i) {
    absl::SleepFor(absl::Milliseconds(10));
  }
  projection.Stop();
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource WHERE name = 'councils/b'"), 1);
  EXPECT_EQ(Number(*local_, "SELECT COUNT(*) FROM peer_resource WHERE name = 'councils/a'"), 1);
}

TEST_F(ProjectionTest, AHitNeedsNoCall) {
  ASSERT_THAT(Create("redditch", "2011-06-30"), IsOk());
  Sequence();
  EXPECT_THAT(Missing({"councils/redditch"}).value(), IsEmpty()) << "just made: the peer is asked";
  EXPECT_EQ(asked_, 1);
  Projection projection(local_.get(), peer_, Quick());
  projection.Start();
  AwaitCursor(1, 1);
  away_ = true;
  EXPECT_THAT(Missing({"councils/redditch"}).value(), IsEmpty());
  EXPECT_EQ(asked_, 1);
  ASSERT_THAT(Delete("redditch", "2011-07-01"), IsOk());
  AwaitCursor(1, Sequence());
  EXPECT_THAT(Missing({"councils/redditch"}), StatusIs(absl::StatusCode::kUnavailable))
      << "deleted: no hit any more";
}

TEST_F(ProjectionTest, MissesAreNamedOrNobodyAnswers) {
  ASSERT_THAT(Create("redditch", "2011-06-30"), IsOk());
  EXPECT_THAT(Missing({"councils/atlantis", "councils/redditch", "councils/lyonesse",
                       "partnerships/p/programmes/of-nobody"})
                  .value(),
              UnorderedElementsAre("councils/atlantis", "councils/lyonesse",
                                   "partnerships/p/programmes/of-nobody"));
  EXPECT_EQ(asked_, 1) << "one question for all";
  std::vector<std::string> many;
  for (int i = 0; i < 4001; ++i) many.push_back(Concat("councils/c", i));
  EXPECT_EQ(Missing(many)->size(), 4001u);
  EXPECT_EQ(asked_, 4) << "no more names in a question than are answered";
  away_ = true;
  EXPECT_THAT(Missing({"councils/atlantis"}), StatusIs(absl::StatusCode::kUnavailable));
}

// One that is silent is waited for once, not by every call.
TEST_F(ProjectionTest, APeerThatDoesNotAnswerIsLeftAloneForAWhile) {
  const PeerReferences references = MakePeerReferences({peer_});
  away_ = true;
  for (int i = 0; i < 5; ++i) {
    const auto answers = references(caller_, *local_, {"councils/redditch"});
    ASSERT_THAT(answers, IsOk());
    EXPECT_THAT(answers->existing, IsEmpty());
    EXPECT_THAT(answers->missing, IsEmpty());
  }
  EXPECT_EQ(asked_, 1);
}

}  // namespace
}  // namespace concordat
