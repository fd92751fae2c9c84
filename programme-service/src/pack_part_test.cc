#include "programme-service/src/pack_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "programme-service/src/pack_work.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Facts EndOfJune() {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  return facts;
}

v1::PackPart Compose(const Facts& facts, const PackQuestion& question = {}) {
  return ComposePackPart(question, Reading<Facts>(facts), {}, {});
}

std::vector<std::string> Names(const google::protobuf::RepeatedPtrField<v1::PackWork>& works) {
  std::vector<std::string> names;
  for (const v1::PackWork& work : works) {
    names.push_back(work.has_project() ? work.project().project().name()
                                       : work.live_service().live_service().name());
  }
  return names;
}

TEST(ComposePackPart, PutsEachPieceOfWorkWhereABoardLooksForIt) {
  Facts facts = EndOfJune();
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/red" title: "b" reported_status: RAG_RED)"),
      Parse<v1::Project>(R"(name: "p/amber" reported_status: RAG_AMBER)"),
      Parse<v1::Project>(R"(name: "p/due" baseline_end: "2011-06" reported_status: RAG_GREEN)"),
      Parse<v1::Project>(R"(name: "p/rest" baseline_end: "2011" reported_status: RAG_GREEN)")};
  facts.live_services = {
      Parse<v1::LiveService>(R"(name: "l/red" title: "z" reported_status: RAG_RED)")};
  const v1::PackPart part = Compose(facts);
  EXPECT_THAT(Names(part.red()), ElementsAre("l/red", "p/red")) << "live services first";
  EXPECT_THAT(Names(part.amber()), ElementsAre("p/amber"));
  EXPECT_THAT(Names(part.changed()), ElementsAre("p/due"));
  EXPECT_THAT(Names(part.rest()), ElementsAre("p/rest")) << "some day of 2011 is yet to come";
  EXPECT_EQ(part.counts().red(), 2);
  EXPECT_EQ(part.counts().green(), 2);
}

TEST(ComposePackPart, TellsWhatHasChangedSince) {
  Facts facts = EndOfJune();
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/a" reported_status: RAG_GREEN current_end: "2012-05")"),
      Parse<v1::Project>(R"(name: "p/new")"), Parse<v1::Project>(R"(name: "p/same")")};
  EarlierWork earlier;
  earlier.projects["p/new"] = std::nullopt;
  earlier.projects["p/a"] =
      Parse<v1::Project>(R"(name: "p/a" reported_status: RAG_RED baseline_end: "2012-03")");
  PackQuestion question;
  question.compare_to = "2011-05-31";
  question.earlier = &earlier;
  const v1::PackPart part = Compose(facts, question);
  ASSERT_EQ(part.changed_size(), 2);
  const v1::PackWork& a = part.changed(0);
  ASSERT_EQ(a.changes_size(), 2);
  EXPECT_EQ(a.changes(0).kind(), v1::WorkChange::KIND_STATUS);
  EXPECT_EQ(a.changes(0).status_before(), type::v1::RAG_RED);
  EXPECT_EQ(a.changes(1).end_before(), "2012-03");
  EXPECT_EQ(a.due(), "2012-05");
  EXPECT_EQ(part.changed(1).changes(0).kind(), v1::WorkChange::KIND_NEW);
}

TEST(ComposePackPart, CountsWhatItLeavesOut) {
  Facts facts = EndOfJune();
  for (int i = 0; i < kMaxPackWork + 3; ++i) {
    facts.projects.push_back(Parse<v1::Project>(
        Concat(R"(name: "p/)", 1000 + i, R"(" title: "t" reported_status: RAG_RED)")));
  }
  for (int i = 0; i < kMaxPackMeetings + 2; ++i) {
    facts.meetings.push_back(Parse<v1::Meeting>(Concat(R"(held: ")", 1900 + i, R"(")")));
  }
  const v1::PackPart part = Compose(facts);
  EXPECT_EQ(part.red_size(), kMaxPackWork);
  EXPECT_EQ(part.counts().red(), kMaxPackWork + 3);
  EXPECT_EQ(part.counts().red_left_out(), 3);
  EXPECT_EQ(part.meetings_left_out(), 2);
  EXPECT_EQ(part.meetings(0).held(), Concat(1900 + kMaxPackMeetings + 1)) << "the newest first";
}

