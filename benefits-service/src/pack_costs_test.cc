// How what is read grows with a partnership: each kind of record is gone through a fixed
// number of times, and more of them cost no more statements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "benefits-service/src/money_report.h"
#include "benefits-service/src/pack_part.h"
#include "benefits-service/src/position_report.h"
#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/share.pb.h"
#include "tests/support/costs_testing.h"

namespace concordat::benefits {
namespace {

constexpr int kFew = 300;
constexpr int kMore = 300;

// Nothing is to be found in any of these.
void PutShare(const std::string& partnership, int i, test::TableFiller* tables) {
  v1::Benefit benefit;
  benefit.set_name(Concat(partnership, "/benefits/b", 1000 + i));
  benefit.set_title(Concat("Benefit ", i));
  benefit.set_kind(v1::Benefit::KIND_CASHABLE);
  benefit.set_position(i);
  tables->Put(benefit);
  v1::Share share;
  share.set_name(Concat(benefit.name(), "/shares/s"));
  share.set_council("councils/a");
  for (const auto kind : {v1::ShareLine::KIND_BUDGET, v1::ShareLine::KIND_ACTUAL}) {
    v1::ShareLine* line = share.add_lines();
    line->set_financial_year("2010-11");
    line->set_kind(kind);
    line->set_amount_pence(1000 + 7 * i + kind);
    line->set_grade(static_cast<v1::ShareLine::Grade>(2));
    line->set_counted_to("2011-03-31");
  }
  tables->Put(share);
}

void PutResult(const std::string& partnership, int i, test::TableFiller* tables) {
  v1::ExpectedResult result;
  result.set_name(Concat(partnership, "/expectedResults/e", 1000 + i));
  result.set_project(Concat(partnership, "/projects/", i % 5));
  result.set_expected("Something");
  result.set_actual("It came");
  result.set_achievement(v1::ExpectedResult::ACHIEVEMENT_ACHIEVED);
  result.set_position(i);
  result.set_promised_pence(500);
  result.set_realised_pence(500);
  tables->Put(result);
}

class PackCostsTest : public test::CostsTest {
 protected:
  PackCostsTest() : CostsTest("benefits", BenefitsResources()) {
    Put("partnerships/few", kFew, kFew);
    Put("partnerships/results", kFew, kFew + kMore);
    Put("partnerships/shares", kFew + kMore, kFew);
  }

  void ExpectOfResults(const Growth& most, Report report) {
    ExpectGrowth("partnerships/few", "partnerships/results", kMore, most, report);
  }
  void ExpectOfShares(const Growth& most, Report report) {
    ExpectGrowth("partnerships/few", "partnerships/shares", kMore, most, report);
  }

 private:
  void Put(const std::string& partnership, int shares, int results) {
    Fill([&](test::TableFiller* tables) {
      for (int i = 0; i < shares; ++i) PutShare(partnership, i, tables);
      for (int i = 0; i < results; ++i) PutResult(partnership, i, tables);
    });
  }
};

// A row that is summed counts twice, itself and its group in the server's own table; a share
// has its benefit. Gone through once more, a kind is beyond its bound, and so are the two
// lines of each share.
TEST_F(PackCostsTest, APackSumsResultsAndSharesOnce) {
  const auto report = [](const Records& records) {
    return ReadPackPart(records, Scope(), PackShows::kAll, {}).status();
  };
  ExpectOfResults({5, 0}, report);
  ExpectOfShares({5, 0}, report);
}

TEST_F(PackCostsTest, APositionSumsResultsAndSharesOnce) {
  const auto report = [](const Records& records) {
    return TellPosition(records, Scope()).status();
  };
  ExpectOfResults({4, 0}, report);
  ExpectOfShares({5, 0}, report);
}

// Its lines are read by their names, some hundred at a time.
TEST_F(PackCostsTest, ASummarySumsSharesOnce) {
  ExpectOfShares({5, 2}, [](const Records& records) {
    return TellFinancialSummary(records, Scope(), "").status();
  });
}

}  // namespace
}  // namespace concordat::benefits
