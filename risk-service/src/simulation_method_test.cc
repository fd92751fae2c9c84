// Simulations asked for as a client would, over a real database.
#include "risk-service/src/simulation_method.h"

#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "common/base/errors.h"
#include "concordat/risk/v1/register_service.pb.h"
#include "concordat/risk/v1/risk_service.pb.h"
#include "risk-service/src/quantification_rules.h"
#include "risk-service/src/resources.h"
#include "tests/support/places.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat::risk {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kParent[] = "partnerships/p";
constexpr char kDay[] = "2011-06-01";

v1::Quantification Estimate(v1::ImpactShape shape, int32_t ppm, int64_t low, int64_t mode,
                            int64_t high) {
  v1::Quantification quantification;
  quantification.set_shape(shape);
  quantification.set_probability_ppm(ppm);
  quantification.set_low_pence(low);
  quantification.set_mode_pence(mode);
  quantification.set_high_pence(high);
  return quantification;
}

std::vector<std::string> WrongIn(const v1::Quantification& quantification) {
  std::vector<FieldViolation> violations;
  CheckQuantification("q", quantification, &violations);
  std::vector<std::string> fields;
  for (const FieldViolation& violation : violations) fields.push_back(violation.field);
  return fields;
}

TEST(CheckQuantification, AsksForAnOrderAndAShape) {
  using testing::IsEmpty;
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_TRIANGULAR, 1, 1, 2, 3)), IsEmpty());
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_PERT, 0, 0, 0, 0)), IsEmpty());
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_PERT, 1, 2, 1, 3)), ElementsAre("q.mode_pence"));
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_TRIANGULAR, 1, 1, 4, 3)),
              ElementsAre("q.high_pence"));
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_UNSPECIFIED, 1, 1, 2, 3)), ElementsAre("q.shape"));
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_LOGNORMAL, 1, 1, 0, 10'000)), IsEmpty());
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_LOGNORMAL, 1, 1, 0, 10'001)),
              ElementsAre("q.high_pence"));
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_LOGNORMAL, 1, 0, 5, 10)),
              ElementsAre("q.low_pence", "q.mode_pence"));
  EXPECT_THAT(WrongIn(Estimate(v1::IMPACT_SHAPE_LOGNORMAL, 1, 9, 0, 8)),
              ElementsAre("q.high_pence"));
}

class SimulationsTest : public test::ResourcesTest {
 protected:
  SimulationsTest() : ResourcesTest("risk", RiskResources()) {
    caller_.roles = {Role::kPartnershipOffice};
    caller_.partnerships = {"p"};
    BindSimulations({ledger_, feed_, peers_, &operations_}, &methods_);
    operations_.Start();
    PutRegister("r");
    PutRegister("s");
  }

  void PutRegister(const std::string& id) {
    v1::CreateRegisterRequest request;
    request.set_parent(kParent);
    request.set_register_id(id);
    request.mutable_register_()->set_title("A register");
    request.set_effective_date(kDay);
    ASSERT_THAT(CallMethod<v1::Register>("Registers.CreateRegister", request), IsOk());
  }

  static v1::Risk Quantified(const v1::Quantification& quantification) {
    v1::Risk risk;
    risk.set_title("A risk");
    risk.set_category("Financial");
    *risk.mutable_quantification() = quantification;
    return risk;
  }

  absl::Status PutRisk(const std::string& register_id, const std::string& id,
                       const v1::Risk& risk) {
    v1::CreateRiskRequest request;
    request.set_parent(Concat(kParent, "/registers/", register_id));
    request.set_risk_id(id);
    *request.mutable_risk() = risk;
    request.set_effective_date(kDay);
    return CallMethod<v1::Risk>("Risks.CreateRisk", request).status();
  }

