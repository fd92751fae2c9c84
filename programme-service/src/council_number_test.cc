#include "programme-service/src/council_number.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const absl::CivilDay kBefore(2009, 3, 31);
const absl::CivilDay kAfter(2009, 4, 1);

// Two districts that became one unitary, which later became two.
CouncilsByName Cheshire() {
  CouncilsByName councils;
  for (const char* text :
       {R"(name: "c/chester" kind: KIND_DISTRICT abolished: "2009-04-01" successors: "c/west")",
        R"(name: "c/vale" kind: KIND_DISTRICT abolished: "2009-04-01" successors: "c/west")",
        R"(name: "c/west" kind: KIND_UNITARY established: "2009-04-01" abolished: "2020"
           successors: "c/north" successors: "c/south")",
        R"(name: "c/north" kind: KIND_UNITARY)", R"(name: "c/south" kind: KIND_UNITARY)",
        R"(name: "c/bury" kind: KIND_METROPOLITAN)"}) {
    auto council = Parse<v1::Council>(text);
    councils.emplace(council.name(), council);
  }
  return councils;
}

const std::set<std::string> kMembers = {"c/chester", "c/vale", "c/bury"};

TEST(CouncilNumbers, AReorganisationChangesThem) {
  const auto before = CountMembers(kMembers, Cheshire(), {}, kBefore);
  EXPECT_EQ(before.number(), 3);
  EXPECT_THAT(before.reorganised(), IsEmpty());
  const auto after = CountMembers(kMembers, Cheshire(), {}, kAfter);
  EXPECT_THAT(after.councils(), ElementsAre("c/bury", "c/west"));
  EXPECT_EQ(after.number(), 2);
  ASSERT_THAT(after.reorganised(), SizeIs(2));
  EXPECT_EQ(after.reorganised(0).council(), "c/chester");
  EXPECT_THAT(after.reorganised(0).successors(), ElementsAre("c/west"));
}

TEST(CouncilNumbers, AreFollowedThroughSeveralReorganisations) {
  // A year that has not ended may not have brought it yet.
  EXPECT_EQ(CountMembers(kMembers, Cheshire(), {}, absl::CivilDay(2020, 6, 1)).number(), 2);
  const auto later = CountMembers(kMembers, Cheshire(), {}, absl::CivilDay(2020, 12, 31));
  EXPECT_THAT(later.councils(), ElementsAre("c/bury", "c/north", "c/south"));
}

TEST(CouncilNumbers, AskForKinds) {
  EXPECT_EQ(CountMembers(kMembers, Cheshire(), {v1::Council::KIND_DISTRICT}, kBefore).number(), 2);
  EXPECT_EQ(CountMembers(kMembers, Cheshire(), {v1::Council::KIND_DISTRICT}, kAfter).number(), 0);
  EXPECT_EQ(CountMembers(kMembers, Cheshire(), {v1::Council::KIND_UNITARY}, kAfter).number(), 1);
}

TEST(CouncilNumbers, WithoutSuccessorsNobodyIsCounted) {
  CouncilsByName councils;
  councils.emplace("c/gone", Parse<v1::Council>(R"(name: "c/gone" abolished: "2009-04-01")"));
  EXPECT_EQ(CountMembers({"c/gone"}, councils, {}, kAfter).number(), 0);
  EXPECT_EQ(CountMembers({"c/unknown"}, councils, {}, kAfter).number(), 1);
}

TEST(CouncilNumbers, ARingOfSuccessorsEnds) {
  CouncilsByName councils;
  councils.emplace("c/a",
                   Parse<v1::Council>(R"(name: "c/a" abolished: "2009-04-01" successors: "c/b")"));
  councils.emplace("c/b",
                   Parse<v1::Council>(R"(name: "c/b" abolished: "2009-04-01" successors: "c/a")"));
  EXPECT_EQ(CountMembers({"c/a"}, councils, {}, kAfter).number(), 0);
}

std::vector<v1::CouncilCount> Counted() {
  return {Parse<v1::CouncilCount>(
              R"(name: "n/upper" kinds: KIND_METROPOLITAN kinds: KIND_COUNTY kinds: KIND_UNITARY
                 count: 20 as_of { date: "2007" })"),
          Parse<v1::CouncilCount>(
              R"(name: "n/district" kinds: KIND_DISTRICT count: 24 as_of { date: "2007" })"),
          Parse<v1::CouncilCount>(
              R"(name: "n/later" kinds: KIND_DISTRICT count: 22 as_of { date: "2009-04" })")};
}

TEST(CouncilNumbers, OfPapersAreAddedUp) {
  const auto number = AddCounts(Counted(), {}, kBefore);
  EXPECT_EQ(number.number(), 44);
  EXPECT_FALSE(number.has_number_high());
  EXPECT_THAT(number.counts(), ElementsAre("n/district", "n/upper"));
  EXPECT_EQ(AddCounts(Counted(), {}, kAfter).number(), 42);
  EXPECT_EQ(AddCounts(Counted(), {v1::Council::KIND_DISTRICT}, kBefore).number(), 24);
  EXPECT_EQ(AddCounts(Counted(), {v1::Council::KIND_UNITARY}, kBefore).number(), 0);
  EXPECT_THAT(AddCounts(Counted(), {}, absl::CivilDay(2006, 1, 1)).counts(), IsEmpty());
}

TEST(CouncilNumbers, WithoutADateCountFromTheBeginning) {
  std::vector<v1::CouncilCount> counts = Counted();
  counts[0].clear_as_of();
  EXPECT_EQ(AddCounts(counts, {}, kBefore).number(), 44);
}

TEST(CouncilNumbers, KeepARange) {
  std::vector<v1::CouncilCount> counts = Counted();
  counts[0].set_count_high(22);
  const auto number = AddCounts(counts, {}, kBefore);
  EXPECT_EQ(number.number(), 44);
  EXPECT_EQ(number.number_high(), 46);
}

}  // namespace
}  // namespace concordat::programme
