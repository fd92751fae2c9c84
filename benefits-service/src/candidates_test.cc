// What is found in candidates, and what reports ask of SQL, is what comes out of reading
// everything: over random partnerships in which most rules find something.
#include "benefits-service/src/candidates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "benefits-service/src/findings.h"
#include "benefits-service/src/money_report.h"
#include "benefits-service/src/pack_part.h"
#include "benefits-service/src/position_report.h"
#include "benefits-service/src/realisation_report.h"
#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/benefits_review.pb.h"
#include "concordat/benefits/v1/share.pb.h"
#include "tests/support/benefits_oracle.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using test::Slice;

constexpr int kPartnerships = 50;

// Draws one record after another, from few values so that they often meet.
class Draw {
 public:
  explicit Draw(int seed) : partnership_(Concat("partnerships/p", seed)), random_(seed) {}

  const std::string& partnership() const { return partnership_; }

  int Below(int end) { return static_cast<int>(random_() % end); }
  bool OneIn(int n) { return Below(n) == 0; }
  std::string OneOf(const std::vector<std::string>& all) {
    return all[Below(static_cast<int>(all.size()))];
  }

  template <typename Record>
  Record Named(const std::string& below, const std::string& collection, int i) {
    Record record;
    record.set_name(Concat(below, "/", collection, "/r", i));
    record.mutable_source()->set_section(Concat("Section ", Below(3)));
    if (OneIn(6)) record.set_marking(type::v1::MARKING_EXEMPT);
    return record;
  }

  template <typename Record>
  void SetWork(Record* record) {
    if (OneIn(3)) record->set_project(Concat(partnership_, "/projects/", Below(3)));
    if (OneIn(3)) record->set_live_service(Concat(partnership_, "/liveServices/", Below(2)));
    if constexpr (requires { record->set_position(0); }) record->set_position(Below(5) - 2);
  }

  v1::Benefit Benefit(int i) {
    auto benefit = Named<v1::Benefit>(partnership_, "benefits", i);
    SetWork(&benefit);
    benefit.set_title(Concat("Benefit ", i));
    benefit.set_kind(static_cast<v1::Benefit::Kind>(Below(4)));
    benefit.set_is_cost(OneIn(3));
    for (int groups = Below(3); groups > 0; --groups) benefit.add_groups(OneOf({"A", "B", "C d"}));
    return benefit;
  }

  v1::Share Share(const std::string& benefit, int i) {
    auto share = Named<v1::Share>(benefit, "shares", i);
    share.set_council(OneOf({"", "councils/a", "councils/b", "councils/c"}));
    std::set<std::string> seen;
    for (int lines = 1 + Below(5); lines > 0; --lines) {
      v1::ShareLine line;
      line.set_financial_year(OneOf({"2008-09", "2009-10", "2010-11", "2012-13"}));
      line.set_quarter(Below(5));
      line.set_kind(static_cast<v1::ShareLine::Kind>(1 + Below(4)));
      if (!seen.insert(line.SerializeAsString()).second) continue;
      line.set_amount_pence(int64_t{100} * (Below(9) - 3));
      line.set_grade(static_cast<v1::ShareLine::Grade>(Below(3)));
      line.set_counted_to(OneOf({"", "2011-03-31", "2011-06-30", "2011-07-01"}));
      *share.add_lines() = line;
    }
    return share;
  }

  // As papers print a line: a budget of each council and an actual of both, mostly the same.
  std::vector<v1::Share> PrintedShares(const std::string& benefit) {
    std::vector<v1::Share> shares;
    for (const char* council : {"councils/a", "councils/b", ""}) {
      auto& share =
          shares.emplace_back(Named<v1::Share>(benefit, "shares", static_cast<int>(shares.size())));
      share.set_council(council);
      v1::ShareLine* line = share.add_lines();
      line->set_financial_year("2010-11");
      const bool is_joint = share.council().empty();
      line->set_kind(is_joint ? v1::ShareLine::KIND_ACTUAL : v1::ShareLine::KIND_BUDGET);
      line->set_amount_pence(is_joint && !OneIn(4) ? 200 : 100);
    }
    return shares;
  }

  v1::ExpectedResult Result(int i) {
    auto result = Named<v1::ExpectedResult>(partnership_, "expectedResults", i);
    SetWork(&result);
    result.set_expected("Something");
    result.set_actual(OneOf({"", " ", "It came"}));
    result.set_achievement(static_cast<v1::ExpectedResult::Achievement>(Below(8)));
    if (OneIn(2)) result.set_promised_pence(int64_t{100} * Below(3));
    if (OneIn(2)) result.set_realised_pence(int64_t{100} * Below(4) - 100);
    if (OneIn(3)) result.set_promised_percent("5.0");
    if (OneIn(2)) result.set_expected_cost_pence(int64_t{100} * Below(3));
    if (OneIn(2)) result.set_actual_cost_pence(int64_t{100} * Below(3));
    return result;
  }

