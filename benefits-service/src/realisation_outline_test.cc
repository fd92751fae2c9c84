#include "benefits-service/src/realisation_outline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concordat::benefits {
namespace {

WorkOutline Work(const std::string& name, int results, int not_achieved) {
  WorkOutline work;
  work.work = name;
  work.counts.set_results(results);
  work.counts.set_not_achieved(not_achieved);
  work.measures = 1;
  return work;
}

std::vector<WorkOutline> ThreeWorks() {
  return {Work("good", 300, 0), Work("short", 300, 1), Work("also good", 10, 0)};
}

TEST(CutShortFirst, ShowsWorkThatFallsShortFirst) {
  std::vector<WorkOutline> works = ThreeWorks();
  EXPECT_EQ(CutShortFirst(500, &works), 1);
  ASSERT_EQ(works.size(), 2u);
  EXPECT_EQ(works[0].work, "short");
  EXPECT_EQ(works[0].shown_results, 300);
  EXPECT_EQ(works[1].shown_results, 199);
  EXPECT_EQ(works[1].counts.results_left_out(), 101);
  EXPECT_EQ(works[1].counts.measures_left_out(), 1);
  EXPECT_EQ(works[1].counts.results(), 300) << "counts are of all";
}

TEST(CutInOrder, KeepsTheOrderOfThePaper) {
  std::vector<WorkOutline> works = ThreeWorks();
  EXPECT_EQ(CutInOrder(301, &works), 2);
  ASSERT_EQ(works.size(), 1u);
  EXPECT_EQ(works[0].work, "good");
  EXPECT_EQ(works[0].shown_measures, 1);
  EXPECT_EQ(works[0].counts.results_left_out(), 0);
}

TEST(CutInOrder, IsWholeUpToItsBounds) {
  std::vector<WorkOutline> works = ThreeWorks();
  EXPECT_EQ(CutShortFirst(613, &works), 0);
  ASSERT_EQ(works.size(), 3u);
  EXPECT_EQ(works[0].work, "good");
  EXPECT_EQ(works[2].shown_results, 10);
}

TEST(CutInOrder, BoundsTheWorksThatHaveOnlyAReview) {
  std::vector<WorkOutline> works(9);
  EXPECT_EQ(CutInOrder(4, &works), 5);
  EXPECT_EQ(works.size(), 4u);
}

}  // namespace
}  // namespace concordat::benefits
