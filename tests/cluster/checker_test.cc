// The checker finds each kind of what may go wrong, and nothing where all is well.
#include "tests/cluster/checker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concordat::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kName[] = "partnerships/p/projects/a";
constexpr char kDay[] = "2011-06-30";
constexpr char kEnd[] = "9999-12-31";

// Seconds of the run.
absl::Time At(double seconds) { return absl::FromUnixSeconds(1000) + absl::Seconds(seconds); }
Span Between(double begin, double end) { return {At(begin), At(end)}; }

State Titled(const std::string& title) { return {false, title}; }

// A record that is created at 1 (`one`), changed at 3 (`two`) and deleted at 5, while
// somebody looks; each is answered a second after it is asked for.
class CheckerTest : public testing::Test {
 protected:
  CheckerTest() {
    Happens("create", "one", Titled("one"), 1);
    Happens("update", "two", Titled("two"), 3);
    Happens("delete", "three", State(), 5);
    log_.writes[1].from = 1;
    log_.writes[2].from = 2;
    Record("benefits").peer_position = 3;
    Record("benefits").projection = {{kName, kDay, 1, kEnd, false, 2},
                                     {kName, kDay, 2, kEnd, false, 3},
                                     {kName, kDay, 3, kEnd, true, 0}};
  }

  ServiceHistory& Record(const std::string& service) { return history_[service]; }
  std::vector<RecordedChange>& Feed() { return Record("programme").feed; }

  // A write that is done, and its place in the feed a moment after its begin.
  void Happens(const std::string& verb, const std::string& key, const State& state, double begin) {
    const auto number = static_cast<int64_t>(Feed().size()) + 1;
    RecordedChange change{number, "id-" + key, At(begin + 0.1), key, kName, number, {}, {}};
    if (number > 1) change.superseded_from = {kDay};
    change.slices = {{kDay, kEnd, state}};
    Feed().push_back(change);
    ++Record("programme").changes;
    WriteSeen write;
    write.key = key;
    write.verb = verb;
    write.effects[kName] = state;
    write.span = Between(begin, begin + 1);
    write.outcome = Outcome::kDone;
    write.status = 200;
    write.revision = number;
    log_.writes.push_back(write);
  }

  // One that was tried and of which the feed says nothing.
  WriteSeen& Tried(const std::string& verb, const std::string& key, Outcome outcome, double begin) {
    WriteSeen write;
    write.key = key;
    write.verb = verb;
    write.effects[kName] = Titled(key);
    write.span = Between(begin, begin + 0.1);
    write.outcome = outcome;
    log_.writes.push_back(write);
    return log_.writes.back();
  }

  void Reads(double begin, double end, const State& state, std::optional<int64_t> revision) {
    log_.reads.push_back({{{kName, {state, revision}}}, kName, Between(begin, end), {}});
  }
  void ReadsAsKnown(double moment, const State& state) {
    log_.reads.push_back({{{kName, {state, {}}}}, kName, Between(9, 10), At(moment)});
  }

  std::vector<Wrong> Found() const {
    std::vector<Wrong> found;
    for (const Violation& violation : Check(log_, history_)) found.push_back(violation.wrong);
    return found;
  }

  ClientLog log_;
  History history_;
};

TEST_F(CheckerTest, FindsNothingWhereAllIsWell) {
  Reads(0, 0.5, State(), {});
  Reads(1.1, 1.2, State(), {});  // Asked for, and not done yet, or done already.
  Reads(1.1, 1.2, Titled("one"), 1);
  Reads(2.5, 2.6, Titled("one"), 1);
  Reads(4.5, 4.6, Titled("two"), 2);
  Reads(6.5, 6.6, State(), 3);
  ReadsAsKnown(1.05, State());
  ReadsAsKnown(2, Titled("one"));
  ReadsAsKnown(2, Titled("one"));
  ReadsAsKnown(7, State());
  Tried("update", "never", Outcome::kUnknown, 3);
  Tried("create", "there", Outcome::kRefused, 2.5).status = 409;
  Tried("update", "gone", Outcome::kRefused, 7).reason = "RESOURCE_DELETED";
  WriteSeen& stale = Tried("update", "stale", Outcome::kRefused, 4.5);
  stale.status = 412;
  stale.from = 1;
  Tried("update", "conflict", Outcome::kRefused, 4.5).reason = "WRITE_CONFLICT";
  log_.reports = {{"report", "a"}, {"report", "a"}, {"other", "b"}};
  EXPECT_THAT(Check(log_, history_), IsEmpty());
}

