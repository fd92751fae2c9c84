#include "programme-service/src/overview_methods.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/service/report_method.h"
#include "concordat/programme/v1/board.pb.h"
#include "programme-service/src/outline.h"
#include "programme-service/src/overview_tables.h"
#include "programme-service/src/reports.h"
#include "programme-service/src/schedule_rows.h"

namespace concordat::programme {
namespace {

constexpr int kDefaultRows = 20;
constexpr int kMostRows = 100;
// How far ahead what is due is told unless asked for.
constexpr int kDaysAhead = 31;

absl::StatusOr<absl::CivilDay> DueBy(const v1::GetOverviewRequest& request, absl::CivilDay day) {
  if (request.due_by().empty()) return day + kDaysAhead;
  auto due_by = ParseDay(request.due_by());
  if (!due_by.ok()) return InvalidField("due_by", ToStd(due_by.status().message()));
  if (*due_by < day) return InvalidField("due_by", "lies before the day asked about");
  return due_by;
}

// The day that changes are told since: the one asked for, or that of the meeting before.
absl::StatusOr<std::optional<absl::CivilDay>> Since(const Records& records,
                                                    const v1::GetOverviewRequest& request) {
  std::string day = request.since();
  if (day.empty()) {
    auto before = ReadMeetingBefore(records, request.board());
    if (!before.ok()) return before.status();
    day = *std::move(before);
  }
  if (day.empty()) return std::nullopt;
  const auto since = ParseDay(day);
  if (!since.ok()) return InvalidField("since", ToStd(since.status().message()));
  if (*since > records.at().day) return InvalidField("since", "lies after the day asked about");
  return *since;
}

absl::Status CheckBoard(const Records& records, const std::string& board) {
  absl::Status status = CheckBoardOf(records.parent(), board);
  if (!status.ok() || board.empty()) return status;
  auto read = records.Named<v1::Board>({board});
  if (!read.ok()) return read.status();
  return read->empty() ? ResourceNotFound(board) : absl::OkStatus();
}

absl::Status AddSince(const Records& records, const ScheduleSubject& subject, absl::CivilDay since,
                      int most, v1::Overview* overview) {
  overview->set_since(FormatDay(since));
  auto slips = ReadSlips(records, subject, since, most);
  if (!slips.ok()) return slips.status();
  overview->set_slips_total(slips->total_size());
  overview->mutable_slips()->Swap(slips->mutable_slips());
  return ReadChanges(records, subject, since, most, overview);
}

}  // namespace

absl::StatusOr<v1::Overview> ReadOverview(const Records& records,
                                          const v1::GetOverviewRequest& request) {
  if (request.page_size() < 0) return InvalidField("page_size", "is negative");
  const int most =
      request.page_size() == 0 ? kDefaultRows : std::min(request.page_size(), kMostRows);
  auto due_by = DueBy(request, records.at().day);
  if (!due_by.ok()) return due_by.status();
  const ScheduleSubject subject(records, request.subject());
  absl::Status status = subject.Check();
  if (status.ok()) status = CheckBoard(records, request.board());
  if (!status.ok()) return status;
  auto since = Since(records, request);
  if (!since.ok()) return since.status();
  v1::Overview overview;
  overview.set_day(FormatDay(records.at().day));
  overview.set_due_by(FormatDay(*due_by));
  status = ReadWorkCounts(records, subject, &overview);
  if (status.ok()) status = ReadStageCounts(records, subject, &overview);
  if (status.ok()) status = ReadDue(records, subject, *due_by, most, &overview);
  if (status.ok() && since->has_value()) {
    status = AddSince(records, subject, **since, most, &overview);
  }
  if (!status.ok()) return status;
  return overview;
}

void BindOverviews(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetOverviewRequest, v1::Overview>(
      ledger, "concordat.programme.v1.Overviews.GetOverview", ParentCheck::kReadable,
      [](Connection& connection, const Ledger& of, const v1::GetOverviewRequest& request,
         const ReadAt& at) {
        return ReadOverview(Records(connection, of.registry(), request.parent(), at), request);
      },
      methods);
}

}  // namespace concordat::programme
