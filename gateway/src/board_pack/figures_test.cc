#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"
#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using benefits::v1::StatedFigure;
using testing::HasSubstr;
using testing::Not;

constexpr char kService[] = "partnerships/p/liveServices/x";

PackParts PartsWithService() {
  PackParts parts = PartsOfP();
  parts.part.add_amber()->mutable_live_service()->mutable_live_service()->set_name(kService);
  return parts;
}

StatedFigure* AddFigure(const char* label, const char* amount, StatedFigure::Unit unit,
                        PackParts* parts) {
  StatedFigure* figure = parts->part.mutable_benefits()->add_figures();
  figure->set_live_service(kService);
  figure->set_label(label);
  figure->set_amount(amount);
  figure->set_unit(unit);
  return figure;
}

TEST(Figures, StandUnderTheirWorkAsPrinted) {
  PackParts parts = PartsWithService();
  StatedFigure* capital = AddFigure("Capital", "1537", StatedFigure::UNIT_THOUSAND_POUNDS, &parts);
  capital->set_financial_year("2010-11");
  for (const char* column : {"Estimate", "Budget"}) {
    capital->mutable_source()->set_section("Appendix D");
    capital->mutable_source()->set_table("Capital budget");
    capital->mutable_source()->set_column(column);
    capital = AddFigure("Revenue", "-601", StatedFigure::UNIT_NOT_PRINTED, &parts);
  }
  capital->set_live_service("");
  capital->set_project("partnerships/p/projects/other");
  const v1::BoardPack pack = Taken(parts);
  ASSERT_EQ(pack.amber(0).figures_size(), 2) << "the third is of other work";
  EXPECT_EQ(pack.amber(0).figures(0).value(), "1,537 £000");
  EXPECT_EQ(pack.amber(0).figures(0).period(), "2010-11");
  const std::string html = PageOf(pack);
  EXPECT_THAT(html, HasSubstr("Figures stated: 2"));
  EXPECT_THAT(html, HasSubstr(">Capital</th><td class=\"num\">1,537 £000</td><td class=\"period\">"
                              "2010-11</td><td class=\"where wide\">column Estimate</td>"));
  EXPECT_THAT(html, HasSubstr("−601 (no unit printed)"));
  const std::string table = "Appendix D, Capital budget</th>";
  EXPECT_NE(html.find(table), std::string::npos);
  EXPECT_EQ(html.find(table), html.rfind(table)) << "one table has one head";
}

TEST(Figures, WhatIsLeftOutIsCounted) {
  PackParts parts = PartsWithService();
  for (int i = 0; i < 43; ++i) AddFigure("A", "1", StatedFigure::UNIT_NUMBER, &parts);
  parts.part.mutable_benefits()->set_figures_left_out(5);
  const v1::BoardPack pack = Taken(parts);
  EXPECT_EQ(pack.amber(0).figures_size(), 40);
  EXPECT_EQ(pack.amber(0).figures_left_out(), 3);
  ASSERT_EQ(pack.left_out_size(), 1);
  EXPECT_EQ(pack.left_out(0).count(), 8);
  EXPECT_EQ(pack.left_out(0).link(), "/v1/partnerships/p/statedFigures?asAt=2011-06-30");
  const std::string html = PageOf(pack);
  EXPECT_THAT(html, HasSubstr("Figures stated: 43"));
  EXPECT_THAT(html, HasSubstr("3 more figures are left out here."));
  EXPECT_THAT(html, HasSubstr("8 more figures that are stated of these"));
}

TEST(Figures, WorkWithoutAnyHasNoTable) {
  EXPECT_THAT(PageOf(Taken(PartsWithService())), Not(HasSubstr("Figures stated")));
}

}  // namespace
}  // namespace concordat::gateway
