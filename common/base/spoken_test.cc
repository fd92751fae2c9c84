#include "common/base/spoken.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace concordat {
namespace {

TEST(SpokenDate, SaysNoMoreThanTheDate) {
  EXPECT_EQ(SpokenDate("2011-06-30"), "30 June 2011");
  EXPECT_EQ(SpokenDate("2011-06"), "June 2011");
  EXPECT_EQ(SpokenDate("2011"), "2011");
  EXPECT_EQ(SpokenDate("early 2012"), "early 2012");
  EXPECT_EQ(SpokenDate(""), "");
}

TEST(SpokenWhen, HasTheWordThatTheDateTakes) {
  EXPECT_EQ(SpokenWhen("2011-06-30"), "on 30 June 2011");
  EXPECT_EQ(SpokenWhen("2011-06"), "in June 2011");
  EXPECT_EQ(SpokenWhen("2011"), "in 2011");
}

TEST(Pounds, GroupsAndShowsPenceOnlyWhereThereAreSome) {
  EXPECT_EQ(Pounds(0), "£0");
  EXPECT_EQ(Pounds(110'600'000), "£1,106,000");
  EXPECT_EQ(Pounds(-6'500'000), "−£65,000");
  EXPECT_EQ(Pounds(405), "£4.05");
  EXPECT_EQ(Pounds(std::numeric_limits<int64_t>::min()), "−£92,233,720,368,547,758.08");
}

TEST(Thousands, AreSaidWithoutTheirNoughts) {
  EXPECT_EQ(Thousands(117'900'000), "1,179");
  EXPECT_EQ(Thousands(-61'000'000), "−610");
}

TEST(Light, SaysSoWhereThereIsNone) {
  EXPECT_EQ(Light(type::v1::RAG_AMBER), "amber");
  EXPECT_EQ(Light(type::v1::RAG_UNSPECIFIED), "no status");
}

TEST(Place, NamesWhatIsStated) {
  type::v1::Locator source;
  EXPECT_EQ(Place(source), "");
  source.set_section("Appendix B");
  source.set_row("10.");
  EXPECT_EQ(Place(source), "Appendix B, row 10.");
}

}  // namespace
}  // namespace concordat
