// How what is read grows with a partnership: risks and actions are gone through a fixed
// number of times, and more of them cost no more statements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "risk-service/src/pack_part.h"
#include "risk-service/src/register_reading.h"
#include "risk-service/src/resources.h"
#include "tests/support/costs_testing.h"
#include "tests/support/risk_samples.h"

namespace concordat::risk {
namespace {

// More than a report shows, so that what is shown is as much of each.
constexpr int kRisks = 2100;
constexpr int kMore = 600;

std::string RegisterOf(const std::string& partnership, int i) {
  return Concat(partnership, "/registers/g", i % 3);
}

class PackCostsTest : public test::CostsTest {
 protected:
  PackCostsTest() : CostsTest("risk", RiskResources()) {
    Put("partnerships/few", kRisks, 300);
    Put("partnerships/risks", kRisks + kMore, 300);
    Put("partnerships/actions", kRisks, 300 + kMore);
  }

  absl::Status ReadReport(const Records& records) const {
    return ReadRegisters(
               records.connection(), ledger(),
               {records.parent(), "", Scope(), absl::CivilDay(2011, 1, 28), kReportBounds},
               records.at())
        .status();
  }
  absl::Status ReadPack(const Records& records) const {
    return ReadPackPart(records.connection(), ledger(), records.parent(), Scope(),
                        absl::CivilDay(2011, 1, 28), records.at())
        .status();
  }

 private:
  // Nothing is to be found in any of these, and nothing has moved.
  void Put(const std::string& partnership, int risks, int actions) {
    const std::string matrix = partnership + "/matrices/m";
    Fill([&](test::TableFiller* tables) {
      v1::Matrix four = FourByFour();
      four.set_name(matrix);
      tables->Put(four);
      for (int i = 0; i < 3; ++i) {
        v1::Register record = BoardRegister();
        record.set_name(RegisterOf(partnership, i));
        record.set_matrix(matrix);
        tables->Put(record);
      }
      for (int i = 0; i < risks; ++i) {
        v1::Risk risk = BoardRisk(i, 2, 3, 6);
        // The first come first by name, too.
        risk.set_name(Concat(RegisterOf(partnership, i), "/risks/r", 10'000 + i));
        risk.set_matrix(matrix);
        risk.set_owner_role("Head of service");
        risk.set_state(v1::RISK_STATE_OPEN);
        tables->Put(risk);
        if (i >= risks - actions) PutAction(risk.name(), tables);
      }
    });
  }

  static void PutAction(const std::string& risk, test::TableFiller* tables) {
    v1::Treatment action;
    action.set_name(Concat(risk, "/treatments/t"));
    action.set_kind(v1::TREATMENT_KIND_ACTION);
    action.set_description("Something is done");
    action.set_deadline("2012-03-31");
    action.set_state(v1::TREATMENT_STATE_PLANNED);
    tables->Put(action);
  }
};

// Standings, each with its group; the greatest; what arrived, with what was before; what
// has gone.
TEST_F(PackCostsTest, AReportGoesThroughRisksAFixedNumberOfTimes) {
  const auto report = [this](const Records& records) { return ReadReport(records); };
  ExpectGrowth("partnerships/few", "partnerships/risks", kMore, {8, 0}, report);
}

TEST_F(PackCostsTest, APackGoesThroughRisksAndActionsAFixedNumberOfTimes) {
  const auto pack = [this](const Records& records) { return ReadPack(records); };
  ExpectGrowth("partnerships/few", "partnerships/risks", kMore, {12, 0}, pack);
  ExpectGrowth("partnerships/few", "partnerships/actions", kMore, {6, 0}, pack);
}

}  // namespace
}  // namespace concordat::risk
