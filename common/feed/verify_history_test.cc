#include "common/feed/verify_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <sstream>
#include <thread>
#include <vector>

#include "common/base/text.h"
#include "common/feed/redact.h"
#include "common/ledger/held.h"
#include "concordat/programme/v1/highlight_report_service.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::CouncilsTest;
using test::Execute;
using test::IsOk;
using test::Number;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class HistoryTest : public CouncilsTest {
 protected:
  void SetUp() override {
    ASSERT_THAT(Create("redditch", "2011-06-30", "Minutes by A Person"), IsOk());
    ASSERT_THAT(Create("bromsgrove", "2011-06-30", "one"), IsOk());
    ASSERT_THAT(Update("bromsgrove", "2011-07-15", "source.section", "two"), IsOk());
    ASSERT_EQ(Sequence(), 3);
  }
  HistoryReport Verify(const std::vector<Anchor>& expected = {}) {
    auto report = VerifyHistory(*database_, expected);
    EXPECT_THAT(report, IsOk());
    return report.ok() ? *report : HistoryReport();
  }
};

TEST_F(HistoryTest, WhatWasRecordedIsSound) {
  const HistoryReport report = Verify();
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_EQ(report.entries, 3);
  EXPECT_EQ(report.head.position, 3);
  std::ostringstream out;
  const std::string anchor = Concat("3:", report.head.hash);
  EXPECT_EQ(VerifyHistoryCommand(*database_, {"--expect", anchor}, out), 0) << out.str();
  EXPECT_THAT(out.str(), HasSubstr(anchor));
  EXPECT_EQ(VerifyHistoryCommand(*database_, {"--expect"}, out), 2);
  EXPECT_EQ(VerifyHistoryCommand(*database_, {"--expect", "3:short"}, out), 2);
}

TEST_F(HistoryTest, AnAlteredPayloadShows) {
  Execute(*database_,
          "UPDATE change_payload SET payload = CONCAT(payload, 'x') WHERE change_id = ?",
          {ChangeAt(2)});
  EXPECT_THAT(Verify().problems, ElementsAre("position 2: its payload has been altered"));
}

TEST_F(HistoryTest, AnAlteredSubjectShows) {
  Execute(*database_, "UPDATE changes SET subject = 'another' WHERE change_id = ?", {ChangeAt(2)});
  EXPECT_THAT(Verify().problems,
              ElementsAre("position 2: who, when or what it is about has been altered"));
}

TEST_F(HistoryTest, AMissingPayloadShows) {
  Execute(*database_, "DELETE FROM change_payload WHERE change_id = ?", {ChangeAt(1)});
  EXPECT_THAT(Verify().problems,
              ElementsAre("position 1: its payload is missing and was not redacted"));
}

TEST_F(HistoryTest, AMissingEntryShows) {
  Execute(*database_, "DELETE FROM feed WHERE position = 2");
  const auto problems = Verify().problems;
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_THAT(problems[0], HasSubstr("position 2: missing"));
  EXPECT_THAT(problems[1], HasSubstr("position 3: it does not follow"));
  EXPECT_THAT(problems[2], HasSubstr("has no place in the feed"));
}

TEST_F(HistoryTest, AMissingChangeShows) {
  const std::string change = ChangeAt(2);
  Execute(*database_, "DELETE FROM changes WHERE change_id = ?", {change});
  EXPECT_THAT(Verify().problems,
              ElementsAre(Concat("position 2: its change ", change, " is missing"),
                          HasSubstr("says it is recorded_by a change that there is not")));
}

// Who alters what is shown instead of what was recorded.
TEST_F(HistoryTest, AlteredTablesShow) {
  const auto problems_after = [this](const std::string& sql, const std::string& undo) {
    Execute(*database_, sql);
    const auto problems = Verify().problems;
    Execute(*database_, undo);
    EXPECT_THAT(Verify().problems, IsEmpty()) << undo;
    return problems;
  };
  const std::string of_redditch = " WHERE name = 'councils/redditch'";
  EXPECT_THAT(
      problems_after("UPDATE council SET source_section = 'forged'" + of_redditch,
                     "UPDATE council SET source_section = 'Minutes by A Person'" + of_redditch),
      ElementsAre("position 1: the row of councils/redditch from 2011-06-30 is not what was"
                  " recorded"));
  EXPECT_THAT(problems_after("UPDATE council SET superseded_by = 'nobody'" + of_redditch,
                             "UPDATE council SET superseded_by = NULL" + of_redditch),
              ElementsAre("the row of councils/redditch from 2011-06-30 says it is superseded_by a"
                          " change that there is not"));
  EXPECT_THAT(problems_after("UPDATE council SET deleted = 1" + of_redditch,
                             "UPDATE council SET deleted = 0" + of_redditch),
              ElementsAre(HasSubstr("is not what was recorded")));
  EXPECT_THAT(problems_after("UPDATE resource SET revision = 7" + of_redditch,
                             "UPDATE resource SET revision = 1" + of_redditch),
              ElementsAre("the head of councils/redditch is not of its newest change"));
  const std::string ended =
      Concat(" WHERE name = 'councils/bromsgrove' AND superseded_by = '", ChangeAt(3), "'");
  Execute(*database_, "UPDATE council SET superseded_by = NULL" + ended);
  EXPECT_THAT(Verify().problems, ElementsAre(HasSubstr("is in force though it was ended")));
  Execute(*database_, "DELETE FROM council WHERE name = 'councils/redditch'");
  EXPECT_THAT(Verify().problems,
              ElementsAre(HasSubstr("councils/redditch from 2011-06-30 is missing"),
                          HasSubstr("is in force though it was ended")));
}

