// How stages and milestones stand in the tables: pieces of statements over a row `k`.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PLAN_COLUMNS_H_
#define CONCORDAT_PROGRAMME_SERVICE_PLAN_COLUMNS_H_

#include <string>
#include <string_view>

namespace concordat::programme {

// The `first` or the `last` day of a printed date: of none that is continuous.
std::string PrintedDay(std::string_view date, std::string_view side);

// Of the `start` or the `end` of a stage as it came, as planned now or as first planned.
std::string StageDay(std::string_view end, std::string_view side);

// Of a milestone as it came, as planned now or as first planned.
std::string MilestoneDay(std::string_view side);

// True of a stage of which the `start` or the `end` was moved.
std::string WasMoved(std::string_view end);

// True of a record of which a date was moved to none; `table` holds its re-plans.
std::string WasMovedToNone(std::string_view table);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PLAN_COLUMNS_H_
