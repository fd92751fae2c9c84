#include "benefits-service/src/line_sums.h"

#include <algorithm>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "benefits-service/src/pence.h"
#include "benefits-service/src/work.h"
#include "common/base/text.h"
#include "common/sql/bulk.h"
#include "concordat/benefits/v1/expected_result.pb.h"

namespace concordat::benefits {
namespace {

using v1::ExpectedResult;

std::string IsTooEarly(std::string_view alias) {
  return Concat(alias, ".achievement = ", static_cast<int>(ExpectedResult::ACHIEVEMENT_TOO_EARLY));
}

// Reads the whole of the benefits that are named.
absl::Status ReadBenefits(const Records& records, const std::vector<LinesAlike*>& all) {
  std::set<std::string> names;
  for (const LinesAlike* lines : all) {
    for (const LineFacts& line : lines->first) names.insert(line.benefit.name());
  }
  auto benefits = records.Named<v1::Benefit>({names.begin(), names.end()});
  if (!benefits.ok()) return benefits.status();
  std::map<std::string, const v1::Benefit*> by_name;
  for (const v1::Benefit& benefit : *benefits) by_name[benefit.name()] = &benefit;
  for (LinesAlike* lines : all) {
    for (LineFacts& line : lines->first) {
      const auto found = by_name.find(line.benefit.name());
      if (found != by_name.end()) line.benefit = *found->second;
    }
  }
  return absl::OkStatus();
}

// Reads the results for which a condition over `t` holds into the works that they are of,
// and the benefits of these.
absl::Status ReadWorks(const Records& records, const std::string& condition,
                       std::vector<WorkMoney>* works) {
  std::map<std::string, WorkMoney*> by_name;
  std::vector<std::string> names;
  std::vector<LinesAlike*> lines;
  for (WorkMoney& money : *works) {
    by_name[money.work] = &money;
    names.push_back(money.work);
    lines.push_back(&money.lines);
  }
  absl::Status status =
      ForEachPart(std::span<const std::string>(names), [&](const std::vector<std::string>& some) {
        const SqlPart among = IsAmong(WorkIn("t"), some);
        auto results = records.Where<ExpectedResult>(
            {Concat(condition, " AND ", among.text), among.values}, Records::Order::kPaper);
        if (!results.ok()) return results.status();
        for (ExpectedResult& result : *results) {
          const auto work = by_name.find(WorkOf(result));
          if (work != by_name.end()) AddResult(std::move(result), work->second);
        }
        return absl::OkStatus();
      });
  return status.ok() ? ReadBenefits(records, lines) : status;
}

// The year in which most like the promise is budgeted.
std::string NearestYear(Pence promised, const std::map<std::string, Pence>& budgets) {
  const auto gap = [promised](const auto& budget) {
    const Pence pence = promised - budget.second;
    return pence < 0 ? -pence : pence;
  };
  const auto nearest = std::ranges::min_element(budgets, {}, gap);
  return nearest == budgets.end() ? "" : nearest->first;
}

}  // namespace

void LineSums::Begin(const std::vector<WorkResults>& results) {
  for (const WorkResults& of_work : results) {
    if (of_work.work.empty()) continue;
    if (of_work.promised != 0) promises_[of_work.work].promised = of_work.promised;
    if (of_work.counts.too_early() > 0) early_[of_work.work].work = of_work.work;
  }
}

void LineSums::Add(const ShareOutline& share) {
  if (open_.name() != share.benefit.name()) {
    CloseBenefit();
    open_ = share.benefit;
    // What is told of one is read whole.
    open_.clear_groups();
  }
  for (const ShareYear& year : share.years) {
    if (!year.is_counted()) continue;
    Line& line = open_years_[year.year];
    const bool is_joint = share.council.empty();
    line.budget += year.amounts.budget;
    line.actual += year.amounts.actual;
    line.marking = std::max(line.marking, share.marking);
    if (year.amounts.budget != 0) {
      line.councils_with_budget += is_joint ? 0 : 1;
      line.has_joint_budget = line.has_joint_budget || is_joint;
    }
    if (year.amounts.actual != 0 && !is_joint) line.has_split_actual = true;
  }
}

void LineSums::CloseBenefit() {
  for (const auto& [year, line] : open_years_) {
    if (line.budget != 0 && line.actual != 0) AddToYear(year, line);
  }
  if (const std::string& work = WorkOf(open_); !work.empty()) AddToWork(work);
  open_years_.clear();
}

void LineSums::AddToYear(const std::string& year, const Line& line) {
  YearLines& lines = years_[year];
  const LineFacts facts = {open_, line.budget, line.actual};
  ++lines.with_both;
  // How many there are tells of each.
  lines.marking = std::max(lines.marking, line.marking);
  if (line.budget == line.actual) AddAlike(facts, line.marking, &lines.equal);
  const bool is_split = line.councils_with_budget > 1 && !line.has_joint_budget;
  if (is_split && !line.has_split_actual) AddAlike(facts, line.marking, &lines.joint);
}

void LineSums::AddToWork(const std::string& work) {
  if (const auto promise = promises_.find(work); promise != promises_.end()) {
    Budgets budgets = {open_, type::v1::MARKING_UNSPECIFIED, {}};
    for (const auto& [year, line] : open_years_) {
      if (line.budget == 0) continue;
      budgets.years.emplace_back(year, line.budget);
      budgets.marking = std::max(budgets.marking, line.marking);
    }
    if (!budgets.years.empty()) promise->second.budgets.push_back(std::move(budgets));
  }
  if (const auto early = early_.find(work); early != early_.end()) {
    LineFacts all = {open_, 0, 0};
    auto marking = type::v1::MARKING_UNSPECIFIED;
    for (const auto& [year, line] : open_years_) {
      all.actual += line.actual;
      marking = std::max(marking, line.marking);
    }
    if (all.actual != 0) AddAlike(std::move(all), marking, &early->second.lines);
  }
}

absl::Status LineSums::ReadYears(Facts* facts) {
  std::vector<LinesAlike*> told;
  for (auto& [year, lines] : years_) {
    if (!lines.are_suspiciously_equal() && lines.joint.count == 0) continue;
    lines.financial_year = year;
    lines.partnership = records_.parent();
    told.push_back(&lines.equal);
    told.push_back(&lines.joint);
  }
  absl::Status status = ReadBenefits(records_, told);
  for (auto& [year, lines] : years_) {
    if (!lines.financial_year.empty()) facts->years.push_back(std::move(lines));
  }
  return status;
}

absl::Status LineSums::ReadApart(Facts* facts) {
  for (auto& [work, promise] : promises_) {
    std::map<std::string, Pence> budgets;
    for (const Budgets& benefit : promise.budgets) {
      for (const auto& [year, pence] : benefit.years) budgets[year] += pence;
    }
    // A year whose budgets come to nought is none.
    std::erase_if(budgets, [](const auto& budget) { return budget.second == 0; });
    const std::string year = NearestYear(promise.promised, budgets);
    if (year.empty() || !WorkMoney::AreApart(promise.promised, budgets[year])) continue;
    WorkMoney& money = facts->apart.emplace_back();
    money.work = work;
    money.financial_year = year;
    for (const Budgets& benefit : promise.budgets) {
      const auto own =
          std::ranges::find(benefit.years, year, [](const auto& one) { return one.first; });
      if (own == benefit.years.end()) continue;
      AddAlike({benefit.benefit, own->second, 0}, benefit.marking, &money.lines);
    }
  }
  return ReadWorks(records_, "t.promised_pence <> 0", &facts->apart);
}

absl::Status LineSums::ReadEarly(Facts* facts) {
  for (auto& [work, money] : early_) {
    if (money.lines.actual != 0) facts->early.push_back(std::move(money));
  }
  return ReadWorks(records_, IsTooEarly("t"), &facts->early);
}

absl::Status LineSums::Read(Facts* facts) {
  CloseBenefit();
  absl::Status status = ReadYears(facts);
  if (status.ok()) status = ReadApart(facts);
  if (status.ok()) status = ReadEarly(facts);
  return status;
}

}  // namespace concordat::benefits