TEST_F(CheckerTest, AnUnknownWriteMayHaveTakenPlaceOnce) {
  log_.writes[1].outcome = Outcome::kUnknown;
  log_.writes[1].revision.reset();
  EXPECT_THAT(Found(), IsEmpty());
}

TEST_F(CheckerTest, WhatWasSoAlreadyNeedsNoChange) {
  WriteSeen& again = Tried("delete", "again", Outcome::kDone, 7);
  again.effects[kName] = State();
  again.revision = 3;
  EXPECT_THAT(Found(), IsEmpty());
  again.revision = 2;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kLost));
}

TEST_F(CheckerTest, WhatIsUndeletedHasItsTitleAgain) {
  Happens("undelete", "four", Titled("two"), 7);
  log_.writes[3].effects[kName] = Titled("");
  Record("benefits").peer_position = 4;
  auto& rows = Record("benefits").projection;
  rows.erase({kName, kDay, 3, kEnd, true, 0});
  rows.insert({{kName, kDay, 3, kEnd, true, 4}, {kName, kDay, 4, kEnd, false, 0}});
  EXPECT_THAT(Found(), IsEmpty());
  Feed()[3].slices[0].state.title = "one";
  EXPECT_THAT(Found(), ElementsAre(Wrong::kChanged));
}

TEST_F(CheckerTest, FindsAnAcknowledgedWriteThatIsNotThere) {
  Tried("update", "lost", Outcome::kDone, 7).revision = 4;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kLost));
}

TEST_F(CheckerTest, FindsAWriteThatWasDoneTwice) {
  for (const Outcome outcome : {Outcome::kDone, Outcome::kUnknown}) {
    log_.writes[1].outcome = outcome;
    log_.writes[1].revision.reset();
    Feed()[2].key = "two";
    Feed()[2].slices = Feed()[1].slices;
    log_.writes.resize(2);
    Record("benefits").projection.erase({kName, kDay, 3, kEnd, true, 0});
    Record("benefits").projection.insert({kName, kDay, 3, kEnd, false, 0});
    EXPECT_THAT(Found(), ElementsAre(Wrong::kDoubled));
  }
}

TEST_F(CheckerTest, FindsAWriteThatDidSomethingElse) {
  Feed()[1].slices[0].state.title = "else";
  EXPECT_THAT(Found(), ElementsAre(Wrong::kChanged));
  Feed()[1].slices[0].state.title = "two";
  log_.writes[1].revision = 7;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kChanged));
}

TEST_F(CheckerTest, FindsHalfAnImport) {
  log_.writes[1].outcome = Outcome::kUnknown;
  log_.writes[1].revision.reset();
  log_.writes[1].effects["partnerships/p/projects/b"] = Titled("two");
  EXPECT_THAT(Found(), ElementsAre(Wrong::kPartial));
  log_.writes[1].outcome = Outcome::kDone;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kLost));
}

TEST_F(CheckerTest, FindsWhatNobodyAskedForOrWasRefused) {
  log_.writes[1].outcome = Outcome::kRefused;
  log_.writes[1].reason = "WRITE_CONFLICT";
  EXPECT_THAT(Found(), ElementsAre(Wrong::kFromNowhere));
  log_.writes.erase(log_.writes.begin() + 1);
  EXPECT_THAT(Found(), ElementsAre(Wrong::kFromNowhere));
}

