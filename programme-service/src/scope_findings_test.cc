#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Findings Find(const Facts& facts) {
  Findings findings;
  AddScopeFindings(facts, &findings);
  return findings;
}

TEST(Headings, AreBareWithoutText) {
  Facts facts;
  facts.programmes = {
      Parse<v1::Programme>(R"(name: "g/asset" title: "ASSETS" source { section: "16" })"),
      Parse<v1::Programme>(R"(name: "g/wett" title: "WETT SERVICES" source { section: "16" })"),
      Parse<v1::Programme>(R"(name: "g/a" description: "text" source { section: "1" })"),
      Parse<v1::Programme>(R"(name: "g/b" title: "not printed")"),
      Parse<v1::Programme>(R"(name: "g/host" is_overhead: true source { section: "3" })")};
  facts.programmes_with_work = {"g/wett"};
  const Findings findings = Find(facts);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "heading-without-text");
  EXPECT_EQ(findings[0].summary(),
            "\"ASSETS\" stands in the paper as a heading without text or status.");
}

Facts WithPart(const std::string& status, const std::string& engagement) {
  Facts facts;
  facts.live_services = {Parse<v1::LiveService>(
      R"(name: "l/property" title: "PROPERTY SERVICES" reported_status: )" + status)};
  facts.participations = {Parse<v1::Participation>(
      R"(name: "t/1" council: "councils/bromsgrove" live_service: "l/property" engagement: )" +
      engagement)};
  facts.councils["councils/bromsgrove"].set_title("Bromsgrove District Council");
  return facts;
}

TEST(Withdrawals, AreToldOfGreenServices) {
  const Findings findings = Find(WithPart("RAG_GREEN", "ENGAGEMENT_WITHDRAWN"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "council-withdrawn");
  EXPECT_EQ(findings[0].summary(),
            "PROPERTY SERVICES is reported green, and Bromsgrove District Council has withdrawn "
            "from it.");
  EXPECT_THAT(findings[0].records(), ElementsAre("l/property", "t/1"));
}

TEST(Withdrawals, AreNoNewsOfOthers) {
  EXPECT_THAT(Find(WithPart("RAG_RED", "ENGAGEMENT_WITHDRAWN")), IsEmpty());
  EXPECT_THAT(Find(WithPart("RAG_GREEN", "ENGAGEMENT_PROGRESSING")), IsEmpty());
}

}  // namespace
}  // namespace concordat::programme
