#include "risk-service/src/pack_part.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/text.h"

namespace concordat::risk {
namespace {

v1::RegisterSection Section(const std::string& name, const std::vector<int32_t>& scores) {
  v1::RegisterSection section;
  section.set_register_(name);
  v1::HeatMapCell* cell = section.add_heat_map();
  for (size_t i = 0; i < scores.size(); ++i) {
    v1::RiskLine* line = section.add_risks();
    line->set_risk(Concat(name, "/risks/", i));
    line->set_score(scores[i]);
    cell->add_risks(line->risk());
    cell->add_references(Concat(i));
    cell->set_count(cell->count() + 1);
  }
  section.set_stated_total(1000);
  return section;
}

TEST(MakePackPart, KeepsTheRegistersWithTheGreatestScores) {
  std::vector<v1::RegisterSection> sections;
  for (int i = 0; i < kMaxPackRegisters + 1; ++i) {
    sections.push_back(Section(Concat("r", 100 + i), {i == 3 ? 1 : 12, 4}));
  }
  const v1::PackPart part = MakePackPart(sections);
  EXPECT_EQ(part.registers_left_out(), 1);
  ASSERT_EQ(part.registers_size(), kMaxPackRegisters);
  EXPECT_EQ(part.registers(2).register_(), "r102");
  EXPECT_EQ(part.registers(3).register_(), "r104") << "in the order of their names";
}

TEST(MakePackPart, KeepsTheGreatestRisksOfAllAndCountsTheRest) {
  const v1::PackPart part = MakePackPart(
      {Section("a", std::vector<int32_t>(kMaxPackRisks - 1, 6)), Section("b", {2, 9, 3})});
  const v1::RegisterSection& b = part.registers(1);
  ASSERT_EQ(b.risks_size(), 1);
  EXPECT_EQ(b.risks(0).score(), 9);
  EXPECT_EQ(b.risks_left_out(), 2);
  EXPECT_EQ(part.registers(0).risks_left_out(), 0);
  EXPECT_EQ(b.stated_total(), 1000) << "totals are of all";
  ASSERT_EQ(b.heat_map(0).risks_size(), 1);
  EXPECT_EQ(b.heat_map(0).risks(0), "b/risks/1");
  EXPECT_EQ(b.heat_map(0).references(0), "1");
  EXPECT_EQ(b.heat_map(0).count(), 3);
}

TEST(MakePackPart, KeepsTheMovementsOfTheGreatestScores) {
  v1::RegisterSection section = Section("a", {});
  for (int i = 0; i < kMaxPackMovements + 5; ++i) {
    v1::RiskMovement* moved = section.add_movements();
    moved->set_risk(Concat(i));
    moved->set_score_before(i < 5 ? 1 : 0);
    moved->set_score_after(i < 5 ? 0 : 4);
  }
  const v1::PackPart part = MakePackPart({section});
  EXPECT_EQ(part.registers(0).movements_left_out(), 5);
  EXPECT_EQ(part.registers(0).movements(0).risk(), "5");
}

TEST(MakePackPart, IsWholeUpToItsBounds) {
  const v1::RegisterSection section = Section("a", std::vector<int32_t>(kMaxPackRisks, 6));
  const v1::PackPart part = MakePackPart({section});
  EXPECT_EQ(part.registers(0).SerializeAsString(), section.SerializeAsString());
}

}  // namespace
}  // namespace concordat::risk
