#include "programme-service/src/plan_candidates.h"

#include <iterator>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/programme/v1/project.pb.h"
#include "programme-service/src/plan_columns.h"

namespace concordat::programme {
namespace {

using Names = std::vector<std::string>;
using v1::Dependency;
using v1::Milestone;
using v1::Project;
using v1::StageModel;
using v1::StagePlan;

constexpr int kContinuous = type::v1::DATE_QUALIFIER_CONTINUOUS;
constexpr int kLate = type::v1::DATE_QUALIFIER_LATE;

// Rows that a rule finds something in by themselves.
SqlPart OneByOne(const Records& records) {
  const std::string start = StageDay("start", "last"), end = StageDay("end", "last");
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(records.InForce<StagePlan>());
  query.Add(Concat(" k WHERE k.state IN (", int{StagePlan::STATE_STALLED}, ", ",
                   int{StagePlan::STATE_WILL_NOT_BE_MET}, ") OR ", end, " < ", start,
                   " OR ((k.start_qualifier = ", kLate, " OR k.baseline_start_qualifier = ", kLate,
                   ") AND ", end, " = ", start, ") OR ", WasMovedToNone("stage_plan_replans")));
  const std::string today = FormatDay(records.at().day);
  query.Add(Concat(" OR (k.state IN (", int{StagePlan::STATE_PLANNED}, ", ",
                   int{StagePlan::STATE_UNDER_WAY}, ") AND k.actual_end = '' AND ", end, " < ?)"),
            {today});
  return query.Add(Concat(" OR (k.state = ", int{StagePlan::STATE_PLANNED},
                          " AND k.actual_start = '' AND ", start, " < ?)"),
                   {today});
}

// Joins to a stage `k` its key `m` and the stage `s` of it; labels with blanks at their ends
// are others.
void JoinKey(const Records& records, std::string_view join, SqlPart* query) {
  query->Add(" JOIN ").Add(records.InForce<StageModel>());
  query->Add(Concat(" m ON m.name = k.stage_model ", join,
                    " stage_model_stages s ON s.resource_name = m.name"
                    " AND s.valid_from = m.valid_from AND s.recorded_by = m.recorded_by"
                    " AND s.label = k.stage AND LENGTH(s.label) = LENGTH(k.stage)"));
}

// Stages that start before one of an earlier rank ends, and of each rank those that end last.
SqlPart OutOfOrder(const Records& records) {
  constexpr char kOfOne[] = "PARTITION BY o.project, o.service_area, o.stage_model";
  // Ranks before one, in either direction.
  constexpr char kBefore[] = " RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)";
  SqlPart query = {
      Concat("SELECT w.name FROM (SELECT o.name, o.start_first, o.end_last,"
             " MAX(o.end_last) OVER (",
             kOfOne, " ORDER BY o.place", kBefore, " AS ends_before, MIN(o.start_first) OVER (",
             kOfOne, " ORDER BY o.place DESC", kBefore, " AS starts_after, ROW_NUMBER() OVER (",
             kOfOne,
             ", o.place, o.moved ORDER BY o.end_first DESC, o.name) AS by_first,"
             " ROW_NUMBER() OVER (",
             kOfOne, ", o.place, o.moved ORDER BY o.end_last DESC, o.name) AS by_last FROM ("),
      {}};
  query.Add(Concat("SELECT k.name, k.project, k.service_area, k.stage_model, s.`rank` AS place, ",
                   StageDay("start", "first"), " AS start_first, ", StageDay("end", "first"),
                   " AS end_first, ", StageDay("end", "last"), " AS end_last, ", WasMoved("end"),
                   " AS moved FROM "));
  query.Add(records.InForce<StagePlan>()).Add(" k");
  JoinKey(records, "JOIN", &query);
  query.Add(Concat(" WHERE k.state NOT IN (", int{StagePlan::STATE_WILL_NOT_BE_MET}, ", ",
                   int{StagePlan::STATE_CANCELLED}, ")"));
  return query.Add(
      ") o) w WHERE w.start_first < w.ends_before"
      " OR ((w.by_first = 1 OR w.by_last = 1) AND w.starts_after < w.end_last)");
}

// What ties ends of two types: which day of a record is tied, as late as it may be.
template <typename Record>
struct TiedDay;

template <>
struct TiedDay<Milestone> {
  static std::string At(std::string_view, const std::string& of) {
    const auto printed = [&of](std::string_view date) {
      return Concat("IF(", of, ".", date, "_qualifier = ", kContinuous, ", NULL, ", of, ".", date,
                    "_date_last)");
    };
    return Concat("COALESCE(", of, ".reached_last, IF(", of, ".state IN (",
                  int{Milestone::STATE_MISSED}, ", ", int{Milestone::STATE_WILL_NOT_BE_MET},
                  "), NULL, COALESCE(", printed("due"), ", ", printed("baseline_due"), ")))");
  }
  static void Join(const Records& records, const std::string& column, const std::string& as,
                   SqlPart* query) {
    query->Add(" JOIN ").Add(records.InForce<Milestone>());
    query->Add(Concat(" ", as, " ON ", as, ".name = d.", column));
  }
};

template <>
struct TiedDay<Project> {
  static std::string At(std::string_view is_start, const std::string& of) {
    return Concat("IF(", is_start, ", COALESCE(", of, ".start_last, ", of,
                  "s.start_last), COALESCE(", of, ".actual_end_last, ", of, ".current_end_last, ",
                  of, ".baseline_end_last, ", of, "s.end_last))");
  }
  // With its stages, of which the days are told where it states none.
  static void Join(const Records& records, const std::string& column, const std::string& as,
                   SqlPart* query) {
    query->Add(" JOIN ").Add(records.InForce<Project>());
    query->Add(Concat(" ", as, " ON ", as, ".name = d.", column,
                      " LEFT JOIN (SELECT k.project, MIN(k.start_date_last) AS start_last,"
                      " MAX(k.end_date_last) AS end_last FROM "));
    query->Add(records.InForce<StagePlan>());
    query->Add(Concat(" k WHERE k.project <> '' AND k.state <> ", int{StagePlan::STATE_CANCELLED},
                      " GROUP BY k.project) ", as, "s ON ", as, "s.project = d.", column));
  }
};

// True of a dependency `d` that begins at a start, and of one that ends there.
std::string FromStart() {
  return Concat("d.kind IN (", int{Dependency::KIND_START_START}, ", ",
                int{Dependency::KIND_START_FINISH}, ")");
}
std::string ToStart() {
  return Concat("d.kind IN (", int{Dependency::KIND_FINISH_START}, ", ",
                int{Dependency::KIND_START_START}, ")");
}

// No more days than a lag can come to: of working days every second is one, and there are no
// twenty in a row of which none is.
std::string MostDays() {
  return Concat("IF(d.calendar = ", int{Dependency::CALENDAR_WORKING_DAYS},
                ", GREATEST(d.lag_days, 0) * 2 + 20, d.lag_days)");
}

template <typename First, typename Second>
void AddTied(const Records& records, SqlPart* query) {
  query->Add(query->text.empty() ? "SELECT d.name FROM " : " UNION ALL SELECT d.name FROM ");
  query->Add(records.InForce<Dependency>()).Add(" d");
  TiedDay<First>::Join(records, "predecessor", "p", query);
  TiedDay<Second>::Join(records, "successor", "q", query);
  query->Add(Concat(" WHERE d.kind IN (", int{Dependency::KIND_FINISH_START}, ", ",
                    int{Dependency::KIND_START_START}, ", ", int{Dependency::KIND_FINISH_FINISH},
                    ", ", int{Dependency::KIND_START_FINISH}, ") AND DATEDIFF(",
                    TiedDay<First>::At(FromStart(), "p"), ", ", TiedDay<Second>::At(ToStart(), "q"),
                    ") + ", MostDays(), " > 0"));
}

}  // namespace

absl::StatusOr<Names> FindStages(const Records& records) {
  auto names = records.Names(OneByOne(records));
  if (!names.ok()) return names;
  auto more = records.Names(OutOfOrder(records));
  if (!more.ok()) return more;
  std::ranges::move(*more, std::back_inserter(*names));
  return names;
}

absl::StatusOr<std::vector<OutsideKey>> FindOutsideKey(const Records& records) {
  SqlPart query = {
      "SELECT o.stage_model, o.label, o.name, o.total FROM (SELECT k.stage_model, k.label, k.name,"
      " COUNT(*) OVER (PARTITION BY k.stage_model, k.label, LENGTH(k.label)) AS total,"
      " ROW_NUMBER() OVER (PARTITION BY k.stage_model, k.label, LENGTH(k.label) ORDER BY k.name)"
      " AS place FROM ",
      {}};
  query.Add(records.InForce<StagePlan>()).Add(" k");
  JoinKey(records, "LEFT JOIN", &query);
  query.Add(
      " WHERE s.label IS NULL) o WHERE o.place <= ? ORDER BY o.stage_model, o.label,"
      " LENGTH(o.label), o.name",
      {int64_t{kMaxOutsideKey}});
  std::vector<OutsideKey> outside;
  absl::Status status = records.Query(query, [&outside](const Row& row) {
    const std::string_view key = row.Text(0), label = row.Text(1);
    if (outside.empty() || outside.back().key != key || outside.back().label != label) {
      outside.push_back({std::string(key), std::string(label), {}, static_cast<int>(row.Int(3))});
    }
    outside.back().plans.emplace_back(row.Text(2));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return outside;
}

absl::StatusOr<Names> FindMilestones(const Records& records) {
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(records.InForce<Milestone>());
  query.Add(Concat(" k WHERE k.state = ", int{Milestone::STATE_WILL_NOT_BE_MET}, " OR ",
                   WasMovedToNone("milestone_replans"), " OR (k.state IN (",
                   int{Milestone::STATE_PLANNED}, ", ", int{Milestone::STATE_MISSED},
                   ") AND k.reached = '' AND ", MilestoneDay("last"), " < ?)"),
            {FormatDay(records.at().day)});
  return records.Names(query);
}

absl::StatusOr<Names> FindTooEarly(const Records& records) {
  SqlPart query;
  AddTied<Project, Project>(records, &query);
  AddTied<Project, Milestone>(records, &query);
  AddTied<Milestone, Project>(records, &query);
  AddTied<Milestone, Milestone>(records, &query);
  return records.Names(query);
}

}  // namespace concordat::programme
