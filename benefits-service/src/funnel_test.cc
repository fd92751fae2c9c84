// How far benefits have come: AGMA's and Manchester's papers, and odd steps.
#include "benefits-service/src/funnel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "benefits-service/src/funnel_report.h"
#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/funnel_step.pb.h"
#include "concordat/benefits/v1/share.pb.h"
#include "tests/support/costs_testing.h"
#include "tests/support/sample_bundle.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kParent[] = "partnerships/p";

class FunnelTest : public test::CostsTest {
 protected:
  FunnelTest() : CostsTest("benefits", BenefitsResources()) {}

  void PutSample(const std::string& name) {
    const test::SampleBundle sample(name);
    Fill([&sample](test::TableFiller* tables) {
      for (const auto& benefit : sample.Read<v1::Benefit>("benefits.csv")) tables->Put(benefit);
      for (const auto& share : sample.Read<v1::Share>("shares.csv")) tables->Put(share);
      for (const auto& step : sample.Read<v1::FunnelStep>("funnel-steps.csv")) tables->Put(step);
    });
  }

  void PutBenefit(const std::string& id, const std::string& programme) {
    v1::Benefit benefit;
    benefit.set_name(Concat(kParent, "/benefits/", id));
    if (!programme.empty()) benefit.set_programme(Concat(kParent, "/programmes/", programme));
    Fill([&benefit](test::TableFiller* tables) { tables->Put(benefit); });
  }

  static v1::FunnelStep Step(const std::string& id, const std::string& of, v1::Benefit::Stage stage,
                             int64_t pence) {
    v1::FunnelStep step;
    step.set_name(Concat(kParent, "/funnelSteps/", id));
    const std::string name = Concat(kParent, "/", of);
    of.starts_with("benefits/") ? step.set_benefit(name) : step.set_subject(name);
    step.set_stage(stage);
    step.set_amount_pence(pence);
    return step;
  }
  void Put(const std::vector<v1::FunnelStep>& steps) {
    Fill([&steps](test::TableFiller* tables) {
      for (const v1::FunnelStep& step : steps) tables->Put(step);
    });
  }

  v1::Funnel Told(const std::string& partnership, v1::FunnelBy by, const std::string& subject = "",
                  bool public_only = false, const std::string& page_token = "", int page_size = 0) {
    v1::GetFunnelRequest request;
    request.set_parent(partnership);
    request.set_by(by);
    request.set_subject(subject);
    request.set_page_token(page_token);
    request.set_page_size(page_size);
    v1::Funnel funnel;
    ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    at.public_only = public_only;
    EXPECT_THAT(ledger().database().Snapshot(
                    test::Soon(),
                    [&](Connection& connection) {
                      auto told = TellFunnel(
                          Records(connection, ledger().registry(), partnership, at), request);
                      if (told.ok()) funnel = *told;
                      return told.status();
                    }),
                IsOk());
    return funnel;
  }
};

