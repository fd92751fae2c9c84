#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme-service/src/findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using benefits::v1::BenefitsPosition;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Findings Find(const std::string& service, const std::string& positions) {
  Facts facts;
  facts.live_services = {Parse<v1::LiveService>(service)};
  return FindAcrossServices(facts, Parse<BenefitsPosition>(positions));
}

constexpr char kIct[] =
    R"(name: "l/ict" title: "ICT" reported_status: RAG_GREEN aims: AIMS_STATE_ALL_MET)";
constexpr char kIctPosition[] = R"(works { work: "l/ict"
  promised_pence: 3785000 realised_pence: 1085000 has_stated_promise: true
  unrealised { expected_result: "e/6" promised_pence: 2500000 actual: "helpdesk" }
  unrealised { expected_result: "e/4" promised_pence: 200000 } })";

TEST(GreenServices, HaveRealisedWhatWasPromised) {
  const Findings findings = Find(kIct, kIctPosition);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "green-but-benefits-unrealised");
  EXPECT_EQ(findings[0].summary(),
            "ICT is green with all aims said to be met, while £27,000 of £37,850 promised has not "
            "come about.");
  EXPECT_THAT(findings[0].records(), ElementsAre("e/4", "e/6", "l/ict"));
}

TEST(GreenServices, SaveRatherThanCost) {
  const Findings findings =
      Find(R"(name: "l/property" title: "PROPERTY SERVICES" reported_status: RAG_GREEN)",
           R"(works { work: "l/property" realised_pence: -4400000 has_stated_promise: true
  unrealised { expected_result: "e/1" expected: "5% savings" realised_pence: -1100000 }
  unrealised { expected_result: "e/2" expected: "5% savings" realised_pence: -3300000 } })");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(
      findings[0].summary(),
      "PROPERTY SERVICES is green, while costs of £11,000 and £33,000 came where \"5% savings\" "
      "was promised.");
}

TEST(GreenServices, MayMissAPromiseInPerCent) {
  const Findings findings = Find(
      R"(name: "l/1" title: "AUDIT" reported_status: RAG_GREEN)",
      R"(works { work: "l/1" has_stated_promise: true unrealised { expected: "5% savings" } })");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].summary(), "AUDIT is green, while \"5% savings\" has not come about.");
}

TEST(GreenServices, AreTheOnlyOnesHeldToIt) {
  EXPECT_THAT(Find(R"(name: "l/ict" reported_status: RAG_AMBER)", kIctPosition), IsEmpty());
  EXPECT_THAT(Find(R"(name: "l/other" reported_status: RAG_GREEN)", kIctPosition), IsEmpty());
}

std::string Saved(const std::string& year) {
  return R"(works { work: "l/payroll" first_actual_pence: 6500000 first_actual_benefit: "b/payroll"
    first_actual_year: ")" +
         year + "\" }";
}

TEST(Savings, BeginWithTheService) {
  const std::string payroll = R"(name: "l/payroll" title: "PAYROLL" went_live: "2011-04-01")";
  const Findings findings = Find(payroll, Saved("2010-11"));
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "savings-before-go-live");
  EXPECT_EQ(findings[0].summary(),
            "PAYROLL went live on 1 April 2011, and £65,000 is counted as saved in 2010-11, before "
            "that.");
  EXPECT_THAT(Find(payroll, Saved("2011-12")), IsEmpty());
  EXPECT_THAT(Find(R"(name: "l/payroll" went_live: "2011")", Saved("2010-11")), IsEmpty());
}

Findings FindOfProject(const std::string& project) {
  Facts facts;
  facts.projects = {Parse<v1::Project>(project)};
  return FindAcrossServices(facts, Parse<BenefitsPosition>(R"(works { work: "p/1"
    promised_pence: 5000000 has_stated_promise: true
    unrealised { expected_result: "e/1" expected: "Savings" promised_pence: 5000000 } })"));
}

TEST(Promises, DependOnProjectsThatGoOn) {
  const Findings findings =
      FindOfProject(R"(name: "p/1" title: "MERGER" lifecycle: LIFECYCLE_WITHDRAWN)");
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].rule(), "dependency-broken");
  EXPECT_EQ(findings[0].summary(),
            "Benefits of £50,000 are still promised from \"MERGER\", which has been given up.");
  EXPECT_THAT(findings[0].records(), ElementsAre("e/1", "p/1"));
  EXPECT_THAT(FindOfProject(R"(name: "p/1" lifecycle: LIFECYCLE_IMPLEMENTATION)"), IsEmpty());
  EXPECT_THAT(FindOfProject(R"(name: "p/2" lifecycle: LIFECYCLE_WITHDRAWN)"), IsEmpty());
}

}  // namespace
}  // namespace concordat::programme