TEST_F(CheckerTest, FindsReadsOfWhatWasBefore) {
  Reads(4.5, 4.6, Titled("one"), 1);
  EXPECT_THAT(Found(), ElementsAre(Wrong::kStale));
  log_.reads.clear();
  Reads(2.5, 2.6, State(), {});
  EXPECT_THAT(Found(), ElementsAre(Wrong::kStale));
  // What one client has seen another sees as well, answered or not.
  log_.reads.clear();
  Reads(3.6, 3.7, Titled("two"), 2);
  Reads(3.8, 3.9, Titled("one"), 1);
  EXPECT_THAT(Found(), ElementsAre(Wrong::kStale));
}

TEST_F(CheckerTest, FindsReadsOfWhatNeverWasOrNotYet) {
  Reads(2.5, 2.6, Titled("else"), 1);
  EXPECT_THAT(Found(), ElementsAre(Wrong::kImpossible));
  log_.reads.clear();
  Reads(2.5, 2.6, Titled("two"), 2);
  EXPECT_THAT(Found(), ElementsAre(Wrong::kImpossible));
}

TEST_F(CheckerTest, FindsAnswersAsKnownThatChange) {
  ReadsAsKnown(2, Titled("one"));
  ReadsAsKnown(2, State());
  EXPECT_THAT(Found(), ElementsAre(Wrong::kAnswerChanged, Wrong::kNotAsKnown));
}

TEST_F(CheckerTest, FindsWhatWasAcknowledgedAndNotKnown) {
  // Answered at 2 and known at 2.7 only.
  Feed()[0].known_time = At(2.7);
  ReadsAsKnown(2.5, State());
  EXPECT_THAT(Found(), ElementsAre(Wrong::kUnknownAtMoment));
}

TEST_F(CheckerTest, FindsReportsThatChange) {
  log_.reports = {{"report", "a"}, {"report", "b"}};
  EXPECT_THAT(Found(), ElementsAre(Wrong::kReportChanged));
}

TEST_F(CheckerTest, FindsFeedsThatAreNotWhole) {
  Feed()[2].position = 4;
  Record("benefits").peer_position = 4;
  Record("benefits").projection = {{kName, kDay, 1, kEnd, false, 2},
                                   {kName, kDay, 2, kEnd, false, 4},
                                   {kName, kDay, 4, kEnd, true, 0}};
  EXPECT_THAT(Found(), ElementsAre(Wrong::kFeed));
}

TEST_F(CheckerTest, FindsFeedsInAnotherOrder) {
  Feed()[1].change_id = Feed()[0].change_id;
  Record("programme").changes = 2;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kFeed));
  Feed()[1].change_id = "id-two";
  Record("programme").changes = 3;
  Feed()[1].known_time = At(5.2);
  EXPECT_THAT(Found(), ElementsAre(Wrong::kFeed));
}

TEST_F(CheckerTest, FindsChangesThatTheFeedLeavesOut) {
  Record("programme").changes = 4;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kFeed));
  Record("programme").waiting = 1;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kFeed));
}

TEST_F(CheckerTest, FindsProjectionsThatAreNotTheFeed) {
  Record("benefits").projection.erase({kName, kDay, 3, kEnd, true, 0});
  EXPECT_THAT(Found(), ElementsAre(Wrong::kProjection));
  Record("benefits").projection.insert({kName, kDay, 3, kEnd, true, 0});
  Record("benefits").peer_position = 2;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kProjection, Wrong::kProjection));
}

TEST_F(CheckerTest, FindsRefusalsAndAnswersWithoutCause) {
  Tried("create", "there", Outcome::kRefused, 7).status = 409;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kUnexplained));
  log_.writes.pop_back();
  WriteSeen& current = Tried("update", "current", Outcome::kRefused, 4.5);
  current.status = 412;
  current.from = 2;
  EXPECT_THAT(Found(), ElementsAre(Wrong::kUnexplained));
  log_.writes.pop_back();
  log_.strange = {{"get", 500, "internal"}};
  EXPECT_THAT(Found(), ElementsAre(Wrong::kUnexplained));
}

}  // namespace
}  // namespace concordat::test
