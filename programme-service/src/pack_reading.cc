#include "programme-service/src/pack_reading.h"

#include <utility>

#include "common/base/date.h"
#include "programme-service/src/challenges.h"

namespace concordat::programme {
namespace {

// Moves what was read to where it belongs; the first error is kept.
template <typename Value>
void Put(absl::StatusOr<Value> read, Value* place, absl::Status* status) {
  status->Update(read.status());
  if (read.ok()) *place = *std::move(read);
}

template <typename Work>
absl::StatusOr<std::map<std::string, Work>> ReadByName(const Records& records,
                                                       const std::vector<std::string>& names) {
  auto read = records.Named<Work>(names);
  if (!read.ok()) return read.status();
  std::map<std::string, Work> by_name;
  for (Work& work : *read) {
    std::string name = work.name();
    by_name.emplace(std::move(name), std::move(work));
  }
  return by_name;
}

absl::Status ReadWork(const Records& records, std::optional<absl::CivilDay> earlier,
                      const WorkNames& names, PackRecords* own) {
  absl::Status status;
  Put(ReadAboutToTell(records, names), &own->work, &status);
  if (!earlier.has_value()) return status;
  own->earlier.emplace();
  const Records before = records.On(*earlier);
  Put(ReadByName<v1::Project>(before, names.projects), &own->earlier->projects, &status);
  Put(ReadByName<v1::LiveService>(before, names.live_services), &own->earlier->live_services,
      &status);
  return status;
}

}  // namespace

absl::StatusOr<PackRecords> ReadPackRecords(const Records& records, const PackQuestion& question,
                                            const benefits::v1::GetPackPartResponse& benefits) {
  std::optional<absl::CivilDay> earlier;
  if (!question.compare_to.empty()) {
    auto day = ParseDay(question.compare_to);
    if (!day.ok()) return day.status();
    earlier = *day;
  }
  const std::vector<std::string> programmes = question.outline.Programmes();
  auto places = ReadPlaces(records, programmes, earlier, kMaxPackWork);
  if (!places.ok()) return places.status();
  auto challenged = CountChallenged(records, programmes, benefits.position());
  if (!challenged.ok()) return challenged.status();
  PackRecords own;
  own.places = *std::move(places);
  own.places.counts.set_challenged(*challenged);
  const WorkNames names = own.places.Names(records.TypeOf<v1::Project>());
  absl::Status status = ReadWork(records, earlier, names, &own);
  if (!status.ok()) return status;
  const Outline& outline = question.outline;
  Put(ReadMeetings(records, outline.board.has_value() ? outline.board->name() : "",
                   kMaxPackMeetings),
      &own.meetings, &status);
  Put(ReadDocuments(records, kMaxPackDocuments), &own.documents, &status);
  Put(ReadCandidatesToTell(records, benefits.position()), &own.candidates, &status);
  Put(ReadTitles(records, NamesIn(own.work.told(), benefits.part())), &own.titles, &status);
  if (!status.ok()) return status;
  return own;
}

}  // namespace concordat::programme
