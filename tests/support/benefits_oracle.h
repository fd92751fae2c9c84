// For tests: what reports and rules of benefits-service say, worked out from all records
// held in memory, the plain way. The service asks SQL instead; both must agree.
#ifndef CONCORDAT_TESTS_SUPPORT_BENEFITS_ORACLE_H_
#define CONCORDAT_TESTS_SUPPORT_BENEFITS_ORACLE_H_

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/facts.h"
#include "benefits-service/src/measure_judgement.h"
#include "benefits-service/src/money_rows.h"
#include "benefits-service/src/promise_judgement.h"
#include "benefits-service/src/tables.h"
#include "concordat/benefits/v1/benefits_review.pb.h"
#include "tests/support/status_matchers.h"

namespace concordat::benefits {

// All of a partnership, without sums.
inline Facts ReadEverything(const Records& records) {
  Facts facts;
  facts.day = records.at().day;
  const auto read = [&records]<typename Record>(std::vector<Record>* all, Records::Order order) {
    auto found = records.Where<Record>({"TRUE", {}}, order);
    ASSERT_THAT(found, test::IsOk());
    *all = *std::move(found);
  };
  std::vector<v1::Benefit> benefits;
  std::vector<v1::Share> shares;
  std::vector<v1::Measure> measures;
  std::vector<v1::MeasureReturn> returns;
  read(&benefits, Records::Order::kPaper);
  read(&shares, Records::Order::kName);
  read(&measures, Records::Order::kPaper);
  read(&returns, Records::Order::kName);
  read(&facts.results, Records::Order::kPaper);
  read(&facts.figures, Records::Order::kName);
  const auto below = [](const auto& parent, const auto& all, auto* own) {
    std::ranges::copy_if(all, std::back_inserter(*own), [&parent](const auto& one) {
      return ResourceType::ParentOf(one.name()) == parent.name();
    });
  };
  for (const v1::Benefit& benefit : benefits) {
    below(benefit, shares, &facts.benefits.emplace_back(BenefitFacts{benefit, {}}).shares);
  }
  for (const v1::Measure& measure : measures) {
    below(measure, returns, &facts.measures.emplace_back(MeasureFacts{measure, {}}).returns);
  }
  return facts;
}

inline int64_t PenceOf(const v1::ShareLine& line, v1::ShareLine::Kind kind) {
  return line.kind() == kind ? line.amount_pence() : 0;
}

// Calls `use` with each line, its share and its benefit, in their order.
template <typename Use>
void ForEachLine(const Facts& facts, const Use& use) {
  for (const BenefitFacts& held : facts.benefits) {
    for (const v1::Share& share : held.shares) {
      for (const v1::ShareLine& line : share.lines()) use(held.benefit, share, line);
    }
  }
}

// More than a forecast or a target.
inline bool IsCounted(const v1::ShareLine& line) {
  return line.kind() == v1::ShareLine::KIND_BUDGET || line.kind() == v1::ShareLine::KIND_ACTUAL;
}

inline std::map<std::string, Variance> VarianceByYear(const Facts& facts) {
  std::map<std::string, Variance> variances;
  ForEachLine(facts, [&](const auto& benefit, const auto&, const v1::ShareLine& line) {
    if (!IsCounted(line)) return;
    const int64_t pence =
        PenceOf(line, v1::ShareLine::KIND_ACTUAL) - PenceOf(line, v1::ShareLine::KIND_BUDGET);
    Variance& variance = variances[line.financial_year()];
    variance.all += pence;
    if (!benefit.is_cost()) return;
    variance.costs += pence;
    auto& costs = variance.of_costs;
    if (costs.empty() || costs.back().first.name() != benefit.name()) costs.push_back({benefit, 0});
    costs.back().second += pence;
  });
  return variances;
}

// What a benefit has in a year, by share.
struct YearSums {
  std::map<const v1::Share*, Pence> budget, actual;
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED;

