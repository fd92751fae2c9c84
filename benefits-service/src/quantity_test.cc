#include "benefits-service/src/quantity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using testing::Not;

using v1::StatedFigure;

Quantity Pounds(int64_t pounds) { return Quantity(pounds) * kWhole; }

TEST(ParsePrinted, HonoursRoundingAsPrinted) {
  const auto million = ParsePrinted("1.3", StatedFigure::UNIT_MILLION_POUNDS);
  ASSERT_THAT(million, IsOk());
  EXPECT_TRUE(million->Allows(Pounds(1'250'000)));
  EXPECT_FALSE(million->Allows(Pounds(1'250'000) - 1));
  EXPECT_TRUE(million->Allows(Pounds(1'350'000) - 1));
  EXPECT_FALSE(million->Allows(Pounds(1'350'000)));

  const auto thousand = ParsePrinted("283", StatedFigure::UNIT_THOUSAND_POUNDS);
  ASSERT_THAT(thousand, IsOk());
  EXPECT_TRUE(thousand->Allows(Pounds(282'500)));
  EXPECT_FALSE(thousand->Allows(Pounds(283'500)));
}

TEST(ParsePrinted, AFigureAlwaysAllowsItself) {
  for (const char* amount : {"0", "-65", "1.234567", "-0.5", "999999999999999"}) {
    const auto figure = ParsePrinted(amount, StatedFigure::UNIT_POUNDS);
    ASSERT_THAT(figure, IsOk()) << amount;
    EXPECT_TRUE(figure->Allows(figure->value)) << amount;
  }
}

TEST(ParsePrinted, RefusesWhatIsNoDecimal) {
  for (const char* amount : {"", "-", ".", "1.", ".5", "1,037", "1e3", "£5", "1.2.3", "1.2345678",
                             "1234567890123456", " 1"}) {
    EXPECT_THAT(ParsePrinted(amount, StatedFigure::UNIT_POUNDS), Not(IsOk())) << amount;
  }
}

TEST(FormatQuantity, ReadsAsPapersPrint) {
  EXPECT_EQ(FormatQuantity(FromPence(25'683'100), StatedFigure::UNIT_POUNDS), "£256,831");
  EXPECT_EQ(FormatQuantity(FromPence(-1'050), StatedFigure::UNIT_POUNDS), "−£10.50");
  EXPECT_EQ(FormatQuantity(FromPence(103'700'000), StatedFigure::UNIT_THOUSAND_POUNDS),
            "1,037 £000");
  EXPECT_EQ(FormatQuantity(Pounds(60) + kWhole / 4, StatedFigure::UNIT_PER_CENT), "60.25%");
  EXPECT_EQ(FormatQuantity(0, StatedFigure::UNIT_NUMBER), "0");
}

}  // namespace
}  // namespace concordat::benefits
