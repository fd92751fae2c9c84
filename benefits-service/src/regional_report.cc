#include "benefits-service/src/regional_report.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "benefits-service/src/quantity.h"
#include "benefits-service/src/regional_reading.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

constexpr int kMostProgrammes = 100;
constexpr int kMostTasks = 200;
constexpr char kWhat[] = "the regional savings";

// What of a year the numbers of councils make no difference to.
struct YearParts {
  std::vector<RegionalProgramme> programmes;
  std::vector<v1::StatedFigure> figures;
};

absl::StatusOr<YearParts> ReadParts(const Records& records, const std::string& year,
                                    const std::string& programme) {
  auto programmes = ReadRegionalProgrammes(records, year, programme);
  if (!programmes.ok()) return programmes.status();
  auto figures = ReadSumsOfFigures(records, year);
  if (!figures.ok()) return figures.status();
  return YearParts{*std::move(programmes), *std::move(figures)};
}

// A row is as much as can be told, or it is an error.
class PenceTeller {
 public:
  int64_t operator()(Pence pence) {
    const auto told = Told(pence, kWhat);
    if (told.ok()) return *told;
    status_ = told.status();
    return 0;
  }
  const absl::Status& status() const { return status_; }

 private:
  absl::Status status_;
};

bool AreAlike(const RegionalProgramme& a, const RegionalProgramme& b) {
  return a.sums.tasks == b.sums.tasks && a.sums.budget == b.sums.budget &&
         a.sums.cost_alone == b.sums.cost_alone && a.sums.printed == b.sums.printed &&
         a.sums.with_printed == b.sums.with_printed && a.printed_total == b.printed_total;
}

// Takes what is also true of all records; whether that is all of them.
bool KeepAlike(const std::vector<RegionalProgramme>& all, std::vector<RegionalProgramme>* told) {
  std::map<std::string_view, const RegionalProgramme*> by_name;
  for (const RegionalProgramme& one : all) by_name[one.sums.programme] = &one;
  std::erase_if(*told, [&by_name](const RegionalProgramme& one) {
    const auto found = by_name.find(one.sums.programme);
    return found == by_name.end() || !AreAlike(one, *found->second);
  });
  return told->size() == all.size();
}

class YearTeller {
 public:
  YearTeller(const CouncilsOfYear& councils, v1::RegionalSavingYear* year)
      : councils_(councils), year_(*year) {
    year_.set_financial_year(councils.year);
    year_.set_councils(councils.number);
    if (councils.high.has_value()) year_.set_councils_high(*councils.high);
    year_.set_counted_on(councils.counted_on);
  }

  void AddProgrammes(const std::vector<RegionalProgramme>& programmes) {
    for (const RegionalProgramme& one : programmes) {
      if (one.sums.tasks == 0 && !one.printed_total.has_value()) continue;
      if (year_.programmes_size() == kMostProgrammes) {
        year_.set_programmes_left_out(year_.programmes_left_out() + 1);
        continue;
      }
      AddProgramme(one, year_.add_programmes());
    }
  }

  void AddSums(const std::vector<RegionalProgramme>& programmes) {
    RegionalSums all;
    for (const RegionalProgramme& one : programmes) {
      all.budget += one.sums.budget;
      all.cost_alone += one.sums.cost_alone;
      all.printed += one.sums.printed;
      all.with_printed += one.sums.with_printed;
    }
    year_.set_budget_pence(tell_(all.budget));
    year_.set_cost_alone_pence(tell_(all.cost_alone));
    saving_ = RegionalSaving(all.cost_alone, all.budget, councils_.number);
    year_.set_saving_pence(tell_(saving_));
    year_.set_saving_after_unpriced_pence(year_.saving_pence());
    if (councils_.high.has_value()) {
      year_.set_saving_high_pence(
          tell_(RegionalSaving(all.cost_alone, all.budget, *councils_.high)));
    }
    if (all.with_printed > 0) year_.set_printed_saving_pence(tell_(all.printed));
  }

