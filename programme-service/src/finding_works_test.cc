#include "programme-service/src/finding_works.h"

#include <gtest/gtest.h>

#include <string>

#include "programme-service/src/all_findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

TEST(WorksOfFindings, HaveTheirTitlesOrAreLeftOut) {
  Findings findings = {Parse<ledger::v1::Finding>(R"(works { work: "p/projects/a" }
    works { work: "p/projects/secret" title: "Secret" } works { work: "p/liveServices/b" })")};
  GiveTitles({{"p/projects/a", "A"}, {"p/liveServices/b", "B"}}, &findings);
  ASSERT_EQ(findings[0].works_size(), 2);
  EXPECT_EQ(findings[0].works(0).title(), "A");
  EXPECT_EQ(findings[0].works(1).title(), "B");
}

TEST(WorksOfFindings, AreThoseThatTheRecordsBelongTo) {
  Facts facts;
  facts.highlights = {Parse<v1::HighlightReport>(
      R"(name: "p/highlightReports/h" project: "p/projects/a" submitted: true)")};
  const Findings findings =
      Complete({}, Reading<Facts>(facts), benefits::v1::BenefitsPosition(), Scope()).findings;
  ASSERT_EQ(findings.size(), 1);
  ASSERT_EQ(findings[0].works_size(), 1);
  EXPECT_EQ(findings[0].works(0).work(), "p/projects/a");
}

}  // namespace
}  // namespace concordat::programme
