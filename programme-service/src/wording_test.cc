#include "programme-service/src/wording.h"

#include <gtest/gtest.h>

#include <limits>

namespace concordat::programme {
namespace {

TEST(FormatPounds, GroupsThousands) {
  EXPECT_EQ(FormatPounds(0), "£0");
  EXPECT_EQ(FormatPounds(99'900), "£999");
  EXPECT_EQ(FormatPounds(2'700'000), "£27,000");
  EXPECT_EQ(FormatPounds(123'456'700), "£1,234,567");
}

TEST(FormatPounds, ShowsPenceWhereThereAreAny) {
  EXPECT_EQ(FormatPounds(105), "£1.05");
  EXPECT_EQ(FormatPounds(-1'100'050), "-£11,000.50");
}

TEST(FormatPounds, HoldsForTheLeastNumber) {
  EXPECT_EQ(FormatPounds(std::numeric_limits<int64_t>::min()), "-£92,233,720,368,547,758.08");
}

TEST(Light, IsAWord) {
  EXPECT_EQ(Light(type::v1::RAG_AMBER), "amber");
  EXPECT_EQ(Light(type::v1::RAG_UNSPECIFIED), "no status");
}

}  // namespace
}  // namespace concordat::programme
