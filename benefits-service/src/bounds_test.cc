// What is read and shown does not grow with a partnership.
#include <absl/strings/str_format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <vector>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/money_report.h"
#include "benefits-service/src/realisation_report.h"
#include "benefits-service/src/resources.h"
#include "benefits-service/src/share_reading.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/share.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using testing::IsEmpty;

constexpr char kPartnership[] = "partnerships/p";
constexpr int kRecords = 1'050;

// So many benefits, promises and measures in which nothing disagrees.
class BoundsTest : public testing::Test {
 protected:
  BoundsTest() : database_(test::NewServiceDatabase("benefits", BenefitsResources())) {
    EXPECT_THAT(database_->Transact(test::Soon(),
                                    [](Connection& connection) {
                                      test::TableFiller tables(connection);
                                      for (int i = 0; i < kRecords; ++i) Fill(i, &tables);
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

  template <typename Use>
  void Read(const Use& use) {
    const Ledger ledger(database_.get(), "benefits", BenefitsResources());
    const ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    EXPECT_THAT(database_->Snapshot(test::Soon(),
                                    [&](Connection& connection) {
                                      use(Records(connection, ledger.registry(), kPartnership, at));
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

 private:
  static void Fill(int i, test::TableFiller* tables) {
    v1::Benefit benefit;
    benefit.set_name(Concat(kPartnership, "/benefits/b", i));
    benefit.set_title(Concat("Benefit ", i));
    benefit.set_position(i);
    benefit.add_groups(Concat("Group ", i / 500));
    tables->Put(benefit);
    v1::Share share;
    share.set_name(Concat(benefit.name(), "/shares/s"));
    share.set_council("councils/a");
    for (const auto kind : {v1::ShareLine::KIND_BUDGET, v1::ShareLine::KIND_ACTUAL}) {
      v1::ShareLine* line = share.add_lines();
      line->set_financial_year("2010-11");
      line->set_kind(kind);
      line->set_amount_pence(100);
      line->set_grade(v1::ShareLine::GRADE_LEDGER);
      line->set_counted_to("2011-03-31");
    }
    tables->Put(share);
    v1::ExpectedResult result;
    result.set_name(Concat(kPartnership, "/expectedResults/e", i));
    result.set_project(Concat(kPartnership, "/projects/", i / 1'000));
    result.set_position(i);
    result.set_actual("It came");
    result.set_promised_pence(100);
    result.set_realised_pence(100);
    tables->Put(result);
    v1::Measure measure;
    measure.set_name(Concat(kPartnership, "/measures/m", i));
    measure.set_direction(v1::Measure::DIRECTION_LOWER_IS_BETTER);
    tables->Put(measure);
    v1::MeasureReturn given;
    given.set_name(Concat(measure.name(), "/measureReturns/r"));
    given.set_target("10");
    given.set_actual("9.5");
    tables->Put(given);
    v1::StatedFigure figure;
    figure.set_name(Concat(kPartnership, "/statedFigures/f", i));
    figure.set_amount("1");
    figure.set_unit(v1::StatedFigure::UNIT_NUMBER);
    figure.set_same_as(Concat("same ", i / 3));
    tables->Put(figure);
  }

  std::unique_ptr<Database> database_;
};

TEST_F(BoundsTest, WhatAgreesIsNotRead) {
  Read([](const Records& records) {
    const auto facts = ReadCandidates(records);
    ASSERT_THAT(facts, IsOk());
    EXPECT_THAT(facts->benefits, IsEmpty());
    EXPECT_THAT(facts->results, IsEmpty());
    EXPECT_THAT(facts->measures, IsEmpty());
    EXPECT_THAT(facts->figures, IsEmpty());
  });
}

TEST_F(BoundsTest, SharesAreGivenOnceEachHoweverManyAreHeldAtATime) {
  Read([](const Records& records) {
    std::vector<std::string> names;
    absl::Status status =
        ReadShares(records, [&names](const ShareOutline& share) { names.push_back(share.name); });
    ASSERT_THAT(status, IsOk());
    EXPECT_EQ(names.size(), size_t{kRecords});
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), size_t{kRecords});
  });
}

TEST_F(BoundsTest, ASummaryShowsSoManyLinesAndTheSumsOfAll) {
  Read([](const Records& records) {
    const auto summary = TellFinancialSummary(records, Scope(), "");
    ASSERT_THAT(summary, IsOk());
    EXPECT_EQ(summary->lines_left_out(), kRecords - kMaxReportLines);
    EXPECT_EQ(summary->groups_left_out(), 0);
    EXPECT_EQ(summary->rows_size(), kMaxReportLines + 2 * 3 + 1);
    EXPECT_EQ(summary->rows().rbegin()->actual_pence(), 100 * kRecords);
    EXPECT_EQ(summary->rows(1).label(), "Benefit 0");
  });
}

TEST_F(BoundsTest, ARealisationShowsSoManyResultsAndTheCountsOfAll) {
  Read([](const Records& records) {
    const auto realisation = TellRealisation(records, Scope());
    ASSERT_THAT(realisation, IsOk());
    ASSERT_EQ(realisation->works_size(), 1);
    EXPECT_EQ(realisation->works(0).results_size(), kMaxReportResults);
    EXPECT_EQ(realisation->works(0).counts().results(), 1'000);
    EXPECT_EQ(realisation->works_left_out(), 2) << "the second project, and measures of none";
  });
}

TEST_F(BoundsTest, AYearIsShownThatIsAskedForAndTheOthersListed) {
  Read([](const Records& records) {
    const auto summary = TellFinancialSummary(records, Scope(), "2011-12");
    ASSERT_THAT(summary, IsOk());
    EXPECT_EQ(summary->financial_year(), "2011-12");
    EXPECT_EQ(summary->rows_size(), 0);
    EXPECT_THAT(summary->other_financial_years(), testing::ElementsAre("2010-11"));
  });
}

// A server ends a list in a cell where its bound for them is.
TEST(LongShares, AreAddedUpWhole) {
  constexpr int kLines = 1'000, kPence = 1'000'000'000;
  const auto database = test::NewServiceDatabase("benefits", BenefitsResources());
  const auto fill = [](Connection& connection) {
    test::TableFiller tables(connection);
    v1::Benefit benefit;
    benefit.set_name(Concat(kPartnership, "/benefits/b"));
    tables.Put(benefit);
    v1::Share share;
    share.set_name(Concat(benefit.name(), "/shares/s"));
    for (int i = 0; i < kLines; ++i) {
      v1::ShareLine* line = share.add_lines();
      line->set_financial_year(absl::StrFormat("%d-%02d", 2000 + i / 4, (i / 4 + 1) % 100));
      line->set_quarter(1 + i % 4);
      line->set_kind(v1::ShareLine::KIND_FORECAST);
      line->set_amount_pence(kPence);
    }
    tables.Put(share);
    return absl::OkStatus();
  };
  ASSERT_THAT(database->Transact(test::Soon(), fill), IsOk());
  const Ledger ledger(database.get(), "benefits", BenefitsResources());
  const ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
  Pence all = 0;
  const auto read = [&](Connection& connection) {
    return ReadShares(Records(connection, ledger.registry(), kPartnership, at),
                      [&all](const ShareOutline& share) {
                        for (const ShareYear& year : share.years) all += year.amounts.forecast;
                      });
  };
  EXPECT_THAT(database->Snapshot(test::Soon(), read), IsOk());
  EXPECT_TRUE(all == Pence(kLines) * kPence);
}

// Of records from before amounts had a bound.
TEST(LargeAmounts, ASumThatCannotBeToldNamesItsLinesAndFindingsStillHoldIt) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const auto database = test::NewServiceDatabase("benefits", BenefitsResources());
  const auto fill = [](Connection& connection) {
    test::TableFiller tables(connection);
    v1::Benefit benefit;
    benefit.set_name(Concat(kPartnership, "/benefits/b"));
    benefit.set_title("Benefit");
    benefit.set_is_cost(true);
    tables.Put(benefit);
    v1::Share share;
    share.set_name(Concat(benefit.name(), "/shares/s"));
    for (const int quarter : {1, 2}) {
      v1::ShareLine* line = share.add_lines();
      line->set_financial_year("2010-11");
      line->set_quarter(quarter);
      line->set_kind(v1::ShareLine::KIND_ACTUAL);
      line->set_amount_pence(kMost);
    }
    tables.Put(share);
    return absl::OkStatus();
  };
  ASSERT_THAT(database->Transact(test::Soon(), fill), IsOk());
  const Ledger ledger(database.get(), "benefits", BenefitsResources());
  const ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
  const auto read = [&](Connection& connection) {
    const Records records(connection, ledger.registry(), kPartnership, at);
    const auto summary = TellFinancialSummary(records, Scope(), "");
    EXPECT_EQ(ReasonOf(summary.status()), "AMOUNTS_TOO_LARGE");
    EXPECT_THAT(std::string(summary.status().message()),
                testing::HasSubstr(Concat(kPartnership, "/benefits/b")));
    const auto facts = ReadCandidates(records);
    EXPECT_THAT(facts, IsOk());
    EXPECT_TRUE(facts->variances.at("2010-11").all == absl::int128(kMost) * 2);
    return absl::OkStatus();
  };
  EXPECT_THAT(database->Snapshot(test::Soon(), read), IsOk());
}

}  // namespace
}  // namespace concordat::benefits
