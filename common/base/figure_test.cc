#include "common/base/figure.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

using benefits::v1::StatedFigure;

TEST(SpokenFigure, HasItsUnitAndTheDecimalsThatWerePrinted) {
  EXPECT_EQ(SpokenFigure("1037", StatedFigure::UNIT_THOUSAND_POUNDS), "1,037 £000");
  EXPECT_EQ(SpokenFigure("1.30", StatedFigure::UNIT_MILLION_POUNDS), "1.30 £m");
  EXPECT_EQ(SpokenFigure("-256831.5", StatedFigure::UNIT_POUNDS), "−£256,831.50");
  EXPECT_EQ(SpokenFigure("35.4", StatedFigure::UNIT_PER_CENT), "35.4%");
  EXPECT_EQ(SpokenFigure("+7", StatedFigure::UNIT_NUMBER), "7");
  EXPECT_EQ(SpokenFigure("-601", StatedFigure::UNIT_NOT_PRINTED), "−601 (no unit printed)");
}

TEST(SpokenFigure, OneMonthIsNoMonths) {
  EXPECT_EQ(SpokenFigure("1", StatedFigure::UNIT_MONTHS), "1 month");
  EXPECT_EQ(SpokenFigure("3", StatedFigure::UNIT_MONTHS), "3 months");
}

TEST(SpokenFigure, WhatIsNoDecimalIsSaidAsItStands) {
  for (const char* amount : {"", "-", "about 5", "1,000", "1.2.3", " 5"}) {
    EXPECT_EQ(SpokenFigure(amount, StatedFigure::UNIT_POUNDS), amount);
  }
}

}  // namespace
}  // namespace concordat