  static v1::SimulateRequest Ask() {
    v1::SimulateRequest request;
    request.set_parent(kParent);
    request.set_as_at("2011-07-01");
    request.set_iterations(5'000);
    request.set_seed(1);
    return request;
  }

  // What the operation came to.
  absl::StatusOr<v1::Simulation> Simulate(const v1::SimulateRequest& request) {
    auto operation = CallMethod<google::longrunning::Operation>("Simulations.Simulate", request);
    if (!operation.ok()) return operation.status();
    for (const absl::Time until = test::Soon(); absl::Now() < until;) {
      auto now = operations_.Get(caller_, operation->name());
      if (!now.ok()) return now.status();
      if (now->done() && now->has_error())
        return absl::Status(static_cast<absl::StatusCode>(now->error().code()),
                            now->error().message());
      v1::Simulation simulation;
      if (now->done() && now->response().UnpackTo(&simulation)) return simulation;
      absl::SleepFor(absl::Milliseconds(5));
    }
    return absl::DeadlineExceededError("the operation is not done");
  }

  static OperationOptions Quick() {
    OperationOptions options;
    options.look = absl::Milliseconds(20);
    return options;
  }

  Feed feed_{database_.get(), "risk", [] {}};
  Peers peers_;
  Operations operations_{&ledger_, Quick()};
};

TEST_F(SimulationsTest, TakesOpenRisksAsTheyStoodOnTheDay) {
  const v1::Quantification thousand =
      Estimate(v1::IMPACT_SHAPE_TRIANGULAR, 1'000'000, 1'000, 1'000, 1'000);
  ASSERT_THAT(PutRisk("r", "a", Quantified(thousand)), IsOk());
  v1::Risk other = Quantified(Estimate(v1::IMPACT_SHAPE_PERT, 1'000'000, 20, 20, 20));
  other.add_concerns("partnerships/p/registers/r");
  ASSERT_THAT(PutRisk("s", "b", other), IsOk());
  v1::Risk closed = Quantified(thousand);
  closed.set_state(v1::RISK_STATE_CLOSED);
  ASSERT_THAT(PutRisk("s", "c", closed), IsOk());
  v1::Risk plain;
  plain.set_title("Nobody has estimated it");
  ASSERT_THAT(PutRisk("s", "d", plain), IsOk());
  auto simulation = Simulate(Ask());
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->risks(), 2);
  EXPECT_EQ(simulation->not_quantified(), 1);
  EXPECT_EQ(simulation->mean_pence(), 1'020);
  EXPECT_EQ(simulation->cvar90_pence(), 1'020);
  EXPECT_EQ(simulation->top_risks(0).risk(), "partnerships/p/registers/r/risks/a");
  EXPECT_EQ(simulation->top_risks(0).title(), "A risk");
  EXPECT_EQ(simulation->top_risks(1).expected_loss_pence(), 20);
  v1::SimulateRequest request = Ask();
  request.set_register_("partnerships/p/registers/s");
  request.mutable_savings()->set_forecast_pence(100);
  request.mutable_savings()->set_target_pence(80);
  simulation = Simulate(request);
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->mean_pence(), 20);
  EXPECT_EQ(simulation->savings().target_met_ppm(), 1'000'000);
  EXPECT_EQ(simulation->savings().benefit_at_risk_pence(), 20);
  request = Ask();
  request.set_concerns("partnerships/p/registers/r");
  simulation = Simulate(request);
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->risks(), 1);
  EXPECT_EQ(simulation->mean_pence(), 20);
  request = Ask();
  request.set_as_at("2011-05-31");
  simulation = Simulate(request);
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->risks(), 0) << "before there were any";
  EXPECT_EQ(simulation->mean_pence(), 0);
}