// Where its rows are taken back with it.
TEST_F(HistoryTest, OnlyAnAnchorShowsACutTail) {
  const Anchor anchor = Verify().head;
  const std::string last = ChangeAt(3);
  Execute(*database_, "DELETE FROM council WHERE recorded_by = ?", {last});
  Execute(*database_, "UPDATE council SET superseded_by = NULL WHERE superseded_by = ?", {last});
  Execute(*database_, "UPDATE resource SET revision = 1");
  for (const char* table : {"change_payload", "changes", "feed"}) {
    Execute(*database_, Concat("DELETE FROM ", table, " WHERE change_id = ?"), {last});
  }
  EXPECT_THAT(Verify().problems, IsEmpty());
  EXPECT_THAT(Verify({anchor}).problems, ElementsAre(HasSubstr("the feed is cut short")));
  EXPECT_THAT(Verify({{2, anchor.hash}}).problems, ElementsAre(HasSubstr("not the one expected")));
}

TEST_F(HistoryTest, RedactionTakesTheTextAndLeavesTheChain) {
  const Anchor anchor = Verify().head;
  const std::string change = ChangeAt(1);
  Execute(*database_, "INSERT INTO idempotency VALUES ('tester', '', 'f', 'm', 'answer', 0)");
  std::ostringstream out;
  ASSERT_EQ(
      RedactCommand(
          *database_,
          {"--change", change, "--by", "records officer", "--why", "a name", "--all-text"}, out),
      0)
      << out.str();
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM change_payload WHERE change_id = ?", {change}),
            0);
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM idempotency"), 0);
  EXPECT_EQ(Get("redditch", "2011-06-30")->source().section(), kRedactedText);
  EXPECT_EQ(Get("bromsgrove", "2011-06-30")->source().section(), "one");
  const HistoryReport report = Verify({anchor});
  EXPECT_THAT(report.problems, IsEmpty());
  EXPECT_THAT(report.redactions, ElementsAre(Concat("position 1: change ", change,
                                                    " redacted by records officer: a name")));
  EXPECT_EQ(RedactCommand(*database_, {"--change", change, "--by", "x", "--why", "y"}, out), 1);
  EXPECT_EQ(RedactCommand(*database_, {"--change", "none", "--by", "x", "--why", "y"}, out), 1);
  EXPECT_EQ(RedactCommand(*database_, {"--change", change}, out), 2);
}

// Where the name goes to another, the text of the first goes no further.
TEST_F(HistoryTest, RedactionReachesAResourceThatHadTheNameBefore) {
  ASSERT_THAT(Delete("redditch", "2011-08-01"), IsOk());
  ASSERT_THAT(Create("redditch", "2011-09-01", "another"), IsOk());
  ASSERT_EQ(Sequence(), 5);
  EXPECT_EQ(Number(*database_,
                   "SELECT COUNT(*) FROM council WHERE recorded_by = ?"
                   " AND source_section LIKE '%A Person%'",
                   {ChangeAt(5)}),
            0);
  auto others = Redact(*database_, {ChangeAt(5), "records officer", "a name", true});
  ASSERT_THAT(others, IsOk());
  EXPECT_THAT(*others, ElementsAre(ChangeAt(1), ChangeAt(4))) << "of the former too";
  for (const int position : {1, 4}) {
    ASSERT_THAT(Redact(*database_, {ChangeAt(position), "records officer", "a name", true}),
                IsOk());
  }
  EXPECT_EQ(Number(*database_, "SELECT COUNT(*) FROM council WHERE source_section LIKE '%Person%'"),
            0);
  EXPECT_THAT(Verify().problems, IsEmpty());
}

