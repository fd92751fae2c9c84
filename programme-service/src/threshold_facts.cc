#include "programme-service/src/threshold_facts.h"

#include <algorithm>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

// What is asked of one kind of work; the end that its slip is of stands in two columns,
// NULL where it has none.
template <typename Work>
SqlPart WorkRows(const Records& records, const char* slip, const WorksAsked& asked) {
  SqlPart query = {Concat("(SELECT w.name AS name, w.title, w.reported_status, ", slip, " FROM "),
                   {}};
  query.Add(records.InForce<Work>()).Add(" w WHERE w.name > ?", {asked.after});
  if (!asked.names.empty()) query.Add(" AND ").Add(IsAmong("w.name", asked.names));
  return query.Add(" ORDER BY w.name LIMIT ?)", {int64_t{asked.most} + 1});
}

// Days from the last that the baseline may mean to the first that the plan may: at least
// so many. NULL where one is unknown.
constexpr char kSlipDays[] =
    "IF(w.baseline_end_last IS NULL OR w.current_end_first IS NULL, NULL,"
    " DATEDIFF(w.current_end_first, w.baseline_end_last)) AS slip,"
    " w.baseline_end = w.current_end AS unmoved";
constexpr char kNoSlip[] = "CAST(NULL AS SIGNED) AS slip, 0 AS unmoved";

KnownFact SlipOf(const Row& row) {
  if (row.IsNull(3)) return {std::nullopt, "its baseline or its end is not stated"};
  // A month that stays the same month has not moved.
  const bool unmoved = !row.IsNull(4) && row.Int(4) != 0;
  return {unmoved ? 0 : static_cast<int32_t>(row.Int(3)), ""};
}

std::vector<std::string> NamesOf(const std::vector<WorkWithFacts>& works) {
  std::vector<std::string> names;
  for (const WorkWithFacts& work : works) names.push_back(work.name);
  return names;
}

// Adds a count to those works that it is of; of the others it is nought.
absl::Status AddCounts(const Records& records, const SqlPart& counts, v1::Fact fact,
                       std::vector<WorkWithFacts>* works) {
  for (WorkWithFacts& work : *works) work.facts[fact].value = 0;
  return records.Query(counts, [&](const Row& row) {
    const auto work = std::ranges::find(*works, row.Text(0), &WorkWithFacts::name);
    if (work != works->end()) work->facts[fact].value = static_cast<int32_t>(row.Int(1));
    return absl::OkStatus();
  });
}

SqlPart CountIssues(const Records& records, const std::vector<std::string>& works) {
  const std::string work = WorkIn("i");
  SqlPart query = {Concat("SELECT ", work, " AS work, COUNT(*) FROM "), {}};
  query.Add(records.InForce<v1::Issue>()).Add(" i WHERE ").Add(IsOpen("i", records.at().day));
  return query.Add(" AND ").Add(IsAmong(work, works)).Add(" GROUP BY work");
}

SqlPart CountMilestones(const Records& records, const std::vector<std::string>& works) {
  const std::string work = WorkIn("m");
  SqlPart query = {Concat("SELECT ", work, " AS work, COUNT(*) FROM "), {}};
  query.Add(records.InForce<v1::Milestone>());
  query.Add(Concat(" m WHERE m.reached = '' AND m.due_date_last < ? AND m.state NOT IN (",
                   int{v1::Milestone::STATE_REACHED}, ", ", int{v1::Milestone::STATE_CANCELLED},
                   ") AND "),
            {FormatDay(records.at().day)});
  return query.Add(IsAmong(work, works)).Add(" GROUP BY work");
}

}  // namespace

absl::StatusOr<std::vector<WorkWithFacts>> ReadWorkFacts(const Records& records,
                                                         const WorksAsked& asked) {
  SqlPart query = {"SELECT * FROM (", {}};
  query.Add(WorkRows<v1::Project>(records, kSlipDays, asked)).Add(" UNION ALL ");
  query.Add(WorkRows<v1::LiveService>(records, kNoSlip, asked));
  query.Add(") works ORDER BY name LIMIT ?", {int64_t{asked.most} + 1});
  std::vector<WorkWithFacts> works;
  absl::Status status = records.Query(query, [&works](const Row& row) {
    works.push_back({std::string(row.Text(0)),
                     std::string(row.Text(1)),
                     static_cast<type::v1::Rag>(row.Int(2)),
                     {}});
    works.back().facts[v1::FACT_SLIP_DAYS] = SlipOf(row);
    return absl::OkStatus();
  });
  if (status.ok() && works.empty()) return works;
  const std::vector<std::string> names = NamesOf(works);
  if (status.ok()) {
    status = AddCounts(records, CountIssues(records, names), v1::FACT_OPEN_ISSUES, &works);
  }
  if (status.ok()) {
    status =
        AddCounts(records, CountMilestones(records, names), v1::FACT_OVERDUE_MILESTONES, &works);
  }
  if (!status.ok()) return status;
  return works;
}

absl::StatusOr<std::optional<v1::ThresholdTable>> ReadThresholds(const Records& records) {
  SqlPart query = {"SELECT t.name FROM ", {}};
  query.Add(records.InForce<v1::ThresholdTable>());
  query.Add(" t WHERE t.in_force <= ? ORDER BY t.in_force DESC, t.version DESC, t.name LIMIT 1",
            {FormatDay(records.at().day)});
  auto names = records.Names(query);
  if (!names.ok()) return names.status();
  auto tables = records.Named<v1::ThresholdTable>(*std::move(names));
  if (!tables.ok()) return tables.status();
  if (tables->empty()) return std::nullopt;
  return std::move(tables->front());
}

}  // namespace concordat::programme
