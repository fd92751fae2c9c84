#include "programme-service/src/overview_tables.h"

#include <google/protobuf/descriptor.h>

#include <array>
#include <string>
#include <string_view>
#include <type_traits>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/return.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using v1::Action;
using v1::LiveService;
using v1::Milestone;
using v1::Project;
using v1::Return;
using v1::StagePlan;

constexpr int kMostStages = 100;

// `DUE` of STATE_DUE; empty for what is not stated.
std::string NameOf(const google::protobuf::EnumDescriptor* type, int64_t number,
                   std::string_view prefix) {
  if (number == 0) return "";
  const auto* value = type->FindValueByNumber(static_cast<int>(number));
  return value == nullptr ? "" : value->name().substr(prefix.size());
}

std::string StageName(v1::WorkKind kind, int64_t number) {
  switch (kind) {
    case v1::WORK_KIND_PROJECT:
      return NameOf(Project::Lifecycle_descriptor(), number, "LIFECYCLE_");
    case v1::WORK_KIND_ACTION:
      return NameOf(Action::State_descriptor(), number, "STATE_");
    case v1::WORK_KIND_MILESTONE:
      return NameOf(Milestone::State_descriptor(), number, "STATE_");
    case v1::WORK_KIND_RETURN:
      return NameOf(Return::State_descriptor(), number, "STATE_");
    default:
      return "";
  }
}

// `(kind, status, stage, count)` of one type.
template <typename Record>
void AddCounts(const Records& records, v1::WorkKind kind, std::string_view status_and_stage,
               const SqlPart& holds, SqlPart* query) {
  query->Add(Concat(query->text.empty() ? "" : " UNION ALL ", "SELECT ", int{kind}, " AS kind, ",
                    status_and_stage, ", COUNT(*) FROM "));
  query->Add(records.InForce<Record>()).Add(" k WHERE ").Add(holds);
  query->Add(" GROUP BY status, stage");
}

// `(name, title, kind, due, last)` of what of one type is not done and has its last day by a
// day.
template <typename Record>
SqlPart Due(const Records& records, v1::WorkKind kind, const SqlPart& holds, const SqlPart& from,
            std::string_view columns, std::string_view last, absl::CivilDay due_by) {
  SqlPart part = {Concat("SELECT k.name, ", columns, " AS due, ", last, " AS last_day, ", int{kind},
                         " AS kind FROM "),
                  {}};
  part.Add(records.InForce<Record>()).Add(" k").Add(from).Add(" AND ").Add(holds);
  return part.Add(Concat(" AND ", last, " <= ?"), {FormatDay(due_by)});
}

SqlPart DueProjects(const Records& records, const ScheduleSubject& subject, absl::CivilDay due_by) {
  const std::string open =
      Concat(" WHERE k.actual_end = '' AND k.lifecycle NOT IN (", int{Project::LIFECYCLE_LIVE},
             ", ", int{Project::LIFECYCLE_CLOSED}, ", ", int{Project::LIFECYCLE_WITHDRAWN}, ")");
  return Due<Project>(records, v1::WORK_KIND_PROJECT, subject.HoldsProject(), {open, {}},
                      Concat("k.title, ", WorkTable<Project>::Due("k")),
                      WorkTable<Project>::LastDue("k"), due_by);
}

SqlPart DueMilestones(const Records& records, const ScheduleSubject& subject,
                      absl::CivilDay due_by) {
  const std::string open =
      Concat(" WHERE k.reached = '' AND k.state NOT IN (", int{Milestone::STATE_REACHED}, ", ",
             int{Milestone::STATE_CANCELLED}, ")");
  return Due<Milestone>(records, v1::WORK_KIND_MILESTONE, subject.HoldsMilestone(), {open, {}},
                        "k.title, k.due_date", "k.due_date_last", due_by);
}

SqlPart DueStages(const Records& records, const ScheduleSubject& subject, absl::CivilDay due_by) {
  const std::string open =
      Concat(" WHERE k.actual_end = '' AND k.state NOT IN (", int{StagePlan::STATE_DONE}, ", ",
             int{StagePlan::STATE_CANCELLED}, ")");
  return Due<StagePlan>(records, v1::WORK_KIND_STAGE_PLAN, subject.HoldsStagePlan(), {open, {}},
                        "k.label, k.end_date", "k.end_date_last", due_by);
}