  static Pence Sum(const std::map<const v1::Share*, Pence>& shares) {
    Pence sum = 0;
    for (const auto& [share, pence] : shares) sum += pence;
    return sum;
  }
  static int Count(const std::map<const v1::Share*, Pence>& shares, bool joint) {
    return static_cast<int>(std::ranges::count_if(shares, [joint](const auto& one) {
      return one.second != 0 && one.first->council().empty() == joint;
    }));
  }
};

inline std::map<std::string, YearSums> SumsOf(const BenefitFacts& held) {
  std::map<std::string, YearSums> years;
  for (const v1::Share& share : held.shares) {
    for (const v1::ShareLine& line : share.lines()) {
      if (!IsCounted(line)) continue;
      YearSums& sums = years[line.financial_year()];
      sums.budget[&share] += PenceOf(line, v1::ShareLine::KIND_BUDGET);
      sums.actual[&share] += PenceOf(line, v1::ShareLine::KIND_ACTUAL);
      sums.marking = std::max({sums.marking, held.benefit.marking(), share.marking()});
    }
  }
  return years;
}

// Of all benefits: the years, the budgets of each work and year, the actuals of each work.
struct LineTables {
  std::map<std::string, YearLines> years;
  std::map<std::string, std::map<std::string, LinesAlike>> budgets;
  std::map<std::string, LinesAlike> actuals;
};

inline void AddLines(const BenefitFacts& held, LineTables* tables) {
  const auto own = SumsOf(held);
  const std::string& work = WorkOf(held.benefit);
  LineFacts all = {held.benefit, 0, 0};
  type::v1::Marking marking = type::v1::MARKING_UNSPECIFIED, of_budgets = marking;
  for (const auto& [year, sums] : own) {
    const LineFacts line = {held.benefit, YearSums::Sum(sums.budget), YearSums::Sum(sums.actual)};
    all.actual += line.actual;
    marking = std::max(marking, sums.marking);
    if (line.budget != 0) of_budgets = std::max(of_budgets, sums.marking);
    if (line.budget == 0 || line.actual == 0) continue;
    YearLines& lines = tables->years[year];
    lines.financial_year = year;
    lines.partnership = ResourceType::ParentOf(held.benefit.name());
    ++lines.with_both;
    lines.marking = std::max(lines.marking, sums.marking);
    if (line.budget == line.actual) AddAlike(line, sums.marking, &lines.equal);
    if (YearSums::Count(sums.budget, false) > 1 && YearSums::Count(sums.budget, true) == 0 &&
        YearSums::Count(sums.actual, false) == 0) {
      AddAlike(line, sums.marking, &lines.joint);
    }
  }
  for (const auto& [year, sums] : own) {
    const LineFacts line = {held.benefit, YearSums::Sum(sums.budget), 0};
    if (line.budget != 0) AddAlike(line, of_budgets, &tables->budgets[work][year]);
  }
  if (all.actual != 0) AddAlike(all, marking, &tables->actuals[work]);
}

// What is to be said of the lines of each year, and of works beside their results.
inline void SetLines(Facts* facts) {
  LineTables tables;
  for (const BenefitFacts& held : facts->benefits) AddLines(held, &tables);
  auto& [years, budgets, actuals] = tables;
  facts->years.clear();
  for (auto& [year, lines] : years) facts->years.push_back(std::move(lines));
  std::map<std::string, WorkMoney> promises, early;
  for (const v1::ExpectedResult& result : facts->results) {
    if (result.promised_pence() != 0) AddResult(result, &promises[WorkOf(result)]);
    if (result.achievement() == v1::ExpectedResult::ACHIEVEMENT_TOO_EARLY) {
      AddResult(result, &early[WorkOf(result)]);
    }
  }
  const auto with_lines = [](const std::string& work, const std::string& year, WorkMoney money,
                             const LinesAlike& lines) {
    money.work = work;
    money.financial_year = year;
    const type::v1::Marking of_results = money.lines.marking;
    money.lines = lines;
    money.lines.marking = std::max(of_results, lines.marking);
    return money;
  };
  facts->apart.clear();
  for (const auto& [work, money] : promises) {
    std::string nearest;
    Pence least = 0;
    for (const auto& [year, lines] : budgets[work]) {
      if (lines.budget == 0) continue;
      const Pence gap = money.promised < lines.budget ? lines.budget - money.promised
                                                      : money.promised - lines.budget;
      if (!nearest.empty() && gap >= least) continue;
      nearest = year;
      least = gap;
    }
    if (work.empty() || nearest.empty()) continue;
    const LinesAlike& lines = budgets[work][nearest];
    if (WorkMoney::AreApart(money.promised, lines.budget)) {
      facts->apart.push_back(with_lines(work, nearest, money, lines));
    }
  }
  facts->early.clear();
  for (const auto& [work, money] : early) {
    if (work.empty() || actuals[work].actual == 0) continue;
    facts->early.push_back(with_lines(work, "", money, actuals[work]));
  }
}

inline void AddAmountsOf(const Facts& facts, AmountSums* amounts) {
  ForEachLine(facts, [&](const auto& benefit, const auto& share, const v1::ShareLine& line) {
    for (const std::string& year : {std::string(), line.financial_year()}) {
      amounts->AddShare(year, benefit, share.council(),
                        {.budget = PenceOf(line, v1::ShareLine::KIND_BUDGET),
                         .forecast = PenceOf(line, v1::ShareLine::KIND_FORECAST),
                         .actual = PenceOf(line, v1::ShareLine::KIND_ACTUAL),
                         .target = PenceOf(line, v1::ShareLine::KIND_TARGET)});
    }
  });
  for (const BenefitFacts& held : facts.benefits) amounts->AddBenefit(held.benefit);
  for (const v1::ExpectedResult& result : facts.results) amounts->AddResult(result);
}

// The facts with the sums over all of them, as the rules look at them.
inline Facts WithSums(Facts facts) {
  facts.variances = VarianceByYear(facts);
  SetLines(&facts);
  facts.amounts = AmountSums();
  for (const v1::StatedFigure& figure : facts.figures) {
    const auto expression = ParseExpression(figure.expression());
    if (expression.ok()) facts.amounts.Name(*expression);
  }
  AddAmountsOf(facts, &facts.amounts);
  return facts;
}

inline MoneyColumns ColumnsOf(const Facts& facts) {
  MoneyColumns columns;
  std::set<std::string> years, councils;
  ForEachLine(facts, [&](const auto&, const auto& share, const v1::ShareLine& line) {
    if (!share.council().empty()) councils.insert(share.council());
    if (IsCounted(line)) {
      years.insert(line.financial_year());
    }
  });
  columns.financial_year = YearToShow(years, facts.day);
  years.erase(columns.financial_year);
  columns.other_years.assign(years.begin(), years.end());
  columns.councils.assign(councils.begin(), councils.end());
  return columns;
}

inline Money MoneyOf(const Facts& facts, const MoneyColumns& columns) {
  Money money = {columns, {}};
  ForEachLine(facts, [&](const auto& benefit, const auto& share, const v1::ShareLine& line) {
    if (line.financial_year() != columns.financial_year || !IsCounted(line)) return;
    if (money.benefits.empty() || money.benefits.back().benefit != benefit.name()) {
      money.benefits.push_back({benefit.name(),
                                std::make_shared<const std::vector<std::string>>(
                                    benefit.groups().begin(), benefit.groups().end()),
                                {}});
    }
    Amounts amounts;
    amounts.total_budget = PenceOf(line, v1::ShareLine::KIND_BUDGET);
    amounts.actual = PenceOf(line, v1::ShareLine::KIND_ACTUAL);
    const int place = columns.PlaceOf(share.council());
    if (place >= 0) amounts.budget[place] = amounts.total_budget;
    money.benefits.back().amounts.Add(amounts);
  });
  return money;
}

// The whole of a summary.
inline v1::FinancialSummary ComposeFinancialSummary(const Facts& facts) {
  const MoneyColumns columns = ColumnsOf(facts);
  const Money money = MoneyOf(facts, columns);
  std::map<std::string, v1::Benefit> benefits;
  for (const BenefitFacts& held : facts.benefits) benefits[held.benefit.name()] = held.benefit;
  return ShowMoney(columns, RowsOf(money), benefits);
}

inline void AddResult(const v1::ExpectedResult& result, v1::WorkPosition* position) {
  if (!IsStatedPromise(result)) return;
  position->set_has_stated_promise(true);
  position->set_promised_pence(position->promised_pence() + result.promised_pence());
  position->set_realised_pence(position->realised_pence() + result.realised_pence());
  if (!IsUnrealised(result)) return;
  v1::UnrealisedResult* unrealised = position->add_unrealised();
  unrealised->set_expected_result(result.name());
  unrealised->set_promised_pence(result.promised_pence());
  unrealised->set_realised_pence(PenceThatCame(result));
  unrealised->set_expected(result.expected());
  unrealised->set_actual(result.actual());
  *unrealised->mutable_source() = result.source();
}

inline v1::BenefitsPosition ComposePosition(const Facts& facts) {
  std::map<std::string, v1::WorkPosition> works;
  for (const BenefitFacts& held : facts.benefits) works[WorkOf(held.benefit)];
  ForEachLine(facts, [&](const auto& benefit, const auto&, const v1::ShareLine& line) {
    if (line.kind() != v1::ShareLine::KIND_ACTUAL || line.amount_pence() == 0) return;
    v1::WorkPosition& position = works[WorkOf(benefit)];
    const std::string& first = position.first_actual_year();
    if (!first.empty() && first < line.financial_year()) return;
    if (first != line.financial_year()) position.set_first_actual_pence(0);
    position.set_first_actual_year(line.financial_year());
    position.set_first_actual_pence(position.first_actual_pence() + line.amount_pence());
    position.set_first_actual_benefit(benefit.name());
    *position.mutable_first_actual_source() = benefit.source();
  });
  for (const v1::ExpectedResult& result : facts.results) AddResult(result, &works[WorkOf(result)]);
  v1::BenefitsPosition positions;
  for (auto& [work, position] : works) {
    if (work.empty()) continue;
    position.set_work(work);
    *positions.add_works() = std::move(position);
  }
  return positions;
}

inline void CountAchievement(const v1::ExpectedResult& result, v1::RealisationCounts* counts) {
  using Result = v1::ExpectedResult;
  const auto is = [&result](Result::Achievement what) { return result.achievement() == what; };
  counts->set_results(counts->results() + 1);
  counts->set_achieved(counts->achieved() + is(Result::ACHIEVEMENT_ACHIEVED));
  counts->set_exceeded(counts->exceeded() + is(Result::ACHIEVEMENT_EXCEEDED));
  counts->set_partly_achieved(counts->partly_achieved() + is(Result::ACHIEVEMENT_PARTLY_ACHIEVED));
  counts->set_not_achieved(counts->not_achieved() + is(Result::ACHIEVEMENT_NOT_ACHIEVED));
  counts->set_too_early(counts->too_early() + is(Result::ACHIEVEMENT_TOO_EARLY));
  counts->set_no_longer_applies(counts->no_longer_applies() +
                                is(Result::ACHIEVEMENT_NO_LONGER_APPLIES));
}

// The whole of a realisation; the reviews in the order of the paper.
inline v1::BenefitsRealisation ComposeRealisation(const Facts& facts,
                                                  const std::vector<v1::BenefitsReview>& reviews) {
  v1::BenefitsRealisation realisation;
  const auto of = [&realisation](const std::string& work) {
    for (v1::WorkRealisation& one : *realisation.mutable_works()) {
      if (one.work() == work) return &one;
    }
    realisation.add_works()->set_work(work);
    return realisation.mutable_works(realisation.works_size() - 1);
  };
  for (const v1::BenefitsReview& review : reviews) *of(WorkOf(review))->mutable_review() = review;
  for (const v1::ExpectedResult& result : facts.results) {
    v1::WorkRealisation* work = of(WorkOf(result));
    *work->add_results() = result;
    CountAchievement(result, work->mutable_counts());
  }
  for (const MeasureFacts& held : facts.measures) {
    v1::WorkRealisation* work = of(WorkOf(held.measure));
    v1::RealisationCounts* counts = work->mutable_counts();
    v1::MeasureRealisation* measure = work->add_measures();
    *measure->mutable_measure() = held.measure;
    for (const v1::MeasureReturn& given : held.returns) {
      v1::ReturnRealisation* shown = measure->add_returns();
      *shown->mutable_measure_return() = given;
      shown->set_light(LightOf(held.measure, given));
      if (shown->light() == type::v1::RAG_RED) {
        counts->set_measures_missed(counts->measures_missed() + 1);
      }
    }
  }
  return realisation;
}

}  // namespace concordat::benefits

#endif  // CONCORDAT_TESTS_SUPPORT_BENEFITS_ORACLE_H_