TEST(ComposePackPart, HasTheGravestFindingsAndCountsAll) {
  benefits::v1::GetPackPartResponse benefits;
  for (int i = 0; i < kMaxPackFindings + 1; ++i) {
    ledger::v1::Finding* finding = benefits.add_findings();
    finding->set_finding_id(Concat("f", 1000 + i));
    finding->set_rule("unit-not-printed");
    finding->set_severity(ledger::v1::SEVERITY_INFORMATION);
  }
  risk::v1::GetPackPartResponse risk;
  ledger::v1::Finding* wrong = risk.add_findings();
  wrong->set_finding_id("g");
  wrong->set_rule("risk-score-differs");
  wrong->set_severity(ledger::v1::SEVERITY_ERROR);
  const v1::PackPart part =
      ComposePackPart({}, Reading<Facts>(EndOfJune()), std::move(benefits), std::move(risk));
  ASSERT_EQ(part.findings_size(), kMaxPackFindings);
  EXPECT_EQ(part.findings(0).rule(), "risk-score-differs");
  ASSERT_EQ(part.finding_counts_size(), 2);
  EXPECT_EQ(part.finding_counts(1).count(), kMaxPackFindings + 1);
  EXPECT_EQ(part.finding_counts(1).left_out(), 2);
}

TEST(ComposePackPart, SaysNothingOfAChallengeThatRestsOnWhatIsLeftOut) {
  Facts all = EndOfJune();
  all.projects = {Parse<v1::Project>(R"(name: "p/a" reported_status: RAG_GREEN)")};
  all.issues = {Parse<v1::Issue>(
      R"(name: "i/1" project: "p/a" title: "secret" expectation: EXPECTATION_NOT_RESOLVED)")};
  Facts told = all;
  told.issues.clear();
  const v1::PackPart part = ComposePackPart({}, {told, all}, {}, {});
  ASSERT_EQ(part.rest_size(), 1);
  const v1::StatusChallenge& challenge = part.rest(0).project().challenge();
  EXPECT_FALSE(challenge.differs());
  EXPECT_THAT(challenge.reasons(), IsEmpty());
  EXPECT_EQ(part.counts().challenged(), 0);
  EXPECT_EQ(Compose(all).counts().challenged(), 1);
}

TEST(ComposePackPart, NamesWhatItSpeaksOf) {
  Facts facts = EndOfJune();
  facts.projects = {Parse<v1::Project>(R"(name: "p/a" title: "A" host_council: "councils/bury")")};
  facts.councils["councils/bury"].set_title("Bury Council");
  facts.councils["councils/other"].set_title("Another");
  benefits::v1::GetPackPartResponse benefits;
  benefits.mutable_part()->mutable_realisation()->add_works()->set_work("p/a");
  const v1::PackPart part = ComposePackPart({}, Reading<Facts>(facts), std::move(benefits), {});
  EXPECT_EQ(part.titles().at("p/a"), "A");
  EXPECT_EQ(part.titles().at("councils/bury"), "Bury Council");
  EXPECT_EQ(part.titles().size(), 2u);
}

TEST(MeetingBefore, IsTheNewestThatHasADay) {
  Facts facts = EndOfJune();
  facts.meetings = {Parse<v1::Meeting>(R"(held: "2011-06-30" board: "b")"),
                    Parse<v1::Meeting>(R"(held: "2011-06" board: "b")"),
                    Parse<v1::Meeting>(R"(held: "2011-05-12" board: "b")"),
                    Parse<v1::Meeting>(R"(held: "2011-05-20" board: "other")")};
  EXPECT_EQ(MeetingBefore(facts, "b"), "2011-05-12");
  EXPECT_EQ(MeetingBefore(facts, ""), "2011-05-20");
  EXPECT_EQ(MeetingBefore(EndOfJune(), ""), "");
}

}  // namespace
}  // namespace concordat::programme
