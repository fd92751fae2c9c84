#include "gateway/src/board_pack/board_pack_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace concordat::gateway {
namespace {

TEST(SpokenDate, SaysNoMoreThanTheDate) {
  EXPECT_EQ(SpokenDate("2011-06-30"), "30 June 2011");
  EXPECT_EQ(SpokenDate("2011-06"), "June 2011");
  EXPECT_EQ(SpokenDate("2011"), "2011");
  EXPECT_EQ(SpokenDate("early 2012"), "early 2012");
}

TEST(Pounds, GroupsAndShowsPenceOnlyWhereThereAreSome) {
  EXPECT_EQ(Pounds(0), "£0");
  EXPECT_EQ(Pounds(110'600'000), "£1,106,000");
  EXPECT_EQ(Pounds(-6'500'000), "−£65,000");
  EXPECT_EQ(Pounds(405), "£4.05");
  EXPECT_EQ(Pounds(std::numeric_limits<int64_t>::min()), "−£92,233,720,368,547,758.08");
}

TEST(Thousands, AreForTablesThatHoldNothingElse) {
  EXPECT_EQ(Thousands(117'900'000), "1,179");
  EXPECT_EQ(Thousands(-61'000'000), "−610");
  v1::FinancialTable table;
  table.add_rows()->set_actual_pence(100'000);
  EXPECT_TRUE(IsInThousands(table));
  table.add_rows()->add_budget_pence(1'085'000);
  EXPECT_FALSE(IsInThousands(table));
}

TEST(Place, NamesWhatIsStated) {
  type::v1::Locator source;
  EXPECT_EQ(Place(source), "");
  source.set_section("Appendix B");
  source.set_row("10.");
  EXPECT_EQ(Place(source), "Appendix B, row 10.");
}

}  // namespace
}  // namespace concordat::gateway
