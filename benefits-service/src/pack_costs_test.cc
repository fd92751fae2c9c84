// How what is read grows with a partnership: each kind of record is gone through a fixed
// number of times, and more of them cost no more statements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "benefits-service/src/money_report.h"
#include "benefits-service/src/pack_part.h"
#include "benefits-service/src/position_report.h"
#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/share.pb.h"
#include "tests/support/benefits_tables.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/read_costs.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using test::ReadCosts;

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

class PackCostsTest : public testing::Test {
 protected:
  PackCostsTest() : database_(test::NewServiceDatabase("benefits", BenefitsResources())) {
    Fill("partnerships/few", kFew, kFew);
    Fill("partnerships/results", kFew, kFew + kMore);
    Fill("partnerships/shares", kFew + kMore, kFew);
  }

  using Report = std::function<absl::Status(const Records&)>;

  ReadCosts Costs(const std::string& partnership, const Report& report) {
    ReadCosts costs;
    const Ledger ledger(database_.get(), "benefits", BenefitsResources());
    const ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    EXPECT_THAT(
        database_->Snapshot(test::Soon(),
                            [&](Connection& connection) {
                              const Records records(connection, ledger.registry(), partnership, at);
                              costs = test::CostsOf(connection,
                                                    [&] { EXPECT_THAT(report(records), IsOk()); });
                              return absl::OkStatus();
                            }),
        IsOk());
    return costs;
  }

  // At most so many rows for each record more, and so many statements for all of them.
  struct Growth {
    int of_result = 0;
    int of_share = 0;
    int statements = 0;
  };

  void ExpectGrowth(const Growth& most, const Report& report) {
    const ReadCosts few = Costs("partnerships/few", report);
    const ReadCosts results = Costs("partnerships/results", report);
    const ReadCosts shares = Costs("partnerships/shares", report);
    EXPECT_LE(results.rows - few.rows, kMore * most.of_result) << "for " << kMore << " results";
    EXPECT_LE(shares.rows - few.rows, kMore * most.of_share) << "for " << kMore << " shares";
    EXPECT_LE(results.statements - few.statements, most.statements) << "for results";
    EXPECT_LE(shares.statements - few.statements, most.statements) << "for shares";
  }

 private:
  void Fill(const std::string& partnership, int shares, int results) {
    EXPECT_THAT(database_->Transact(test::Soon(),
                                    [&](Connection& connection) {
                                      test::TableFiller tables(connection);
                                      for (int i = 0; i < shares; ++i) {
                                        PutShare(partnership, i, &tables);
                                      }
                                      for (int i = 0; i < results; ++i) {
                                        PutResult(partnership, i, &tables);
                                      }
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

  std::unique_ptr<Database> database_;
};

// A row that is summed counts twice, itself and its group in the server's own table; a share
// has its benefit and two lines. Gone through once more, a kind is beyond its bound.
TEST_F(PackCostsTest, APackSumsResultsAndSharesOnce) {
  ExpectGrowth({5, 10, 0}, [](const Records& records) {
    return ReadPackPart(records, Scope(), PackShows::kAll, {}).status();
  });
}

TEST_F(PackCostsTest, APositionSumsResultsAndSharesOnce) {
  ExpectGrowth({4, 10, 0},
               [](const Records& records) { return TellPosition(records, Scope()).status(); });
}

// Its lines are read by their names, some hundred at a time.
TEST_F(PackCostsTest, ASummarySumsSharesOnce) {
  ExpectGrowth({0, 10, 2}, [](const Records& records) {
    return TellFinancialSummary(records, Scope(), "").status();
  });
}

}  // namespace
}  // namespace concordat::benefits
