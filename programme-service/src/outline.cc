#include "programme-service/src/outline.h"

#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/exempt.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using Names = google::protobuf::RepeatedPtrField<std::string>;

// Adds what the query names; does nothing more after an error.
void AddNames(const Records& records, const SqlPart& query, Names* names, absl::Status* status) {
  if (!status->ok()) return;
  *status = records.Query(query, [names](const Row& row) {
    names->Add(std::string(row.Text(0)));
    return absl::OkStatus();
  });
}

template <typename Work>
void AddSteered(const Records& records, const Steered& programmes, Names* names,
                absl::Status* status) {
  SqlPart query = {"SELECT w.name FROM ", {}};
  query.Add(records.InForce<Work>()).Add(" w WHERE ").Add(IsSteeredBy(programmes));
  AddNames(records, query.Add(" ORDER BY w.name"), names, status);
}

template <typename Owner>
void AddNotTold(const Records& records, Names* names, absl::Status* status) {
  SqlPart query = {"SELECT o.name FROM ", {}};
  query.Add(records.OfAll().InForce<Owner>()).Add(" o WHERE ");
  query.Add(ExemptCondition(records.TypeOf<Owner>(), "o.name", records.at().day));
  AddNames(records, query.Add(" ORDER BY o.name"), names, status);
}

absl::Status ReadScope(const Records& records, Outline* outline) {
  absl::Status status;
  if (!outline->steered.has_value()) return status;
  outline->scope.Add(std::string(outline->board->name()));
  outline->scope.Add(outline->steered->begin(), outline->steered->end());
  AddSteered<v1::Project>(records, outline->steered, &outline->scope, &status);
  AddSteered<v1::LiveService>(records, outline->steered, &outline->scope, &status);
  return status;
}

absl::Status ReadNotTold(const Records& records, Names* names) {
  absl::Status status;
  if (!records.at().public_only) return status;
  AddNotTold<v1::Board>(records, names, &status);
  AddNotTold<v1::Programme>(records, names, &status);
  AddNotTold<v1::ServiceArea>(records, names, &status);
  AddNotTold<v1::Project>(records, names, &status);
  AddNotTold<v1::LiveService>(records, names, &status);
  return status;
}

// The one of the name; nothing where it is not there.
template <typename Record>
absl::StatusOr<std::optional<Record>> ReadNamedOne(const Records& records,
                                                   const std::string& name) {
  auto read = records.Named<Record>({name});
  if (!read.ok()) return read.status();
  std::optional<Record> one;
  if (!read->empty()) one = std::move(read->front());
  return one;
}

// The programmes of a board of which its record tells those that may be told: where none
// may, it does not steer everything.
absl::StatusOr<Steered> ReadSteered(const Records& records, const v1::Board& told) {
  Steered steered;
  bool names_some = !told.programmes().empty();
  if (!names_some && records.at().public_only) {
    auto all = ReadNamedOne<v1::Board>(records.OfAll(), told.name());
    if (!all.ok()) return all.status();
    names_some = all->has_value() && !(*all)->programmes().empty();
  }
  if (names_some) steered.emplace(told.programmes().begin(), told.programmes().end());
  return steered;
}

// Meetings `k` whose day is told.
SqlPart BeginMeetings(const Records& records, std::string_view cells) {
  SqlPart query = {Concat("SELECT ", cells, " FROM "), {}};
  query.Add(records.InForce<v1::Meeting>());
  return query.Add(" k WHERE k.held_first = k.held_last AND ");
}

// Those that meet on the day; where none does, the one that has met if it is the only one.
absl::StatusOr<std::vector<std::string>> BoardsThatMeet(const Records& records) {
  const std::string day = FormatDay(records.at().day);
  SqlPart query = BeginMeetings(records, "DISTINCT k.board");
  auto boards = records.Names(query.Add("k.held_first = ? LIMIT 20", {day}));
  if (!boards.ok() || !boards->empty()) return boards;
  SqlPart earlier = BeginMeetings(records, "DISTINCT k.board");
  boards = records.Names(earlier.Add("k.held_first < ? LIMIT 2", {day}));
  if (boards.ok() && boards->size() > 1) boards->clear();
  return boards;
}

}  // namespace

absl::StatusOr<Outline> ReadOutline(const Records& records, const std::string& board) {
  Outline outline;
  auto partnership = ReadNamedOne<v1::Partnership>(records, records.parent());
  if (!partnership.ok()) return partnership.status();
  outline.partnership = *std::move(partnership);
  if (!outline.partnership.has_value() && records.at().public_only) {
    auto hidden = ReadNamedOne<v1::Partnership>(records.OfAll(), records.parent());
    if (!hidden.ok()) return hidden.status();
    if (hidden->has_value()) outline.not_told.Add(std::string(records.parent()));
  }
  if (!board.empty()) {
    auto read = ReadNamedOne<v1::Board>(records, board);
    if (!read.ok()) return read.status();
    if (!read->has_value()) return ResourceNotFound(board);
    outline.board = *std::move(read);
    auto steered = ReadSteered(records, *outline.board);
    if (!steered.ok()) return steered.status();
    outline.steered = *std::move(steered);
  }
  absl::Status status = ReadScope(records, &outline);
  if (status.ok()) status = ReadNotTold(records, &outline.not_told);
  if (!status.ok()) return status;
  return outline;
}

absl::StatusOr<std::string> ReadMeetingBefore(const Records& records, const std::string& board) {
  std::vector<std::string> boards = {board};
  if (board.empty()) {
    auto meeting = BoardsThatMeet(records);
    if (!meeting.ok()) return meeting.status();
    boards = *std::move(meeting);
  }
  SqlPart query = BeginMeetings(records, "k.held");
  query.Add("k.held_first < ? AND ", {FormatDay(records.at().day)});
  auto held =
      records.Names(query.Add(IsAmong("k.board", boards)).Add(" ORDER BY k.held DESC LIMIT 1"));
  if (!held.ok()) return held.status();
  return held->empty() ? "" : std::move(held->front());
}

}  // namespace concordat::programme
