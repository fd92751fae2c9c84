#include "programme-service/src/plan_columns.h"

#include "common/base/text.h"
#include "concordat/programme/v1/replan.pb.h"

namespace concordat::programme {
namespace {

// The re-plans `r` of `k`.
std::string Replans(std::string_view table) {
  return Concat("SELECT 1 FROM ", table,
                " r WHERE r.resource_name = k.name AND r.valid_from = k.valid_from"
                " AND r.recorded_by = k.recorded_by AND ");
}

}  // namespace

std::string PrintedDay(std::string_view date, std::string_view side) {
  return Concat("IF(k.", date, "_qualifier = ", int{type::v1::DATE_QUALIFIER_CONTINUOUS},
                ", NULL, k.", date, "_date_", side, ")");
}

std::string StageDay(std::string_view end, std::string_view side) {
  return Concat("COALESCE(k.actual_", end, "_", side, ", ", PrintedDay(end, side), ", ",
                PrintedDay(Concat("baseline_", end), side), ")");
}

std::string MilestoneDay(std::string_view side) {
  return Concat("COALESCE(k.reached_", side, ", ", PrintedDay("due", side), ", ",
                PrintedDay("baseline_due", side), ")");
}

std::string WasMoved(std::string_view end) {
  const int which = end == "start" ? v1::PLAN_END_START : v1::PLAN_END_END;
  return Concat("((k.baseline_", end, "_date <> '' AND (k.baseline_", end, "_date <> k.", end,
                "_date OR k.baseline_", end, "_qualifier <> k.", end, "_qualifier)) OR EXISTS (",
                Replans("stage_plan_replans"), "r.what = ", which, "))");
}

std::string WasMovedToNone(std::string_view table) {
  return Concat("EXISTS (", Replans(table), "r.to_date = '')");
}

}  // namespace concordat::programme