  v1::Measure Measure(int i) {
    auto measure = Named<v1::Measure>(partnership_, "measures", i);
    SetWork(&measure);
    measure.set_title(Concat("Measure ", i));
    measure.set_direction(static_cast<v1::Measure::Direction>(Below(5)));
    measure.set_commentary(OneOf({"", " ", "Words", "Words that are said of many",
                                  "Words that are said of many ", "Other words"}));
    return measure;
  }

  v1::MeasureReturn Return(const std::string& measure, int i) {
    auto given = Named<v1::MeasureReturn>(measure, "measureReturns", i);
    given.set_council("councils/a");
    const std::vector<std::string> figures = {"",    "9.5",        "+10",         "-10.50",
                                              "010", "0.12345678", "12345678901", "10"};
    given.set_baseline(OneOf(figures));
    given.set_target(OneOf(figures));
    given.set_actual(OneOf(figures));
    if (OneIn(4)) given.set_change("5");
    if (OneIn(9)) given.set_target_change_percent("-5");
    return given;
  }

  v1::BenefitsReview Review(int i) {
    auto review = Named<v1::BenefitsReview>(partnership_, "benefitsReviews", i);
    SetWork(&review);
    review.set_title(Concat("Review ", i));
    return review;
  }

  v1::StatedFigure Figure(int i) {
    auto figure = Named<v1::StatedFigure>(partnership_, "statedFigures", i);
    figure.set_label(Concat("Figure ", i));
    figure.set_amount(OneOf({"1", "1.0", "2", "3.5", "-2", "99999999999999999"}));
    figure.set_unit(OneIn(2) ? v1::StatedFigure::UNIT_POUNDS
                             : static_cast<v1::StatedFigure::Unit>(1 + Below(7)));
    figure.set_polarity(static_cast<v1::StatedFigure::Polarity>(Below(3)));
    figure.set_council(OneOf({"", "", "councils/a"}));
    figure.set_basis(OneOf({"", "salaries"}));
    if (OneIn(4)) figure.set_amount_high(OneOf({"4", "5"}));
    figure.set_same_as(OneOf({"", "x", "x ", "y", "z"}));
    figure.set_expression(OneOf(
        {"", "", "", "budget(kind=cashable)", "difference(actual(), budget(year=2010-11))",
         "sum(figure(r1), figure(r2))", "figure(gone)", "count(group=A)", "promised(work=0)",
         "difference(figure(r3), figure(r4))", "percentage(forecast(council=a), actual(cost=true))",
         "sum(realised(), actual_cost(result=r1), expected_cost(), budget(work=liveServices/1))",
         "product(actual(benefit=r2, year=2009-10), count())", "forecast()", "target()",
         "figure(r1)", "months_between(2010-11, 2011-01)", "difference(figure(r5), figure(r6))",
         "difference(budget(), figure(r2))"}));
    if (OneIn(2)) figure.set_kind(static_cast<v1::StatedFigure::Kind>(Below(5)));
    if (OneIn(2)) figure.set_heading_kind(static_cast<v1::StatedFigure::Kind>(Below(5)));
    figure.set_financial_year(OneOf({"", "2009-10", "2010-11"}));
    figure.set_as_of(OneOf({"", "2010-03", "2011", "2011-03-31", "2011-04-01"}));
    SetWork(&figure);
    return figure;
  }

 private:
  const std::string partnership_;
  std::mt19937 random_;
};

// Made-up partnerships side by side in one schema.
class CandidatesTest : public testing::Test {
 protected:
  CandidatesTest() : database_(test::NewServiceDatabase("benefits", BenefitsResources())) {
    for (int seed = 0; seed < kPartnerships; ++seed) {
      EXPECT_THAT(database_->Transact(test::Soon(),
                                      [seed](Connection& connection) {
                                        Fill(Draw(seed), connection);
                                        return absl::OkStatus();
                                      }),
                  IsOk());
    }
  }

  // Calls `use` with the records of each, for those who see what is exempt and for
  // those who do not.
  template <typename Use>
  void ForEach(const Use& use) {
    for (int seed = 0; seed < kPartnerships; ++seed) {
      for (const bool public_only : {false, true}) {
        SCOPED_TRACE(Concat("seed ", seed, public_only ? ", public" : ""));
        Read(Draw(seed).partnership(), public_only, use);
      }
    }
  }

