#include "gateway/src/board_pack/inferences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "gateway/src/board_pack/sections.h"
#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using type::v1::Locator;

Locator Stated(const char* section, const char* row, const char* inferred = "") {
  Locator source;
  source.set_section(section);
  source.set_row(row);
  source.set_inferred(inferred);
  return source;
}

TEST(Inferences, EachTextHasOneNumber) {
  Inferences inferences;
  EXPECT_EQ(inferences.Place(Stated("3.2", "")), "3.2");
  EXPECT_EQ(inferences.Place(Stated("3.3", "", "The year.")), "3.3, inferred (1)");
  EXPECT_EQ(inferences.Place(Stated("", "", "The day.")), "inferred (2)");
  EXPECT_EQ(inferences.Place(Stated("3.5", "2", "The year.")), "3.5, row 2, inferred (1)");
}

TEST(Inferences, APlaceInATableSaysNoMoreThanTheTableDoesNot) {
  Inferences inferences;
  const Locator table = Stated("Appendix A", "");
  EXPECT_EQ(inferences.PlaceIn(table, "Payroll", Stated("Appendix A", "Payroll")), "");
  EXPECT_EQ(inferences.PlaceIn(table, "ICT", Stated("Appendix A", "CT")), "row CT");
  EXPECT_EQ(inferences.PlaceIn(table, "Payroll", Stated("7.1", "Payroll", "The year.")),
            "7.1, row Payroll, inferred (1)");
}

// Every list of the page that shows where its records stand says what of them is inferred.
TEST(Inferences, AreShownInEveryListThatHasThem) {
  PackParts parts = PartsOfP();
  const char* const kWork = "partnerships/p/projects/x";
  (*parts.part.mutable_titles())[kWork] = "X";
  const auto infer = [](const char* what, auto* record) {
    record->mutable_source()->set_section("1");
    record->mutable_source()->set_inferred(what);
  };
  auto* card = parts.part.add_amber()->mutable_project();
  infer("of a card", card->mutable_project());
  infer("of an issue", card->add_issues());
  infer("of a report", card->mutable_highlight());
  card->mutable_project()->set_name(kWork);
  infer("of the rest", parts.part.add_rest()->mutable_project()->mutable_project());
  benefits::v1::PackPart& benefits = *parts.part.mutable_benefits();
  benefits.add_figures()->set_project(kWork);
  infer("of a figure", benefits.mutable_figures(0));
  infer("of money", benefits.mutable_finances()->add_rows());
  auto* section = parts.part.mutable_risk()->add_registers();
  infer("of a register", section);
  infer("of a risk", section->add_risks());
  auto* realised = benefits.mutable_realisation()->add_works();
  realised->set_work(kWork);
  infer("of a result", realised->add_results());
  infer("of a measure", realised->add_measures()->add_returns()->mutable_measure_return());
  auto* meeting = parts.part.add_meetings();
  infer("of a meeting", meeting);
  meeting->add_decisions("Agreed.");
  const std::string html = PageOf(Taken(parts));
  for (const char* what :
       {"of a card", "of an issue", "of a report", "of the rest", "of a figure", "of money",
        "of a register", "of a risk", "of a result", "of a measure", "of a meeting"}) {
    EXPECT_THAT(html, HasSubstr(std::string(") ") + what));
  }
  EXPECT_THAT(html, HasSubstr("Inferred: (1) of a register (2) of a risk<"));
}

TEST(Inferences, WhatIsStatedInFullHasNoNotes) {
  PackParts parts = PartsOfP();
  *parts.part.add_amber()->mutable_project()->mutable_project()->mutable_source() =
      Stated("3.2", "");
  EXPECT_THAT(PageOf(Taken(parts)), Not(AnyOf(HasSubstr("Inferred:"), HasSubstr("inferred ("))));
}

}  // namespace
}  // namespace concordat::gateway
