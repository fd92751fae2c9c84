#include "programme-service/src/figures.h"

#include <gmock/gmock.h>

namespace concordat::programme {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

// `High north 4`: labels in the order of their names, then the value.
std::vector<std::string> Told(const Figures& figures, std::string_view metric) {
  std::vector<std::string> told;
  const auto found = figures.find(metric);
  if (found == figures.end()) return told;
  for (const LabelledValue& value : found->second) {
    std::string text;
    for (const auto& [label, of] : value.labels) text += of + " ";
    told.push_back(text + std::to_string(static_cast<int>(value.value)));
  }
  return told;
}

TEST(Figures, CountFindingsBySeverityWhateverTheirRules) {
  v1::PackPart part;
  for (const auto& [severity, count] :
       {std::pair(ledger::v1::SEVERITY_ERROR, 2), std::pair(ledger::v1::SEVERITY_WARNING, 3),
        std::pair(ledger::v1::SEVERITY_WARNING, 4)}) {
    auto* counted = part.add_finding_counts();
    counted->set_severity(severity);
    counted->set_count(count);
  }
  Figures figures;
  AddFiguresOf("partnerships/north", part, &figures);
  EXPECT_THAT(Told(figures, "concordat.findings"),
              UnorderedElementsAre("north error 2", "north warning 7", "north information 0"));
}

TEST(Figures, CountRisksByTheWordsOfTheirMatrices) {
  v1::PackPart part;
  auto* section = part.mutable_risk()->add_registers();
  section->set_not_scored(5);
  for (const char* rating : {"High", "High", ""}) {
    auto* cell = section->add_heat_map();
    cell->set_rating(rating);
    cell->set_count(2);
  }
  Figures figures;
  AddFiguresOf("partnerships/north", part, &figures);
  EXPECT_THAT(Told(figures, "concordat.risks"),
              UnorderedElementsAre("High north 4", "no band north 2", "not scored north 5"));
}

TEST(Figures, TellTheSumOfAllSavingsInPounds) {
  v1::PackPart part;
  auto* finances = part.mutable_benefits()->mutable_finances();
  finances->set_financial_year("2010-11");
  finances->add_rows()->set_actual_pence(1);
  auto* total = finances->add_rows();
  total->set_kind(benefits::v1::FinancialRow::KIND_TOTAL);
  total->set_total_budget_pence(-1'200'000);
  total->set_actual_pence(900'000);
  Figures figures;
  AddFiguresOf("partnerships/north", part, &figures);
  EXPECT_THAT(Told(figures, "concordat.savings"),
              UnorderedElementsAre("planned north 2010-11 -12000", "actual north 2010-11 9000"));
  Figures of_nothing;
  AddFiguresOf("partnerships/north", v1::PackPart(), &of_nothing);
  EXPECT_THAT(Told(of_nothing, "concordat.savings"), IsEmpty());
}

}  // namespace
}  // namespace concordat::programme
