// For tests: risk-service with a board's register below a corporate one, called through its
// method table.
#ifndef CONCORDAT_TESTS_SUPPORT_RISK_PROCESS_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_RISK_PROCESS_TESTING_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/feed/feed.h"
#include "common/ledger/standard_reads.h"
#include "common/peers/peers.h"
#include "common/resource/validate.h"
#include "common/service/service_definition.h"
#include "concordat/risk/v1/acceptance_service.pb.h"
#include "concordat/risk/v1/escalation_rule_service.pb.h"
#include "concordat/risk/v1/escalation_service.pb.h"
#include "concordat/risk/v1/matrix_service.pb.h"
#include "concordat/risk/v1/register_service.pb.h"
#include "concordat/risk/v1/review_service.pb.h"
#include "concordat/risk/v1/risk_lists.pb.h"
#include "concordat/risk/v1/risk_process.pb.h"
#include "concordat/risk/v1/risk_roll_up.pb.h"
#include "concordat/risk/v1/risk_service.pb.h"
#include "concordat/risk/v1/treatment_service.pb.h"
#include "risk-service/src/resources.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/risk_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::risk {

inline constexpr char kParent[] = "partnerships/p";
inline constexpr char kCorporate[] = "partnerships/p/registers/corporate";

class RiskProcessTest : public testing::Test {
 protected:
  RiskProcessTest() {
    caller_.subject = "tester";
    BindStandardMethods(ledger_, &methods_);
    BindReports(ledger_, &methods_);
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const std::string& method, const Request& request) {
    Response response;
    Caller caller = caller_;
    caller.deadline = test::Soon();
    const absl::Status status =
        methods_.Find("concordat.risk.v1." + method)->handler(caller, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  // The Board's matrix with bands, an appetite and review cycles.
  static v1::Matrix RatedMatrix() {
    v1::Matrix matrix = FourByFour();
    AddBand(&matrix, "Green", 1, 3);
    AddBand(&matrix, "Amber", 4, 8);
    AddBand(&matrix, "Red", 9, 16);
    matrix.add_appetites()->set_highest_score(8);
    AddCycle("Red", 30, &matrix);
    AddCycle("", 90, &matrix);
    return matrix;
  }
  static void AddCycle(const std::string& rating, int days, v1::Matrix* matrix) {
    v1::ReviewCycle* cycle = matrix->add_review_cycles();
    cycle->set_rating(rating);
    cycle->set_days(days);
  }

  // The matrix and the two registers, from 2011 on.
  void MakeRegisters(const v1::Matrix& matrix = RatedMatrix()) {
    v1::CreateMatrixRequest scale;
    scale.set_parent(kParent);
    scale.set_matrix_id("board-v1");
    *scale.mutable_matrix() = matrix;
    scale.mutable_matrix()->clear_name();
    scale.set_effective_date("2011-01-01");
    ASSERT_THAT(Call<v1::Matrix>("Matrices.CreateMatrix", scale), test::IsOk());
    for (const char* id : {"corporate", "board"}) {
      v1::CreateRegisterRequest request;
      request.set_parent(kParent);
      request.set_register_id(id);
      request.mutable_register_()->set_title(id);
      request.mutable_register_()->set_matrix(kMatrixName);
      if (std::string_view(id) == "board") {
        request.mutable_register_()->set_parent_register(kCorporate);
      }
      request.set_effective_date("2011-01-01");
      ASSERT_THAT(Call<v1::Register>("Registers.CreateRegister", request), test::IsOk());
    }
  }

  absl::StatusOr<v1::Risk> MakeRisk(int number, int likelihood, int impact,
                                    const std::string& day = "2011-06-01",
                                    type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED) {
    v1::CreateRiskRequest request;
    request.set_parent(kRegisterName);
    request.set_risk_id(Concat("r", number));
    *request.mutable_risk() = BoardRisk(number, likelihood, impact, 0);
    request.mutable_risk()->set_marking(marking);
    ClearOutputOnly(request.mutable_risk());
    request.set_effective_date(day);
    return Call<v1::Risk>("Risks.CreateRisk", request);
  }

  absl::StatusOr<v1::Risk> Rescore(int number, int likelihood, int impact,
                                   const std::string& day = "") {
    v1::UpdateRiskRequest request;
    request.mutable_risk()->set_name(RiskName(number));
    request.mutable_risk()->mutable_current()->set_likelihood(likelihood);
    request.mutable_risk()->mutable_current()->set_impact(impact);
    request.mutable_update_mask()->add_paths("current");
    request.set_effective_date(day);
    return Call<v1::Risk>("Risks.UpdateRisk", request);
  }

  static std::string RiskName(int number) { return BoardRisk(number, 1, 1, 1).name(); }

  absl::StatusOr<v1::RiskStanding> Standing(int number, const std::string& day = "") {
    v1::GetRiskStandingRequest request;
    request.set_parent(kParent);
    request.set_risk(RiskName(number));
    request.set_as_at(day);
    return Call<v1::RiskStanding>("RiskProcess.GetRiskStanding", request);
  }

  std::unique_ptr<Database> database_ = test::NewServiceDatabase("risk", RiskResources());
  Ledger ledger_{database_.get(), "risk", RiskResources()};
  Feed feed_{database_.get(), "risk", [] {}};
  Peers peers_;
  ServiceParts parts_{ledger_, feed_, peers_};
  MethodTable methods_;
  Caller caller_;
};

}  // namespace concordat::risk

#endif  // CONCORDAT_TESTS_SUPPORT_RISK_PROCESS_TESTING_H_
