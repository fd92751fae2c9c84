#include "benefits-service/src/quantity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>

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

TEST(ParsePrinted, RoundsBelowNoughtAsAbove) {
  const auto minus = ParsePrinted("-65", StatedFigure::UNIT_THOUSAND_POUNDS);
  ASSERT_THAT(minus, IsOk());
  EXPECT_TRUE(minus->Allows(-Pounds(64'500)));
  EXPECT_FALSE(minus->Allows(-Pounds(65'500)));
  const auto percent = ParsePrinted("-13", StatedFigure::UNIT_PER_CENT);
  ASSERT_THAT(percent, IsOk());
  EXPECT_TRUE(percent->Allows(-(12 * kWhole + kWhole / 2)));
  EXPECT_FALSE(percent->Allows(-(13 * kWhole + kWhole / 2)));
}

// Each figure that is rounded in decimal, halves away from nought, is allowed by what is
// printed of it and by nothing else.
TEST(ParsePrinted, AllowsWhatIsRoundedToIt) {
  std::mt19937 random(20110630);
  for (int i = 0; i < 20'000; ++i) {
    const int tenths = std::uniform_int_distribution<int>(-300, 300)(random);
    const int rounded = (std::abs(tenths) + 5) / 10 * (tenths < 0 ? -1 : 1);
    const int printed = rounded + std::uniform_int_distribution<int>(-1, 1)(random);
    const auto figure = ParsePrinted(std::to_string(printed), StatedFigure::UNIT_PER_CENT);
    ASSERT_THAT(figure, IsOk());
    EXPECT_EQ(figure->Allows(Quantity(tenths) * (kWhole / 10)), printed == rounded)
        << tenths << " tenths as " << printed;
  }
}

TEST(ParsePrinted, NamesWhatItRefusesInWholeCharacters) {
  const std::string amount = std::string(39, '1') + "££";
  EXPECT_THAT(std::string(ParsePrinted(amount, StatedFigure::UNIT_POUNDS).status().message()),
              testing::StartsWith('"' + std::string(39, '1') + '"'));
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
  EXPECT_EQ(FormatQuantity(Pounds(3), StatedFigure::UNIT_MONTHS), "3 months");
  EXPECT_EQ(FormatQuantity(-Pounds(1), StatedFigure::UNIT_MONTHS), "−1 month");
}

v1::StatedFigure Qualified(const std::string& amount, type::v1::Qualifier qualifier,
                           const std::string& high = "") {
  v1::StatedFigure figure;
  figure.set_amount(amount);
  figure.set_unit(v1::StatedFigure::UNIT_POUNDS);
  figure.set_qualifier(qualifier);
  figure.set_amount_high(high);
  return figure;
}

bool Allows(const v1::StatedFigure& figure, int64_t pounds) {
  const auto stated = ParseStated(figure);
  return stated.ok() && stated->Allows(Quantity(pounds) * kWhole);
}

TEST(ParseStated, AQualifierOpensAnEnd) {
  const auto over = Qualified("600000", type::v1::QUALIFIER_OVER);
  EXPECT_TRUE(Allows(over, 614'000));
  EXPECT_TRUE(Allows(over, 9'000'000'000));
  EXPECT_FALSE(Allows(over, 599'999));
  const auto up_to = Qualified("600000", type::v1::QUALIFIER_UP_TO);
  EXPECT_TRUE(Allows(up_to, 0));
  EXPECT_FALSE(Allows(up_to, 600'001));
}

TEST(ParseStated, AboutIsAsExactAsItsLastDigit) {
  const auto nearly = Qualified("900000", type::v1::QUALIFIER_ABOUT);
  EXPECT_TRUE(Allows(nearly, 894'500));
  EXPECT_FALSE(Allows(nearly, 849'999));
  EXPECT_FALSE(Allows(nearly, 950'000));
  EXPECT_FALSE(Allows(Qualified("894500", type::v1::QUALIFIER_ABOUT), 900'000));
  EXPECT_TRUE(Allows(Qualified("0", type::v1::QUALIFIER_ABOUT), 0));
}

TEST(ParseStated, ARangeGoesUpToItsSecondFigure) {
  const auto range = Qualified("533000", type::v1::QUALIFIER_RANGE, "783000");
  EXPECT_TRUE(Allows(range, 533'000));
  EXPECT_TRUE(Allows(range, 783'000));
  EXPECT_FALSE(Allows(range, 783'001));
  EXPECT_FALSE(Allows(range, 532'999));
}

}  // namespace
}  // namespace concordat::benefits