  void AddUnpriced(const YearParts& parts) {
    std::multimap<std::string, Pence> budgets;
    for (const RegionalProgramme& one : parts.programmes) {
      if (one.sums.tasks > 0) budgets.emplace(one.sums.programme, one.sums.budget);
    }
    Pence unpriced = 0;
    for (const auto& [figure, total] : FindUnpricedBudgets(parts.figures, budgets)) {
      const auto printed = ParseStated(*figure);
      if (!printed.ok()) continue;
      const Pence budget = printed->value / (kWhole / 100);
      v1::UnpricedBudget* told = year_.add_unpriced_budgets();
      told->set_programme(figure->subject());
      told->set_stated_figure(figure->name());
      told->set_total_figure(total->name());
      told->set_budget_pence(tell_(budget));
      *told->mutable_source() = figure->source();
      unpriced += budget;
    }
    year_.set_saving_after_unpriced_pence(tell_(saving_ - unpriced));
  }

  void AddTasks(const std::vector<v1::RegionalTask>& tasks, int64_t all) {
    for (const v1::RegionalTask& task : tasks) AddTask(task, year_.add_tasks());
    year_.set_tasks_left_out(std::max<int64_t>(0, all - year_.tasks_size()));
  }

  absl::Status Done() const { return tell_.status(); }

 private:
  void AddProgramme(const RegionalProgramme& one, v1::ProgrammeSaving* told) {
    const RegionalSums& sums = one.sums;
    const Pence saving = RegionalSaving(sums.cost_alone, sums.budget, councils_.number);
    told->set_programme(sums.programme);
    told->set_tasks(sums.tasks);
    told->set_budget_pence(tell_(sums.budget));
    told->set_cost_alone_pence(tell_(sums.cost_alone));
    told->set_saving_pence(tell_(saving));
    if (sums.with_printed > 0) told->set_printed_saving_pence(tell_(sums.printed));
    if (!one.printed_total.has_value()) return;
    told->set_printed_total_pence(tell_(*one.printed_total));
    told->set_difference_pence(tell_(saving - *one.printed_total));
  }

  void AddTask(const v1::RegionalTask& task, v1::TaskSaving* told) {
    const Pence saving =
        RegionalSaving(task.cost_alone_pence(), task.budget_pence(), councils_.number);
    told->set_regional_task(task.name());
    told->set_programme(task.programme());
    *told->mutable_tasks() = task.tasks();
    told->set_budget_pence(task.budget_pence());
    told->set_cost_alone_pence(task.cost_alone_pence());
    told->set_saving_pence(tell_(saving));
    if (task.has_source()) *told->mutable_source() = task.source();
    if (!task.has_printed_saving_pence()) return;
    told->set_printed_saving_pence(task.printed_saving_pence());
    told->set_difference_pence(tell_(saving - task.printed_saving_pence()));
  }

  const CouncilsOfYear& councils_;
  v1::RegionalSavingYear& year_;
  Pence saving_ = 0;
  PenceTeller tell_;
};

absl::Status TellYear(const Records& records, const std::string& programme,
                      const CouncilsOfYear& councils, v1::RegionalSavingYear* year) {
  auto parts = ReadParts(records, councils.year, programme);
  if (!parts.ok()) return parts.status();
  bool withheld = false;
  int64_t tasks = 0;
  for (const RegionalProgramme& one : parts->programmes) tasks += one.sums.tasks;
  // A sum that an exempt record is part of is not told.
  if (records.at().public_only) {
    const auto all = ReadRegionalProgrammes(records.OfAll(), councils.year, programme);
    if (!all.ok()) return all.status();
    withheld = !KeepAlike(*all, &parts->programmes);
  }
  YearTeller teller(councils, year);
  teller.AddProgrammes(parts->programmes);
  year->set_withheld(withheld);
  if (!withheld) {
    teller.AddSums(parts->programmes);
    // One programme alone is no region.
    if (programme.empty()) teller.AddUnpriced(*parts);
  }
  const auto told = ReadRegionalTasks(records, councils.year, programme, kMostTasks);
  if (!told.ok()) return told.status();
  teller.AddTasks(*told, tasks);
  return teller.Done();
}

}  // namespace

absl::StatusOr<v1::CalculateRegionalSavingsResponse> TellRegionalSavings(
    const Records& records, const v1::CalculateRegionalSavingsRequest& request,
    const std::vector<CouncilsOfYear>& years) {
  v1::CalculateRegionalSavingsResponse response;
  for (const CouncilsOfYear& councils : years) {
    absl::Status status = TellYear(records, request.programme(), councils, response.add_years());
    if (!status.ok()) return status;
  }
  const auto without = CountTasksWithoutYear(records, request.programme());
  if (!without.ok()) return without.status();
  response.set_tasks_without_year(*without);
  return response;
}

}  // namespace concordat::benefits
