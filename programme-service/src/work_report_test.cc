#include "programme-service/src/work_report.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

Facts TwoProgrammes() {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.projects = {
      Parse<v1::Project>(R"(name: "p/hr" programme: "g/shared" reported_status: RAG_AMBER)"),
      Parse<v1::Project>(R"(name: "p/revenues" programme: "g/transformation")")};
  facts.live_services = {
      Parse<v1::LiveService>(R"(name: "l/ict" programme: "g/shared" reported_status: RAG_GREEN)")};
  facts.issues = {
      Parse<v1::Issue>(R"(name: "i/1" project: "p/hr" expectation: EXPECTATION_RESOLVED)"),
      Parse<v1::Issue>(R"(name: "i/2" project: "p/hr" closed: "2011-05")")};
  facts.highlights = {Parse<v1::HighlightReport>(
      R"(name: "h/1" project: "p/hr" period_end: "2011-06-21" submitted: true)")};
  return facts;
}

v1::ProgrammeReport Compose(Facts facts, const benefits::v1::BenefitsPosition& positions,
                            const v1::Board* board) {
  const Reading<Facts> reading(std::move(facts));
  return ComposeProgrammeReport(WorkReporter(reading, positions), board);
}

TEST(ComposeProgrammeReport, TakesAllForABoardThatNamesNoProgrammes) {
  const v1::ProgrammeReport report = Compose(TwoProgrammes(), {}, nullptr);
  EXPECT_EQ(report.projects_size(), 2);
  EXPECT_EQ(report.live_services_size(), 1);
}

TEST(ComposeProgrammeReport, TakesWhatABoardSteers) {
  v1::Board board;
  board.add_programmes("g/transformation");
  const v1::ProgrammeReport report = Compose(TwoProgrammes(), {}, &board);
  ASSERT_EQ(report.projects_size(), 1);
  EXPECT_EQ(report.projects(0).project().name(), "p/revenues");
  EXPECT_EQ(report.live_services_size(), 0);
}

TEST(ComposeProgrammeReport, GivesEachItsIssuesHighlightAndChallenge) {
  const v1::ProgrammeReport report =
      Compose(TwoProgrammes(), Parse<benefits::v1::BenefitsPosition>(R"(works { work: "l/ict"
    has_stated_promise: true unrealised { expected: "savings" promised_pence: 100 } })"),
              nullptr);
  const v1::ProjectStatus& hr = report.projects(0);
  ASSERT_EQ(hr.issues_size(), 1);
  EXPECT_EQ(hr.issues(0).name(), "i/1");
  EXPECT_EQ(hr.highlight().name(), "h/1");
  EXPECT_FALSE(hr.challenge().differs());
  EXPECT_FALSE(report.projects(1).has_highlight());
  EXPECT_EQ(report.live_services(0).challenge().computed(), type::v1::RAG_AMBER);
  EXPECT_TRUE(report.live_services(0).challenge().differs());
}

}  // namespace
}  // namespace concordat::programme
