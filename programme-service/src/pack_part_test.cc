#include "programme-service/src/pack_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

#include "common/base/text.h"
#include "programme-service/src/pack_work.h"
#include "programme-service/src/status_judgement.h"
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

// The work stands in the lists in which it is given.
v1::PackPart Compose(PackRecords records, std::array<std::vector<std::string>, kPackLists> lists,
                     benefits::v1::GetPackPartResponse benefits = {}) {
  PackQuestion question;
  question.places.lists = std::move(lists);
  return ComposePackPart(question, std::move(records), std::move(benefits), {});
}

std::vector<std::string> Names(const google::protobuf::RepeatedPtrField<v1::PackWork>& works) {
  std::vector<std::string> names;
  for (const v1::PackWork& work : works) {
    names.push_back(work.has_project() ? work.project().project().name()
                                       : work.live_service().live_service().name());
  }
  return names;
}

TEST(ComposePackPart, ShowsTheWorkOfItsLists) {
  Facts facts = EndOfJune();
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/red" title: "b" reported_status: RAG_RED)"),
      Parse<v1::Project>(R"(name: "p/due" baseline_end: "2011-06" reported_status: RAG_GREEN)")};
  facts.live_services = {
      Parse<v1::LiveService>(R"(name: "l/red" title: "z" reported_status: RAG_RED)")};
  facts.participations = {Parse<v1::Participation>(R"(live_service: "l/red" council: "c/1")")};
  PackRecords records;
  records.work = Reading<Facts>(facts);
  const v1::PackPart part = Compose(std::move(records), {{{"l/red", "p/red"}, {}, {"p/due"}, {}}});
  EXPECT_THAT(Names(part.red()), ElementsAre("l/red", "p/red"));
  EXPECT_THAT(Names(part.changed()), ElementsAre("p/due"));
  EXPECT_EQ(part.changed(0).due(), "2011-06");
  ASSERT_EQ(part.red(0).participations_size(), 1);
  EXPECT_EQ(part.red(0).participations(0).council(), "c/1");
}

TEST(ComposePackPart, TellsWhatHasChangedSince) {
  Facts facts = EndOfJune();
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/a" reported_status: RAG_GREEN current_end: "2012-05")"),
      Parse<v1::Project>(R"(name: "p/new")"), Parse<v1::Project>(R"(name: "p/same")")};
  PackRecords records;
  records.work = Reading<Facts>(facts);
  records.earlier.emplace();
  records.earlier->projects["p/a"] =
      Parse<v1::Project>(R"(name: "p/a" reported_status: RAG_RED baseline_end: "2012-03")");
  records.earlier->projects["p/same"] = facts.projects[2];
  const v1::PackPart part = Compose(std::move(records), {{{}, {}, {"p/a", "p/new"}, {"p/same"}}});
  ASSERT_EQ(part.changed_size(), 2);
  const v1::PackWork& a = part.changed(0);
  ASSERT_EQ(a.changes_size(), 2);
  EXPECT_EQ(a.changes(0).kind(), v1::WorkChange::KIND_STATUS);
  EXPECT_EQ(a.changes(0).status_before(), type::v1::RAG_RED);
  EXPECT_EQ(a.changes(1).end_before(), "2012-03");
  EXPECT_EQ(a.due(), "2012-05");
  EXPECT_EQ(part.changed(1).changes(0).kind(), v1::WorkChange::KIND_NEW);
  EXPECT_THAT(part.rest(0).changes(), IsEmpty());
}

TEST(ComposePackPart, ListsSomeIssuesAndCouncilsOfAPieceOfWork) {
  Facts facts = EndOfJune();
  facts.projects = {Parse<v1::Project>(R"(name: "p/a" reported_status: RAG_GREEN)")};
  for (int i = 0; i < kMaxIssues + 2; ++i) {
    facts.issues.push_back(
        Parse<v1::Issue>(R"(name: "i" project: "p/a" expectation: EXPECTATION_RESOLVED)"));
  }
  for (int i = 0; i < kMaxParticipations + 3; ++i) {
    facts.participations.push_back(Parse<v1::Participation>(R"(project: "p/a")"));
  }
  PackRecords records;
  records.work = Reading<Facts>(facts);
  const v1::PackPart part = Compose(std::move(records), {{{}, {}, {}, {"p/a"}}});
  const v1::PackWork& a = part.rest(0);
  EXPECT_EQ(a.project().issues_size(), kMaxIssues);
  EXPECT_EQ(a.project().issues_left_out(), 2);
  EXPECT_EQ(a.project().challenge().reasons_size(), kMaxReasons + 1);
  EXPECT_EQ(a.project().challenge().reasons(kMaxReasons), "32 more.");
  EXPECT_EQ(a.participations_size(), kMaxParticipations);
  EXPECT_EQ(a.participations_left_out(), 3);
}

TEST(ComposePackPart, HasTheGravestFindingsAndCountsAll) {
  PackRecords records;
  Findings& found = records.found.findings;
  for (int i = 0; i < kMaxPackFindings + 1; ++i) {
    ledger::v1::Finding& finding = found.emplace_back();
    finding.set_finding_id(Concat("f", 1000 + i));
    finding.set_rule("unit-not-printed");
    finding.set_severity(ledger::v1::SEVERITY_INFORMATION);
  }
  found[0].set_repeats("g");
  found[1].set_repeats(found.back().finding_id());
  ledger::v1::Finding& wrong = found.emplace_back();
  wrong.set_finding_id("g");
  wrong.set_rule("risk-score-differs");
  wrong.set_severity(ledger::v1::SEVERITY_ERROR);
  const v1::PackPart part = ComposePackPart({}, std::move(records), {}, {});
  ASSERT_EQ(part.findings_size(), kMaxPackFindings);
  EXPECT_EQ(part.findings(0).rule(), "risk-score-differs");
  EXPECT_EQ(part.findings(1).repeats(), "g");
  EXPECT_EQ(part.findings(2).repeats(), "") << "what it repeats is left out";
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
  PackRecords records;
  records.work = {told, all};
  const v1::PackPart part = Compose(records, {{{}, {}, {}, {"p/a"}}});
  ASSERT_EQ(part.rest_size(), 1);
  const v1::StatusChallenge& challenge = part.rest(0).project().challenge();
  EXPECT_FALSE(challenge.differs());
  EXPECT_THAT(challenge.reasons(), IsEmpty());
  records.work = Reading<Facts>(all);
  EXPECT_TRUE(Compose(records, {{{}, {}, {}, {"p/a"}}}).rest(0).project().challenge().differs());
}

TEST(NamesIn, AreThoseOfCouncilsAndWork) {
  Facts facts = EndOfJune();
  facts.projects = {Parse<v1::Project>(R"(name: "p/a" title: "A" host_council: "councils/bury")")};
  facts.participations = {Parse<v1::Participation>(R"(council: "councils/wyre")")};
  const auto benefits = Parse<benefits::v1::PackPart>(R"(finances { councils: "councils/dudley" }
    realisation { works { work: "p/b"
      measures { returns { measure_return { council: "councils/redditch" } } } } })");
  EXPECT_THAT(NamesIn(facts, benefits), ElementsAre("councils/bury", "councils/dudley",
                                                    "councils/redditch", "councils/wyre", "p/b"));
}

}  // namespace
}  // namespace concordat::programme
