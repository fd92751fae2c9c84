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

TEST(WorkReporter, GivesEachItsIssuesHighlightAndChallenge) {
  const Reading<Facts> reading(TwoProgrammes());
  const auto positions = Parse<benefits::v1::BenefitsPosition>(R"(works { work: "l/ict"
    has_stated_promise: true unrealised { expected: "savings" promised_pence: 100 } })");
  const WorkReporter reporter(reading, positions);
  const v1::ProjectStatus hr = reporter.Report(reading.told().projects[0]);
  ASSERT_EQ(hr.issues_size(), 1);
  EXPECT_EQ(hr.issues(0).name(), "i/1");
  EXPECT_EQ(hr.highlight().name(), "h/1");
  EXPECT_FALSE(hr.challenge().differs());
  EXPECT_FALSE(reporter.Report(reading.told().projects[1]).has_highlight());
  const v1::LiveServiceStatus ict = reporter.Report(reading.told().live_services[0]);
  EXPECT_EQ(ict.challenge().computed(), type::v1::RAG_AMBER);
  EXPECT_TRUE(ict.challenge().differs());
}

}  // namespace
}  // namespace concordat::programme