// Each deadline of an action by itself.
SqlPart DueActions(const Records& records, const ScheduleSubject& subject, absl::CivilDay due_by) {
  const std::string open = Concat(
      " JOIN action_deadlines d ON d.resource_name = k.name AND d.valid_from = k.valid_from"
      " AND d.recorded_by = k.recorded_by WHERE k.completed = '' AND k.state NOT IN (",
      int{Action::STATE_DONE}, ", ", int{Action::STATE_CANCELLED}, ")");
  return Due<Action>(records, v1::WORK_KIND_ACTION, subject.HoldsAction(), {open, {}},
                     "k.title, d.due_date", "d.due_date_last", due_by);
}

SqlPart DueReturns(const Records& records, const ScheduleSubject& subject, absl::CivilDay due_by) {
  const std::string open =
      Concat(" WHERE k.due <> '' AND k.state NOT IN (", int{Return::STATE_SUBMITTED}, ", ",
             int{Return::STATE_ACCEPTED}, ")");
  return Due<Return>(records, v1::WORK_KIND_RETURN, subject.HoldsReturn(), {open, {}},
                     "k.council, k.due", "CAST(NULLIF(k.due, '') AS DATE)", due_by);
}

// What tells one state of a piece of work from another, of an alias; called so and so.
template <typename Work>
std::string StateOf(std::string_view alias, std::array<std::string_view, 3> names = {}) {
  if constexpr (std::is_same_v<Work, Project>) {
    return Concat(alias, ".reported_status", names[0], ", ", alias, ".lifecycle", names[1], ", ",
                  WorkTable<Project>::Due(alias), names[2]);
  } else {
    return Concat(alias, ".reported_status", names[0], ", 0", names[1], ", ", alias, ".went_live",
                  names[2]);
  }
}

// `(name, title, status, stage, end, status then, stage then, end then, kind, change)` of work
// that was otherwise, came or went. What has stood since was as it is.
template <typename Work>
SqlPart Changed(const Records& records, const SqlPart& holds, absl::CivilDay since,
                v1::WorkKind kind) {
  const Records then = records.On(since);
  const std::string states =
      Concat(StateOf<Work>("k", {" AS status_now", " AS stage_now", " AS end_now"}), ", ",
             StateOf<Work>("b", {" AS status_then", " AS stage_then", " AS end_then"}));
  SqlPart query = {Concat("SELECT k.name, k.title, ", states, ", ", int{kind},
                          " AS kind, IF(b.name IS NULL, 1, 0) AS came, 0 AS went FROM "),
                   {}};
  query.Add(records.InForce<Work>()).Add(" k LEFT JOIN ").Add(then.InForce<Work>());
  query.Add(" b ON b.name = k.name WHERE ");
  query.Add(ArrivedSince(records.TypeOf<Work>(), "k", records.at(), since)).Add(" AND ").Add(holds);
  query.Add(Concat(" AND (b.name IS NULL OR (", StateOf<Work>("k"), ") <> (", StateOf<Work>("b"),
                   ")) UNION ALL SELECT k.name, k.title, ", StateOf<Work>("k"), ", ",
                   StateOf<Work>("k"), ", ", int{kind}, ", 0, 1 FROM "));
  query.Add(then.InForce<Work>()).Add(" k LEFT JOIN ").Add(records.InForce<Work>());
  return query.Add(" b ON b.name = k.name WHERE b.name IS NULL AND ").Add(holds);
}

enum ChangeCell { kName, kTitle, kStatus, kStage, kEnd, kOldStatus, kOldStage, kOldEnd, kKind };
enum ChangeMark { kCame = kKind + 1, kWent, kTotal };

void FillChange(const Row& row, v1::ChangedWork* change) {
  const auto kind = static_cast<v1::WorkKind>(row.Int(kKind));
  change->set_work(std::string(row.Text(kName)));
  change->set_title(std::string(row.Text(kTitle)));
  change->set_kind(kind);
  change->set_added(row.Int(kCame) != 0);
  change->set_removed(row.Int(kWent) != 0);
  if (!change->removed()) {
    change->set_status_now(static_cast<type::v1::Rag>(row.Int(kStatus)));
    change->set_stage_now(StageName(kind, row.Int(kStage)));
    change->set_end_now(std::string(row.Text(kEnd)));
  }
  if (change->added()) return;
  change->set_status_then(static_cast<type::v1::Rag>(row.Int(kOldStatus)));
  change->set_stage_then(StageName(kind, row.Int(kOldStage)));
  change->set_end_then(std::string(row.Text(kOldEnd)));
}

}  // namespace