TEST_F(SimulationsTest, LeavesExemptRisksOutForThePublic) {
  v1::Risk exempt =
      Quantified(Estimate(v1::IMPACT_SHAPE_TRIANGULAR, 1'000'000, 1'000, 1'000, 1'000));
  exempt.set_marking(type::v1::MARKING_EXEMPT);
  ASSERT_THAT(PutRisk("r", "a", exempt), IsOk());
  ASSERT_THAT(PutRisk("r", "b", Quantified(Estimate(v1::IMPACT_SHAPE_PERT, 1'000'000, 7, 7, 7))),
              IsOk());
  auto simulation = Simulate(Ask());
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->mean_pence(), 1'007);
  v1::SimulateRequest request = Ask();
  request.set_marking(type::v1::MARKING_PUBLIC);
  simulation = Simulate(request);
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->mean_pence(), 7);
  EXPECT_EQ(simulation->risks(), 1);
  EXPECT_EQ(simulation->not_quantified(), 0);
  caller_.roles = {Role::kReader};
  simulation = Simulate(Ask());
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->mean_pence(), 7) << "a reader does not see what is exempt";
}

TEST_F(SimulationsTest, BoundsWhatIsListedAndAddsToThePenny) {
  for (int i = 0; i < 12; ++i)
    ASSERT_THAT(PutRisk("r", Concat("k", i),
                        Quantified(Estimate(static_cast<v1::ImpactShape>(1 + i % 2), 300'000,
                                            100 + i, 2'000 + i, 99'999))),
                IsOk());
  v1::SimulateRequest request = Ask();
  request.set_max_risks(5);
  v1::CategoryCorrelation* correlation = request.add_correlations();
  correlation->set_category("Financial");
  correlation->set_correlation_ppm(400'000);
  auto simulation = Simulate(request);
  ASSERT_THAT(simulation, IsOk());
  EXPECT_EQ(simulation->top_risks_size(), 5);
  EXPECT_EQ(simulation->other_risks().count(), 7);
  int64_t mean = simulation->other_risks().expected_loss_pence();
  int64_t tail = simulation->other_risks().cvar90_pence();
  for (const v1::SimulatedRisk& risk : simulation->top_risks()) {
    mean += risk.expected_loss_pence();
    tail += risk.cvar90_pence();
  }
  EXPECT_EQ(mean, simulation->mean_pence());
  EXPECT_EQ(tail, simulation->cvar90_pence());
  auto again = Simulate(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), simulation->SerializeAsString());
}

TEST_F(SimulationsTest, RefusesWhatIsWrong) {
  v1::SimulateRequest request = Ask();
  request.set_iterations(999);
  EXPECT_THAT(Simulate(request), StatusIs(absl::StatusCode::kInvalidArgument));
  request = Ask();
  request.set_register_("partnerships/other/registers/r");
  EXPECT_THAT(Simulate(request), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(PutRisk("r", "x", Quantified(Estimate(v1::IMPACT_SHAPE_PERT, 1, 3, 2, 1))),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// The example of the page is what it says, figure by figure.
TEST(SimulateRisks, AnswersAsItsPageShows) {
  const auto lognormal = [](const char* id, int32_t ppm, int64_t low, int64_t high) {
    return simulation::SimulatedRisk{Concat("partnerships/p/registers/r/risks/", id),
                                     ppm,
                                     {simulation::ImpactKind::kLognormal, low, 0, high},
                                     ""};
  };
  SimulatedRisks risks;
  risks.quantified = {lognormal("alice", 10'000, 100'000'000, 1'000'000'000),
                      lognormal("bob", 100'000, 1'000'000'000, 100'000'000'000),
                      lognormal("charlie", 50'000, 500'000'000, 5'000'000'000)};
  v1::SimulateRequest request;
  request.set_parent(kParent);
  request.set_seed(1);
  request.set_curve_points(4);
  const auto simulation = SimulateRisks(risks, WithDefaults(request, absl::CivilDay(2011, 7, 1)), 2,
                                        [](int64_t, int64_t) { return absl::OkStatus(); });
  ASSERT_THAT(simulation, IsOk());
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(*simulation, &json, options).ok());
  std::ifstream page(test::InSources("docs/reference/quantification.md"));
  std::stringstream text;
  text << page.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr(json));
}

}  // namespace
}  // namespace concordat::risk