 private:
  template <typename Use>
  void Read(const std::string& partnership, bool public_only, const Use& use) {
    const Ledger ledger(database_.get(), "benefits", BenefitsResources());
    ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    at.public_only = public_only;
    at.exempt_elsewhere = std::make_shared<const std::set<std::string>>(
        std::set<std::string>{Concat(partnership, "/projects/2"), "councils/c"});
    EXPECT_THAT(database_->Snapshot(test::Soon(),
                                    [&](Connection& connection) {
                                      use(Records(connection, ledger.registry(), partnership, at));
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

  static void Fill(Draw draw, Connection& connection) {
    const Registry registry(BenefitsResources());
    test::TableFiller now(connection, &registry), before(connection);
    const auto put = [&](const auto& record) {
      test::TableFiller& tables = draw.OneIn(2) ? now : before;
      tables.Put(record, draw.OneIn(12)   ? Slice::kSuperseded
                         : draw.OneIn(12) ? Slice::kDeleted
                                          : Slice::kInForce);
    };
    const bool is_printed = draw.OneIn(5);
    for (int i = 0; i < 9; ++i) {
      const v1::Benefit benefit = draw.Benefit(i);
      put(benefit);
      if (is_printed) {
        for (const v1::Share& share : draw.PrintedShares(benefit.name())) put(share);
      } else {
        for (int j = draw.Below(4); j > 0; --j) put(draw.Share(benefit.name(), j));
      }
      const v1::Measure measure = draw.Measure(i);
      put(measure);
      for (int j = draw.Below(3); j > 0; --j) put(draw.Return(measure.name(), j));
      put(draw.Result(i));
      if (i < 3) put(draw.Review(i));
      put(draw.Figure(i));
      put(draw.Figure(i + 100));
    }
  }

  std::unique_ptr<Database> database_;
};

std::vector<std::string> Texts(const Findings& findings) {
  std::vector<std::string> texts;
  for (const ledger::v1::Finding& finding : findings) texts.push_back(finding.DebugString());
  return texts;
}

TEST_F(CandidatesTest, FindWhatEverythingFinds) {
  std::set<std::string> rules;
  ForEach([&rules](const Records& records) {
    const auto candidates = ReadCandidates(records);
    ASSERT_THAT(candidates, IsOk());
    const Findings findings = FindInBenefits(*candidates);
    EXPECT_EQ(Texts(findings), Texts(FindInBenefits(WithSums(ReadEverything(records)))));
    for (const ledger::v1::Finding& finding : findings) rules.insert(finding.rule());
  });
  EXPECT_THAT(rules, testing::SizeIs(23)) << "each rule finds something";
}

std::string WordsOf(const Money& money) {
  return ShowMoney(money.columns, RowsOf(money), {}).DebugString();
}

TEST_F(CandidatesTest, SumsAreThoseOfEverything) {
  ForEach([](const Records& records) {
    const Facts everything = ReadEverything(records);
    const MoneyColumns columns = ColumnsOf(everything);
    const auto money = ReadMoney(records, MoneyMaker(Scope(), records.at().day, ""));
    ASSERT_THAT(money, IsOk());
    EXPECT_EQ(money->columns.financial_year, columns.financial_year);
    EXPECT_EQ(money->columns.other_years, columns.other_years);
    EXPECT_EQ(money->columns.councils, columns.councils);
    EXPECT_EQ(WordsOf(*money), WordsOf(MoneyOf(everything, columns)));
    const auto asked = ReadMoney(records, MoneyMaker(Scope(), records.at().day, "2009-10"));
    ASSERT_THAT(asked, IsOk());
    EXPECT_EQ(WordsOf(*asked), WordsOf(MoneyOf(everything, asked->columns)));
    const auto position = TellPosition(records, Scope());
    ASSERT_THAT(position, IsOk());
    EXPECT_EQ(position->DebugString(), ComposePosition(everything).DebugString());
    const auto part = ReadPackPart(records, Scope(), PackShows::kAll, {});
    ASSERT_THAT(part, IsOk());
    EXPECT_EQ(part->position().DebugString(), position->DebugString());
  });
}

TEST_F(CandidatesTest, RealisationIsThatOfEverything) {
  ForEach([](const Records& records) {
    const auto reviews = records.Where<v1::BenefitsReview>({"TRUE", {}}, Records::Order::kPaper);
    ASSERT_THAT(reviews, IsOk());
    const auto realisation = TellRealisation(records, Scope());
    ASSERT_THAT(realisation, IsOk());
    EXPECT_EQ(realisation->DebugString(),
              ComposeRealisation(ReadEverything(records), *reviews).DebugString());
    const auto facts = ReadCandidates(records);
    ASSERT_THAT(facts, IsOk());
    const auto results = ReadResultSums(records);
    ASSERT_THAT(results, IsOk());
    const auto of_candidates =
        TellWorks(records, Scope(), *results, &facts->measures,
                  [](std::vector<WorkOutline>* works) { CutInOrder(kMaxReportResults, works); });
    ASSERT_THAT(of_candidates, IsOk());
    EXPECT_EQ(of_candidates->DebugString(), realisation->DebugString());
  });
}

}  // namespace
}  // namespace concordat::benefits
