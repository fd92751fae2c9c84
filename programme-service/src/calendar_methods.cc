#include "programme-service/src/calendar_methods.h"

#include <google/api/httpbody.pb.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/service/report_method.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/calendar.pb.h"
#include "concordat/programme/v1/council.pb.h"
#include "programme-service/src/calendar_events.h"
#include "programme-service/src/schedule_subject.h"

namespace concordat::programme {
namespace {

using google::api::HttpBody;

constexpr int kDaysBack = 92;
// Of a partnership, of which a council sits on some.
constexpr int kMostBoards = 1000;
constexpr int kMost = static_cast<int>(kMostEvents);

template <typename Record>
absl::Status Put(absl::StatusOr<std::vector<Record>> read, std::vector<Record>* place) {
  if (!read.ok()) return read.status();
  *place = *std::move(read);
  return absl::OkStatus();
}

// Reads what stands in one calendar.
class CalendarReader {
 public:
  CalendarReader(const Records& records, const std::string& subject, absl::CivilDay first_day)
      : records_(records), subject_(subject), first_day_(first_day) {}

  absl::StatusOr<std::string> Read() {
    const bool board = records_.TypeOf<v1::Board>().Matches(subject_);
    absl::Status status = board ? ReadOfBoard() : ReadOfCouncil();
    if (status.ok()) status = ReadTitles();
    if (!status.ok()) return status;
    return WriteCalendar(title_, EventsOf(found_, first_day_));
  }

 private:
  std::string FirstDay() const { return FormatDay(first_day_); }

  absl::Status ReadOfBoard() {
    auto board = records_.Named<v1::Board>({subject_});
    if (!board.ok()) return board.status();
    if (board->empty()) return ResourceNotFound(subject_);
    title_ = board->front().title();
    absl::Status status = ReadMeetings({subject_});
    if (status.ok()) {
      status = Put(records_.Where<v1::ReportingPeriod>(
                       {"t.board = ? AND t.returns_due >= ?", {subject_, FirstDay()}},
                       Records::Order::kName, kMost),
                   &found_.periods);
    }
    if (status.ok()) {
      status = Put(records_.Where<v1::Milestone>(
                       {"t.body = ? AND t.due_date_last >= ?", {subject_, FirstDay()}},
                       Records::Order::kName, kMost),
                   &found_.milestones);
    }
    if (status.ok()) {
      status = Put(records_.Where<v1::GateDecision>({"t.board = ?", {subject_}},
                                                    Records::Order::kName, kMost),
                   &found_.decisions);
    }
    return status;
  }

  absl::Status ReadOfCouncil() {
    auto council = records_.Named<v1::Council>({subject_});
    if (!council.ok()) return council.status();
    if (council->empty()) return ResourceNotFound(subject_);
    title_ = council->front().title();
    absl::Status status = ReadMeetingsOfCouncil();
    if (status.ok()) {
      status =
          Put(records_.Where<v1::Return>({"t.council = ? AND t.due >= ?", {subject_, FirstDay()}},
                                         Records::Order::kName, kMost),
              &found_.returns);
    }
    if (status.ok()) {
      status = Put(records_.Where<v1::Action>({"t.lead_council = ?", {subject_}},
                                              Records::Order::kName, kMost),
                   &found_.actions);
    }
    return status.ok() ? ReadMilestonesOfCouncil() : status;
  }

  absl::Status ReadMeetings(const std::vector<std::string>& boards) {
    SqlPart condition = IsAmong("t.board", boards);
    condition.Add(" AND (t.held_last >= ? OR t.papers_due_last >= ?)", {FirstDay(), FirstDay()});
    return Put(records_.Where<v1::Meeting>(condition, Records::Order::kName, kMost),
               &found_.meetings);
  }

  // Of the boards that it sits on or hosts.
  absl::Status ReadMeetingsOfCouncil() {
    auto boards = records_.Where<v1::Board>({"TRUE", {}}, Records::Order::kName, kMostBoards);
    if (!boards.ok()) return boards.status();
    std::vector<std::string> names;
    for (const v1::Board& board : *boards) {
      if (std::ranges::count(board.members(), subject_) > 0 ||
          std::ranges::count(board.host_councils(), subject_) > 0) {
        names.push_back(board.name());
      }
    }
    return names.empty() ? absl::OkStatus() : ReadMeetings(names);
  }

  // Of what it hosts, leads or takes part in, the earliest.
  absl::Status ReadMilestonesOfCouncil() {
    const ScheduleSubject subject(records_, subject_);
    SqlPart query = {"SELECT k.name FROM ", {}};
    query.Add(records_.InForce<v1::Milestone>());
    query.Add(" k WHERE k.due_date_last >= ? AND k.reached = '' AND ", {FirstDay()});
    query.Add(subject.HoldsMilestone());
    query.Add(" ORDER BY k.due_date_first, k.name LIMIT ?", {int64_t{kMost}});
    auto names = records_.Names(query);
    if (!names.ok()) return names.status();
    return Put(records_.Named<v1::Milestone>(*std::move(names)), &found_.milestones);
  }

  // Of the boards and rounds that are named.
  absl::Status ReadTitles() {
    std::set<std::string> boards, periods;
    for (const v1::Meeting& meeting : found_.meetings) boards.insert(meeting.board());
    for (const v1::Return& due : found_.returns) periods.insert(due.reporting_period());
    auto read = records_.Named<v1::Board>({boards.begin(), boards.end()});
    if (!read.ok()) return read.status();
    for (const v1::Board& board : *read) found_.titles[board.name()] = board.title();
    auto rounds = records_.Named<v1::ReportingPeriod>({periods.begin(), periods.end()});
    if (!rounds.ok()) return rounds.status();
    for (const v1::ReportingPeriod& one : *rounds) found_.titles[one.name()] = one.title();
    return absl::OkStatus();
  }

  const Records& records_;
  const std::string& subject_;
  const absl::CivilDay first_day_;
  std::string title_;
  CalendarRecords found_;
};

absl::StatusOr<HttpBody> ReadCalendar(const Records& records,
                                      const v1::GetCalendarRequest& request) {
  const std::string& subject = request.subject();
  const bool board = records.TypeOf<v1::Board>().Matches(subject);
  if (!board && !records.TypeOf<v1::Council>().Matches(subject)) {
    return InvalidField("subject", "is not the name of a board or a council");
  }
  if (board && ResourceType::ParentOf(subject) != records.parent()) {
    return ResourceNotFound(subject);
  }
  absl::CivilDay first_day = records.at().day - kDaysBack;
  if (!request.first_day().empty()) {
    auto day = ParseDay(request.first_day());
    if (!day.ok()) return InvalidField("first_day", ToStd(day.status().message()));
    first_day = *day;
  }
  auto text = CalendarReader(records, subject, first_day).Read();
  if (!text.ok()) return text.status();
  HttpBody body;
  body.set_content_type("text/calendar; charset=utf-8");
  body.set_data(*std::move(text));
  return body;
}

}  // namespace

void BindCalendars(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetCalendarRequest, HttpBody>(
      ledger, "concordat.programme.v1.Calendars.GetCalendar", ParentCheck::kReadable,
      [](Connection& connection, const Ledger& of, const v1::GetCalendarRequest& request,
         const ReadAt& at) {
        return ReadCalendar(Records(connection, of.registry(), request.parent(), at), request);
      },
      methods);
}

}  // namespace concordat::programme