// The worked example of docs/reference/funnel.md.
TEST_F(FunnelTest, TellsOpportunitiesOfAgmaApartFromMoney) {
  PutSample("agma");
  const auto funnel = Told("partnerships/agma", v1::FUNNEL_BY_SERVICE_AREA);
  ASSERT_THAT(funnel.groups(), SizeIs(2));
  const v1::FunnelGroup& contact = funnel.groups(0);
  EXPECT_EQ(contact.key(), "partnerships/agma/serviceAreas/customer-contact");
  ASSERT_THAT(contact.stages(), SizeIs(3));
  EXPECT_EQ(contact.stages(0).amount_pence(), 5'800'000'00);
  EXPECT_EQ(contact.stages(0).count(), 20);
  EXPECT_EQ(contact.stages(0).challenged_steps(), 1);
  // 84 per cent of opportunities are neither an amount nor a number.
  const v1::FunnelStage& accepted = contact.stages(1);
  EXPECT_FALSE(accepted.has_amount_pence());
  EXPECT_FALSE(accepted.has_count());
  ASSERT_THAT(accepted.shares(), SizeIs(1));
  EXPECT_EQ(accepted.shares(0).percent(), "84");
  EXPECT_EQ(accepted.shares(0).percent_of(), "opportunities identified");
  EXPECT_EQ(accepted.dated_from(), "2009-07-01");
  const v1::FunnelStage& identified = contact.stages(2);
  EXPECT_EQ(identified.amount_pence(), 1'300'000'00);
  EXPECT_EQ(identified.erosion_pence(), 4'500'000'00);
  EXPECT_EQ(identified.erosion_permille(), 776);
  EXPECT_EQ(identified.eroded_from(), v1::Benefit::STAGE_POTENTIAL);
  EXPECT_FALSE(identified.has_erosion_count());
  EXPECT_EQ(funnel.groups(1).stages(1).shares(0).percent(), "80");
}

TEST_F(FunnelTest, TellsRealisedByEvidenceAlone) {
  PutSample("manchester");
  const auto funnel = Told("partnerships/manchester", v1::FUNNEL_BY_PROJECT);
  ASSERT_THAT(funnel.groups(), SizeIs(2));
  const v1::FunnelGroup& education = funnel.groups(0);
  EXPECT_EQ(education.stages(0).stage(), v1::Benefit::STAGE_REALISED);
  EXPECT_EQ(education.stages(0).amount_pence(), 8'330'000'00);
  EXPECT_FALSE(education.has_realised_pence()) << "it is said, and no line bears it out";
  const v1::FunnelGroup& transport = funnel.groups(1);
  EXPECT_EQ(transport.realised_pence(), 1'100'000'00);
  ASSERT_THAT(transport.realised_by_grade(), SizeIs(1));
  EXPECT_EQ(transport.realised_by_grade(0).grade(), v1::ShareLine::GRADE_ASSERTED);
}

TEST_F(FunnelTest, TakesWhatIsToldOfAllForWhatIsToldOfParts) {
  PutBenefit("a", "one");
  PutBenefit("b", "one");
  auto of_council = Step("s3", "benefits/b", v1::Benefit::STAGE_POTENTIAL, 70);
  of_council.set_council("councils/x");
  Put({Step("s1", "benefits/a", v1::Benefit::STAGE_POTENTIAL, 100),
       Step("s2", "benefits/b", v1::Benefit::STAGE_POTENTIAL, 200), of_council,
       Step("s4", "benefits/a", v1::Benefit::STAGE_ACCEPTED, 90),
       Step("s5", "programmes/one", v1::Benefit::STAGE_ACCEPTED, 250)});
  const auto funnel = Told(kParent, v1::FUNNEL_BY_PROGRAMME);
  ASSERT_THAT(funnel.groups(), SizeIs(1));
  EXPECT_EQ(funnel.groups(0).stages(0).amount_pence(), 300) << "b's 200 hold x's 70";
  EXPECT_FALSE(funnel.groups(0).stages(0).told_together());
  EXPECT_EQ(funnel.groups(0).stages(1).amount_pence(), 250);
  EXPECT_TRUE(funnel.groups(0).stages(1).told_together());
  const auto councils = Told(kParent, v1::FUNNEL_BY_COUNCIL);
  ASSERT_THAT(councils.groups(), SizeIs(2));
  EXPECT_EQ(councils.groups(0).key(), "");
  EXPECT_EQ(councils.groups(0).stages(0).amount_pence(), 300);
  EXPECT_EQ(councils.groups(1).stages(0).amount_pence(), 70);
}

TEST_F(FunnelTest, TakesTheNewestOfTheSameThing) {
  auto earlier = Step("s1", "projects/x", v1::Benefit::STAGE_POTENTIAL, 100);
  auto later = Step("s2", "projects/x", v1::Benefit::STAGE_POTENTIAL, 80);
  auto other_span = Step("s3", "projects/x", v1::Benefit::STAGE_POTENTIAL, 7);
  earlier.set_dated("2009");
  later.set_dated("2010-01");
  other_span.mutable_period()->set_from("2012");
  other_span.mutable_period()->set_to("2012");
  Put({earlier, later, other_span});
  const auto funnel = Told(kParent, v1::FUNNEL_BY_PROJECT);
  ASSERT_THAT(funnel.groups(), SizeIs(1));
  EXPECT_EQ(funnel.groups(0).stages(0).amount_pence(), 87);
  EXPECT_EQ(funnel.groups(0).stages(0).steps(), 3);
  EXPECT_THAT(Told(kParent, v1::FUNNEL_BY_COUNCIL).groups(), IsEmpty());
  EXPECT_THAT(Told(kParent, v1::FUNNEL_BY_COUNCIL, "partnerships/p/projects/x").groups(),
              SizeIs(1));
}

TEST_F(FunnelTest, HoldsBackGroupsThatHoldWhatIsExempt) {
  auto exempt = Step("s2", "projects/x", v1::Benefit::STAGE_IDENTIFIED, 80);
  exempt.set_marking(type::v1::MARKING_EXEMPT);
  Put({Step("s1", "projects/x", v1::Benefit::STAGE_POTENTIAL, 100), exempt,
       Step("s3", "projects/y", v1::Benefit::STAGE_POTENTIAL, 5)});
  EXPECT_THAT(Told(kParent, v1::FUNNEL_BY_PROJECT).groups(), SizeIs(2));
  const auto open = Told(kParent, v1::FUNNEL_BY_PROJECT, "", true);
  ASSERT_THAT(open.groups(), SizeIs(1));
  EXPECT_EQ(open.groups(0).key(), "partnerships/p/projects/y");
}

TEST_F(FunnelTest, ComesPageByPage) {
  std::vector<v1::FunnelStep> steps;
  for (int i = 0; i < 5; ++i) {
    steps.push_back(Step(Concat("s", i), Concat("projects/p", i), v1::Benefit::STAGE_POTENTIAL, i));
  }
  Put(steps);
  std::vector<std::string> keys;
  std::string token;
  do {
    const auto page = Told(kParent, v1::FUNNEL_BY_PROJECT, "", false, token, 2);
    for (const v1::FunnelGroup& group : page.groups()) keys.push_back(group.key());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_THAT(keys, SizeIs(5));
}

TEST(Permille, RoundsHalvesUp) {
  EXPECT_EQ(PermilleOf(1, 2'000), 1);
  EXPECT_EQ(PermilleOf(-1, 2'000), 0);
  EXPECT_EQ(PermilleOf(-3, 2'000), -1);
  EXPECT_EQ(PermilleOf(0, 1), 0);
  EXPECT_EQ(PermilleOf(Pence(1) << 90, 1), 1'000'000'000);
}

TEST_F(FunnelTest, CostsNoMoreStatementsForMoreSteps) {
  Fill([](test::TableFiller* tables) {
    for (const auto& [partnership, count] : {std::pair("few", 300), std::pair("more", 600)}) {
      for (int i = 0; i < count; ++i) {
        auto step = Step("s", "projects/p", v1::Benefit::STAGE_POTENTIAL, i);
        step.set_name(Concat("partnerships/", partnership, "/funnelSteps/s", 1000 + i));
        step.set_subject(Concat("partnerships/", partnership, "/projects/p", i % 9));
        step.set_percent("50");
        tables->Put(step);
      }
    }
  });
  ExpectGrowth("partnerships/few", "partnerships/more", 300, {60, 0}, [](const Records& records) {
    v1::GetFunnelRequest request;
    request.set_by(v1::FUNNEL_BY_PROJECT);
    return TellFunnel(records, request).status();
  });
}

}  // namespace
}  // namespace concordat::benefits
