#include "programme-service/src/figures_tables.h"

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

template <typename Work>
absl::Status AddWorks(const Records& records, std::vector<WorkCount>* counts) {
  SqlPart query = {"SELECT w.programme, w.reported_status, COUNT(*) FROM ", {}};
  query.Add(records.InForce<Work>()).Add(" w GROUP BY w.programme, w.reported_status");
  return records.Query(query, [counts](const Row& row) {
    counts->push_back(
        {std::string(row.Text(0)), static_cast<type::v1::Rag>(row.Int(1)), row.Int(2)});
    return absl::OkStatus();
  });
}

}  // namespace

absl::StatusOr<std::vector<WorkCount>> CountWorksByStatus(const Records& records) {
  std::vector<WorkCount> counts;
  absl::Status status = AddWorks<v1::Project>(records, &counts);
  if (status.ok()) status = AddWorks<v1::LiveService>(records, &counts);
  if (!status.ok()) return status;
  return counts;
}

absl::StatusOr<DueCounts> CountWorksDue(const Records& records) {
  const absl::CivilDay day = records.at().day;
  const std::string due = WorkTable<v1::Project>::LastDue("w");
  SqlPart query = {
      Concat("SELECT COALESCE(SUM(", due, " < ?), 0), COALESCE(SUM(", due,
             " BETWEEN ? AND ?), 0), COALESCE(SUM(", due, " BETWEEN ? AND ?), 0) FROM "),
      {FormatDay(day), FormatDay(day), FormatDay(day + 30), FormatDay(day + 31),
       FormatDay(day + 90)}};
  query.Add(records.InForce<v1::Project>());
  query.Add(" w WHERE w.actual_end = '' AND w.lifecycle NOT IN (?, ?, ?)",
            {int64_t{v1::Project::LIFECYCLE_LIVE}, int64_t{v1::Project::LIFECYCLE_CLOSED},
             int64_t{v1::Project::LIFECYCLE_WITHDRAWN}});
  DueCounts counts;
  const absl::Status status = records.Query(query, [&counts](const Row& row) {
    counts = {row.Int(0), row.Int(1), row.Int(2)};
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return counts;
}

absl::StatusOr<std::vector<std::string>> PublicPartnerships(const Ledger& ledger,
                                                            const Caller& caller,
                                                            absl::CivilDay day, int64_t most) {
  ReadAt at;
  at.day = day;
  at.public_only = true;
  SqlPart query = {"SELECT name FROM (", {}};
  query.Add(RowsInForce(ledger.registry().TypeOf<v1::Partnership>(), "", at));
  query.Add(") p ORDER BY name LIMIT ?", {most});
  std::vector<std::string> names;
  absl::Status status = ledger.database().Snapshot(caller.limits(), [&](Connection& connection) {
    names.clear();
    return connection.Query(query.text, query.values, [&names](const Row& row) {
      names.emplace_back(row.Text(0));
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return status;
  return names;
}

}  // namespace concordat::programme