// One that is being written while it is redacted is waited for, or reads what is left.
TEST_F(HistoryTest, RedactionWaitsForWhoWritesTheResource) {
  std::latch reading(1);
  std::vector<std::string> others;
  std::thread redactor;
  const absl::Status written = database_->Transact(test::Soon(), [&](Connection& connection) {
    // As a writer does, before it reads what it changes.
    EXPECT_THAT(LockHeads(connection, {"councils/redditch"}), IsOk());
    redactor = std::thread([&] {
      reading.count_down();
      auto told = Redact(*database_, {ChangeAt(1), "records officer", "a name", true});
      EXPECT_THAT(told, IsOk());
      if (told.ok()) others = *told;
    });
    reading.wait();
    return connection
        .Execute(
            "INSERT INTO changes SELECT 'written meanwhile', record_time, effective_date,"
            " subject, request_id, trace_id, type, name, uid, 2, verb, payload_digest"
            " FROM changes WHERE name = 'councils/redditch'")
        .status();
  });
  redactor.join();
  EXPECT_THAT(written, IsOk());
  EXPECT_THAT(others, ElementsAre("written meanwhile"));
}

TEST_F(HistoryTest, RedactionTellsOfTheOtherChanges) {
  auto others = Redact(*database_, {ChangeAt(2), "records officer", "a name", false});
  ASSERT_THAT(others, IsOk());
  EXPECT_THAT(*others, ElementsAre(ChangeAt(3)));
}

// Its own lists hold what people wrote.
class ListHistoryTest : public test::ResourcesTest {
 protected:
  ListHistoryTest() : ResourcesTest("programme", {Keep<programme::v1::HighlightReport>()}) {}

  absl::StatusOr<programme::v1::HighlightReport> Get(const std::string& day) {
    programme::v1::GetHighlightReportRequest request;
    request.set_name("partnerships/p/highlightReports/june");
    request.set_as_at(day);
    return CallMethod<programme::v1::HighlightReport>("HighlightReports.GetHighlightReport",
                                                      request);
  }
};

TEST_F(ListHistoryTest, RedactionReachesTheTablesOfLists) {
  programme::v1::UpdateHighlightReportRequest update;
  auto* report = update.mutable_highlight_report();
  report->set_title("June");
  report->set_period_end("2011-06");
  for (const char* concern : {"A Person said so", "another"}) {
    report->add_concerns()->set_concern(concern);
    report->add_milestones()->set_due("2011-09");
  }
  programme::v1::CreateHighlightReportRequest create;
  create.set_parent("partnerships/p");
  create.set_highlight_report_id("june");
  *create.mutable_highlight_report() = *report;
  create.set_effective_date("2011-06-01");
  ASSERT_THAT(
      CallMethod<programme::v1::HighlightReport>("HighlightReports.CreateHighlightReport", create),
      IsOk());
  report->set_name("partnerships/p/highlightReports/june");
  report->mutable_concerns(1)->set_concern("a third");
  update.mutable_update_mask()->add_paths("concerns");
  update.set_effective_date("2011-06-20");
  ASSERT_THAT(
      CallMethod<programme::v1::HighlightReport>("HighlightReports.UpdateHighlightReport", update),
      IsOk());
  ASSERT_EQ(Sequence(), 2);
  const std::string change = ChangeAt(2);
  ASSERT_THAT(Redact(*database_, {change, "records officer", "a name", false}), IsOk());
  const auto redacted = Get("2011-06-30");
  ASSERT_THAT(redacted, IsOk());
  ASSERT_EQ(redacted->concerns_size(), 2);
  EXPECT_EQ(redacted->concerns(1).concern(), kRedactedText);
  EXPECT_EQ(redacted->concerns(1).mitigation(), "") << "what was empty stays empty";
  EXPECT_EQ(redacted->milestones(0).due(), "2011-09");
  EXPECT_EQ(Number(*database_,
                   "SELECT COUNT(*) FROM highlight_report_concerns WHERE recorded_by = ?"
                   " AND concern <> '[redacted]'",
                   {change}),
            0);
  EXPECT_EQ(Number(*database_,
                   "SELECT COUNT(*) FROM highlight_report_concerns WHERE recorded_by = ?"
                   " AND concern = 'A Person said so'",
                   {ChangeAt(1)}),
            1)
      << "what another change recorded stands until that is redacted too";
}

TEST(BlankText, TakesFreeTextAlone) {
  risk::v1::Risk risk;
  risk.set_name("partnerships/p/registers/r/risks/x");
  risk.set_cause("A Person said so");
  risk.mutable_source()->set_section("8.1");
  BlankText(&risk, false);
  EXPECT_EQ(risk.cause(), kRedactedText);
  EXPECT_EQ(risk.event(), "") << "what was empty stays empty";
  EXPECT_EQ(risk.source().section(), "8.1");
  BlankText(&risk, true);
  EXPECT_EQ(risk.source().section(), kRedactedText);
  EXPECT_EQ(risk.name(), "partnerships/p/registers/r/risks/x");
}

}  // namespace
}  // namespace concordat
