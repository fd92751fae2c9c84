#include "programme-service/src/schedule_rows.h"

#include <iterator>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "programme-service/src/plan_dates.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using v1::Milestone;
using v1::Project;
using v1::StagePlan;

SqlPart Holds(const ScheduleSubject& subject, const Project*) { return subject.HoldsProject(); }
SqlPart Holds(const ScheduleSubject& subject, const StagePlan*) { return subject.HoldsStagePlan(); }
SqlPart Holds(const ScheduleSubject& subject, const Milestone*) { return subject.HoldsMilestone(); }

template <typename Record>
SqlPart FromRows(const Records& records, const ScheduleSubject& subject, std::string_view columns) {
  SqlPart query = {Concat("SELECT ", columns, " FROM "), {}};
  query.Add(records.InForce<Record>()).Add(" k WHERE ");
  return query.Add(Holds(subject, static_cast<const Record*>(nullptr)));
}

// How a type says when something ends, as printed and the last day of it, of an alias.
struct EndColumns {
  std::string (*printed)(std::string_view alias);
  std::string (*last)(std::string_view alias);
  const char* title;
};

const EndColumns kOfProject = {&WorkTable<Project>::Due, &WorkTable<Project>::LastDue, "k.title"};
const EndColumns kOfStagePlan = {
    [](std::string_view alias) { return Concat(alias, ".end_date"); },
    [](std::string_view alias) { return Concat(alias, ".end_date_last"); }, "k.label"};
const EndColumns kOfMilestone = {
    [](std::string_view alias) { return Concat(alias, ".due_date"); },
    [](std::string_view alias) { return Concat(alias, ".due_date_last"); }, "k.title"};

// `(name, title, then, now, days)` of what ends later. What has stood since the earlier day
// was then as it is now.
template <typename Record>
SqlPart Slipped(const Records& records, const ScheduleSubject& subject, absl::CivilDay since,
                const EndColumns& end) {
  SqlPart query = {Concat("SELECT k.name, ", end.title, " AS title, ", end.printed("b"),
                          " AS earlier, ", end.printed("k"), " AS later, DATEDIFF(", end.last("k"),
                          ", ", end.last("b"), ") AS days FROM "),
                   {}};
  query.Add(records.InForce<Record>()).Add(" k JOIN ");
  query.Add(records.On(since).InForce<Record>());
  query.Add(Concat(" b ON b.name = k.name WHERE ", end.last("k"), " > ", end.last("b"), " AND "));
  query.Add(ArrivedSince(records.TypeOf<Record>(), "k", records.at(), since)).Add(" AND ");
  return query.Add(Holds(subject, static_cast<const Record*>(nullptr)));
}

template <typename Record>
absl::Status AddCount(const Records& records, const ScheduleSubject& subject, int* total) {
  return records.Query(FromRows<Record>(records, subject, "COUNT(*)"), [total](const Row& row) {
    *total += static_cast<int>(row.Int(0));
    return absl::OkStatus();
  });
}

type::v1::PrintedDate Date(std::string_view text) {
  type::v1::PrintedDate date;
  date.set_date(std::string(text));
  return date;
}

}  // namespace

absl::StatusOr<SchedulePage> ReadSchedulePage(const Records& records,
                                              const ScheduleSubject& subject,
                                              const std::string& after, int size) {
  // Each gives no more than a page, so that none is read whole.
  SqlPart query;
  const auto add = [&](const SqlPart& rows) {
    query.Add(query.text.empty() ? "(" : " UNION ALL (").Add(rows);
    query.Add(" AND k.name > ? ORDER BY name LIMIT ?)", {after, int64_t{size} + 1});
  };
  add(FromRows<Project>(records, subject, "k.name"));
  add(FromRows<StagePlan>(records, subject, "k.name"));
  add(FromRows<Milestone>(records, subject, "k.name"));
  query.Add(" ORDER BY name LIMIT ?", {int64_t{size} + 1});
  auto names = records.Names(query);
  if (!names.ok()) return names.status();
  SchedulePage page;
  if (std::ssize(*names) > size) {
    names->resize(size);
    page.last = names->back();
  }
  for (std::string& name : *names) {
    auto& list = records.TypeOf<Project>().Matches(name)     ? page.projects
                 : records.TypeOf<StagePlan>().Matches(name) ? page.stage_plans
                                                             : page.milestones;
    list.push_back(std::move(name));
  }
  absl::Status status = AddCount<Project>(records, subject, &page.total);
  if (status.ok()) status = AddCount<StagePlan>(records, subject, &page.total);
  if (status.ok()) status = AddCount<Milestone>(records, subject, &page.total);
  if (!status.ok()) return status;
  return page;
}

absl::StatusOr<v1::ListSlipsResponse> ReadSlips(const Records& records,
                                                const ScheduleSubject& subject,
                                                absl::CivilDay since, int most) {
  SqlPart query = {"SELECT name, title, earlier, later, COUNT(*) OVER () FROM (", {}};
  query.Add(Slipped<Project>(records, subject, since, kOfProject)).Add(" UNION ALL ");
  query.Add(Slipped<StagePlan>(records, subject, since, kOfStagePlan)).Add(" UNION ALL ");
  query.Add(Slipped<Milestone>(records, subject, since, kOfMilestone));
  query.Add(") slipped ORDER BY days DESC, name LIMIT ?", {int64_t{most}});
  v1::ListSlipsResponse response;
  absl::Status status = records.Query(query, [&response](const Row& row) {
    v1::PlannedSlip* slip = response.add_slips();
    slip->set_record(std::string(row.Text(0)));
    slip->set_title(std::string(row.Text(1)));
    slip->set_planned_then(std::string(row.Text(2)));
    slip->set_planned_now(std::string(row.Text(3)));
    if (auto days = SlipBetween(Date(row.Text(2)), Date(row.Text(3)))) {
      *slip->mutable_slip() = *days;
    }
    response.set_total_size(static_cast<int>(row.Int(4)));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return response;
}

}  // namespace concordat::programme
