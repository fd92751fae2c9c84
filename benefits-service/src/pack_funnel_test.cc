#include "benefits-service/src/pack_funnel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/funnel_step.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using testing::ElementsAre;
using testing::SizeIs;

class PackFunnelTest : public testing::Test {
 protected:
  void Put(const google::protobuf::Message& record) {
    EXPECT_THAT(database_->Transact(test::Soon(),
                                    [&record](Connection& connection) {
                                      test::TableFiller(connection).Put(record);
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

  static v1::FunnelStep Step(const std::string& id, int position) {
    v1::FunnelStep step;
    step.set_name("partnerships/p/funnelSteps/" + id);
    step.set_stage(v1::Benefit::STAGE_POTENTIAL);
    step.set_position(position);
    return step;
  }

  v1::PackPart Read(const Scope& scope = Scope(), bool public_only = false) {
    v1::PackPart part;
    ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    at.public_only = public_only;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  part.Clear();
                                  return AddFunnel(
                                      Records(connection, registry_, "partnerships/p", at), scope,
                                      &part);
                                }),
                IsOk());
    return part;
  }

  static std::vector<std::string> Ids(const v1::PackPart& part) {
    std::vector<std::string> ids;
    for (const auto& one : part.funnel()) ids.emplace_back(ResourceType::IdOf(one.step().name()));
    return ids;
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("benefits", BenefitsResources());
  const Registry registry_{BenefitsResources()};
};

TEST_F(PackFunnelTest, HasTheOrderOfThePaperAndTitlesOfBenefits) {
  v1::Benefit benefit;
  benefit.set_name("partnerships/p/benefits/b");
  benefit.set_title("Fleet");
  benefit.set_programme("partnerships/p/programmes/g");
  Put(benefit);
  v1::FunnelStep of_benefit = Step("b", 2);
  of_benefit.set_benefit(benefit.name());
  Put(of_benefit);
  v1::FunnelStep of_area = Step("a", 3);
  of_area.set_subject("partnerships/p/serviceAreas/it");
  Put(of_area);
  v1::FunnelStep exempt = Step("x", 1);
  exempt.set_subject("partnerships/p/serviceAreas/it");
  exempt.set_marking(type::v1::MARKING_EXEMPT);
  Put(exempt);
  const v1::PackPart part = Read();
  EXPECT_THAT(Ids(part), ElementsAre("x", "b", "a"));
  EXPECT_EQ(part.funnel(1).benefit_title(), "Fleet");
  EXPECT_THAT(Ids(Read(Scope(), true)), ElementsAre("b", "a"));
  google::protobuf::RepeatedPtrField<std::string> steered;
  steered.Add("partnerships/p/programmes/g");
  EXPECT_THAT(Ids(Read(Scope(steered))), ElementsAre("b"));
}

TEST_F(PackFunnelTest, CountsWhatItLeavesOut) {
  for (int i = 0; i < kMaxPackFunnel + 2; ++i) Put(Step("s" + std::to_string(1000 + i), i));
  const v1::PackPart part = Read();
  EXPECT_THAT(part.funnel(), SizeIs(kMaxPackFunnel));
  EXPECT_EQ(part.funnel_left_out(), 2);
}

}  // namespace
}  // namespace concordat::benefits
