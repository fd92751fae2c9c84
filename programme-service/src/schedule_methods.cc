#include "programme-service/src/schedule_methods.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/asked_page.h"
#include "common/ledger/records.h"
#include "common/service/report_method.h"
#include "concordat/programme/v1/dependency.pb.h"
#include "programme-service/src/schedule_reading.h"
#include "programme-service/src/schedule_report.h"
#include "programme-service/src/schedule_rows.h"

namespace concordat::programme {
namespace {

using Names = std::vector<std::string>;

constexpr PageBounds kPages = {100, 1000};
constexpr int kMostDependencies = 1000;

absl::StatusOr<int> SizeOf(int page_size) {
  if (page_size < 0) return InvalidField("page_size", "is negative");
  return page_size == 0 ? kPages.usual : std::min(page_size, kPages.most);
}

// The records of a page, whole.
struct PageRecords {
  std::vector<v1::Project> projects;
  std::vector<v1::StagePlan> stage_plans;
  std::vector<v1::Milestone> milestones;
};

absl::StatusOr<PageRecords> ReadPage(const Records& records, const SchedulePage& page) {
  auto projects = records.Named<v1::Project>(page.projects);
  if (!projects.ok()) return projects.status();
  auto plans = records.Named<v1::StagePlan>(page.stage_plans);
  if (!plans.ok()) return plans.status();
  auto milestones = records.Named<v1::Milestone>(page.milestones);
  if (!milestones.ok()) return milestones.status();
  return PageRecords{*std::move(projects), *std::move(plans), *std::move(milestones)};
}

// Projects and milestones that the page shows or has stages of.
Names NodesOf(const SchedulePage& page, const PageRecords& held) {
  std::set<std::string> names(page.projects.begin(), page.projects.end());
  names.insert(page.milestones.begin(), page.milestones.end());
  for (const v1::StagePlan& plan : held.stage_plans) names.insert(plan.project());
  names.erase("");
  return {names.begin(), names.end()};
}

void AddRows(const ScheduleReporter& told, const ScheduleReporter* all, const PageRecords& held,
             v1::Schedule* schedule) {
  const auto add = [&](const auto& records) {
    for (const auto& record : records) {
      v1::ScheduleRow row = told.Report(record);
      if (all != nullptr) KeepWhatIsAlike(all->Report(record), &row);
      *schedule->add_rows() = std::move(row);
    }
  };
  add(held.milestones);
  add(held.projects);
  add(held.stage_plans);
}

// The dependencies of what is shown.
absl::Status AddDependencies(const Records& records, const SchedulePage& page,
                             const ScheduleFacts& facts, v1::Schedule* schedule) {
  std::set<std::string> shown(page.projects.begin(), page.projects.end());
  shown.insert(page.milestones.begin(), page.milestones.end());
  Names names;
  for (size_t i = 0; i < facts.edges.size(); ++i) {
    const PlannedEdge& edge = facts.edges[i];
    if (!shown.contains(facts.names[edge.from]) && !shown.contains(facts.names[edge.to])) continue;
    names.push_back(facts.dependencies[i]);
  }
  const int count = static_cast<int>(names.size());
  names.resize(std::min(count, kMostDependencies));
  auto read = records.Named<v1::Dependency>(std::move(names));
  if (!read.ok()) return read.status();
  schedule->set_dependencies_left_out(count - static_cast<int>(read->size()));
  schedule->mutable_dependencies()->Assign(read->begin(), read->end());
  return absl::OkStatus();
}

absl::StatusOr<v1::Schedule> ReadSchedule(const Records& records,
                                          const v1::GetScheduleRequest& request) {
  const ScheduleSubject subject(records, request.subject());
  absl::Status status = subject.Check();
  if (!status.ok()) return status;
  auto asked = AskedPageOf(request, kPages);
  if (!asked.ok()) return asked.status();
  auto page = ReadSchedulePage(records, subject, asked->after.after_name(), asked->size);
  if (!page.ok()) return page.status();
  auto held = ReadPage(records, *page);
  if (!held.ok()) return held.status();
  const Names nodes = NodesOf(*page, *held);
  auto told = ReadConnected(records, nodes);
  if (!told.ok()) return told.status();
  // What depends on what may not be told is told only where that changes nothing.
  absl::StatusOr<ScheduleFacts> all = ScheduleFacts();
  if (records.at().public_only) all = ReadConnected(records.OfAll(), nodes);
  if (!all.ok()) return all.status();
  v1::Schedule schedule;
  const ScheduleReporter reporter(*told), of_all(*all);
  AddRows(reporter, records.at().public_only ? &of_all : nullptr, *held, &schedule);
  schedule.set_total_size(page->total);
  if (!page->last.empty()) schedule.set_next_page_token(TokenAfterName(*asked, page->last));
  status = AddDependencies(records, *page, *told, &schedule);
  if (!status.ok()) return status;
  return schedule;
}

absl::StatusOr<v1::ListSlipsResponse> ReadSlipsOf(const Records& records,
                                                  const v1::ListSlipsRequest& request) {
  const ScheduleSubject subject(records, request.subject());
  absl::Status status = subject.Check();
  if (!status.ok()) return status;
  auto size = SizeOf(request.page_size());
  if (!size.ok()) return size.status();
  const auto since = ParseDay(request.since());
  if (!since.ok()) return InvalidField("since", ToStd(since.status().message()));
  if (*since > records.at().day) return InvalidField("since", "lies after the day asked about");
  return ReadSlips(records, subject, *since, *size);
}

}  // namespace

void BindSchedules(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetScheduleRequest, v1::Schedule>(
      ledger, "concordat.programme.v1.Schedules.GetSchedule", ParentCheck::kReadable,
      [](Connection& connection, const Ledger& of, const v1::GetScheduleRequest& request,
         const ReadAt& at) {
        return ReadSchedule(Records(connection, of.registry(), request.parent(), at), request);
      },
      methods);
  BindReport<v1::ListSlipsRequest, v1::ListSlipsResponse>(
      ledger, "concordat.programme.v1.Schedules.ListSlips", ParentCheck::kReadable,
      [](Connection& connection, const Ledger& of, const v1::ListSlipsRequest& request,
         const ReadAt& at) {
        return ReadSlipsOf(Records(connection, of.registry(), request.parent(), at), request);
      },
      methods);
}

}  // namespace concordat::programme