absl::Status ReadWorkCounts(const Records& records, const ScheduleSubject& subject,
                            v1::Overview* overview) {
  SqlPart query;
  AddCounts<Project>(records, v1::WORK_KIND_PROJECT,
                     "k.reported_status AS status, k.lifecycle AS stage", subject.HoldsProject(),
                     &query);
  AddCounts<LiveService>(records, v1::WORK_KIND_LIVE_SERVICE,
                         "k.reported_status AS status, 0 AS stage", subject.HoldsLiveService(),
                         &query);
  constexpr char kState[] = "0 AS status, k.state AS stage";
  AddCounts<Action>(records, v1::WORK_KIND_ACTION, kState, subject.HoldsAction(), &query);
  AddCounts<Milestone>(records, v1::WORK_KIND_MILESTONE, kState, subject.HoldsMilestone(), &query);
  AddCounts<Return>(records, v1::WORK_KIND_RETURN, kState, subject.HoldsReturn(), &query);
  return records.Query(query.Add(" ORDER BY kind, status, stage"), [overview](const Row& row) {
    v1::WorkCount* count = overview->add_works();
    count->set_kind(static_cast<v1::WorkKind>(row.Int(0)));
    count->set_status(static_cast<type::v1::Rag>(row.Int(1)));
    count->set_stage(StageName(count->kind(), row.Int(2)));
    count->set_count(static_cast<int>(row.Int(3)));
    return absl::OkStatus();
  });
}

absl::Status ReadStageCounts(const Records& records, const ScheduleSubject& subject,
                             v1::Overview* overview) {
  SqlPart query = {"SELECT IF(k.stage = '', k.label, k.stage) AS label, k.state, COUNT(*) FROM ",
                   {}};
  query.Add(records.InForce<StagePlan>()).Add(" k WHERE ").Add(subject.HoldsStagePlan());
  query.Add(" GROUP BY 1, 2 ORDER BY 1, 2 LIMIT ?", {int64_t{kMostStages}});
  return records.Query(query, [overview](const Row& row) {
    v1::StageCount* count = overview->add_stages();
    count->set_label(std::string(row.Text(0)));
    count->set_state(NameOf(StagePlan::State_descriptor(), row.Int(1), "STATE_"));
    count->set_count(static_cast<int>(row.Int(2)));
    return absl::OkStatus();
  });
}

absl::Status ReadDue(const Records& records, const ScheduleSubject& subject, absl::CivilDay due_by,
                     int most, v1::Overview* overview) {
  const std::string today = FormatDay(records.at().day);
  SqlPart query = {
      "SELECT name, title, due, kind, last_day < ? AS overdue, COUNT(*) OVER (),"
      " CAST(SUM(last_day < ?) OVER () AS SIGNED) FROM (",
      {today, today}};
  query.Add(DueProjects(records, subject, due_by)).Add(" UNION ALL ");
  query.Add(DueStages(records, subject, due_by)).Add(" UNION ALL ");
  query.Add(DueMilestones(records, subject, due_by)).Add(" UNION ALL ");
  query.Add(DueActions(records, subject, due_by)).Add(" UNION ALL ");
  query.Add(DueReturns(records, subject, due_by));
  query.Add(") d ORDER BY last_day, name, due LIMIT ?", {int64_t{most}});
  return records.Query(query, [overview](const Row& row) {
    enum Cell { kRecord, kOf, kDue, kWhat, kOverdue, kAll, kAllOverdue };
    v1::DueItem* due = overview->add_due();
    due->set_record(std::string(row.Text(kRecord)));
    due->set_title(std::string(row.Text(kOf)));
    due->set_due(std::string(row.Text(kDue)));
    due->set_kind(static_cast<v1::WorkKind>(row.Int(kWhat)));
    due->set_overdue(row.Int(kOverdue) != 0);
    overview->set_due_total(static_cast<int>(row.Int(kAll)));
    overview->set_overdue_total(static_cast<int>(row.Int(kAllOverdue)));
    return absl::OkStatus();
  });
}

absl::Status ReadChanges(const Records& records, const ScheduleSubject& subject,
                         absl::CivilDay since, int most, v1::Overview* overview) {
  SqlPart query = {"SELECT c.*, COUNT(*) OVER () FROM (", {}};
  query.Add(Changed<Project>(records, subject.HoldsProject(), since, v1::WORK_KIND_PROJECT));
  query.Add(" UNION ALL ");
  query.Add(
      Changed<LiveService>(records, subject.HoldsLiveService(), since, v1::WORK_KIND_LIVE_SERVICE));
  query.Add(") c ORDER BY name LIMIT ?", {int64_t{most}});
  return records.Query(query, [overview](const Row& row) {
    FillChange(row, overview->add_changes());
    overview->set_changes_total(static_cast<int>(row.Int(kTotal)));
    return absl::OkStatus();
  });
}

}  // namespace concordat::programme
