// What a region saves by doing once what each of its councils would do alone. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_REGIONAL_SAVING_H_
#define CONCORDAT_BENEFITS_SERVICE_REGIONAL_SAVING_H_

#include <absl/time/civil_time.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "benefits-service/src/pence.h"
#include "common/base/date.h"
#include "concordat/benefits/v1/regional_task.pb.h"
#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// How many councils a year is reckoned with.
struct CouncilsOfYear {
  std::string year;
  int32_t number = 0;
  // At most, where papers state a range.
  std::optional<int32_t> high;
  // Empty where the question gave the number.
  std::string counted_on;
};

// The day of a year that is nearest to a day.
absl::CivilDay NearestDayOf(const PartialDate& year, absl::CivilDay day);

// Cost alone times councils, less the budget; negative for overheads.
Pence RegionalSaving(Pence cost_alone, Pence budget, int64_t councils);

// What the tasks of a programme come to, without its printed totals.
struct RegionalSums {
  std::string programme;
  int64_t tasks = 0;
  Pence budget = 0;
  Pence cost_alone = 0;
  // Of the tasks that print one.
  Pence printed = 0;
  int64_t with_printed = 0;
};

// A budget that a total of budgets holds and no task prices.
struct UnpricedBudgetOf {
  const v1::StatedFigure* figure = nullptr;
  const v1::StatedFigure* total = nullptr;
};

// Of figures that are sums of others: where one of these is what the tasks of its programme
// come to, those of programmes without any task. Each programme once, with its first figure.
// Budgets by programme; those of a programme that is priced for several spans are several.
std::vector<UnpricedBudgetOf> FindUnpricedBudgets(const std::vector<v1::StatedFigure>& figures,
                                                  const std::multimap<std::string, Pence>& budgets);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REGIONAL_SAVING_H_
