#include "programme-service/src/pack_reading.h"

#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "programme-service/src/challenges.h"
#include "programme-service/src/finding_works.h"
#include "programme-service/src/pack_plans.h"
#include "programme-service/src/sections_elsewhere.h"

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
                      const Reading<NewestReports>& newest, const WorkNames& names,
                      PackRecords* own) {
  absl::Status status;
  Put(ReadAboutToTell(records, names, &newest), &own->work, &status);
  if (!earlier.has_value()) return status;
  own->earlier.emplace();
  const Records before = records.On(*earlier);
  Put(ReadByName<v1::Project>(before, names.projects), &own->earlier->projects, &status);
  Put(ReadByName<v1::LiveService>(before, names.live_services), &own->earlier->live_services,
      &status);
  return status;
}

// The day that is compared with; nothing for none.
absl::StatusOr<std::optional<absl::CivilDay>> EarlierDay(const PackQuestion& question) {
  if (question.compare_to.empty()) return std::nullopt;
  auto day = ParseDay(question.compare_to);
  if (!day.ok()) return day.status();
  return *day;
}

absl::StatusOr<AllFindings> Find(const Records& records, const Reading<NewestReports>& newest,
                                 const PackQuestion& question,
                                 const benefits::v1::GetPackPartResponse& benefits,
                                 const risk::v1::GetPackPartResponse& risk) {
  auto candidates = ReadCandidatesToTell(records, newest, benefits.position(), question.elsewhere,
                                         question.unscored);
  if (!candidates.ok()) return candidates.status();
  Findings others(benefits.findings().begin(), benefits.findings().end());
  others.insert(others.end(), risk.findings().begin(), risk.findings().end());
  AllFindings found =
      Complete(std::move(others), *candidates, benefits.position(), Scope(question.outline.scope));
  absl::Status status = ReadWorkTitles(records, &found.findings);
  if (!status.ok()) return status;
  return found;
}

}  // namespace

absl::StatusOr<PackQuestion> ReadPackQuestion(const Records& records,
                                              const v1::GetPackPartRequest& request) {
  PackQuestion question;
  auto outline = ReadOutline(records, request.board());
  if (!outline.ok()) return outline.status();
  question.outline = *std::move(outline);
  question.compare_to = request.compare_to();
  if (question.compare_to.empty()) {
    auto before = ReadMeetingBefore(records, request.board());
    if (!before.ok()) return before.status();
    question.compare_to = *std::move(before);
  }
  if (question.compare_to > request.as_at()) {
    return InvalidField("compare_to", "is after the day of the pack");
  }
  auto earlier = EarlierDay(question);
  if (!earlier.ok()) return earlier.status();
  auto places = ReadPlaces(records, question.outline.steered, *earlier, kMaxPackWork);
  if (!places.ok()) return places.status();
  question.places = *std::move(places);
  auto sections = ReadSectionQuestion(records);
  if (!sections.ok()) return sections.status();
  question.sections = *std::move(sections);
  auto cited = ReadCitedQuestion(records);
  if (!cited.ok()) return cited.status();
  question.cited = *std::move(cited);
  return question;
}

absl::StatusOr<PackRecords> ReadPackRecords(const Records& records, const PackQuestion& question,
                                            const benefits::v1::GetPackPartResponse& benefits,
                                            const risk::v1::GetPackPartResponse& risk) {
  auto earlier = EarlierDay(question);
  if (!earlier.ok()) return earlier.status();
  auto newest = ReadNewestReportsToTell(records);
  if (!newest.ok()) return newest.status();
  PackRecords own;
  absl::Status status;
  Put(CountChallenged(records, question.outline.steered, benefits.position()), &own.challenged,
      &status);
  const WorkNames names = question.places.Names(records.TypeOf<v1::Project>());
  status.Update(ReadWork(records, *earlier, *newest, names, &own));
  if (!status.ok()) return status;
  const Outline& outline = question.outline;
  Put(ReadMeetings(records, outline.board.has_value() ? outline.board->name() : "",
                   kMaxPackMeetings),
      &own.meetings, &status);
  Put(ReadDocuments(records, kMaxPackDocuments), &own.documents, &status);
  Put(ReadImplications(records, kMaxPackImplications), &own.implications, &status);
  Put(Find(records, *newest, question, benefits, risk), &own.found, &status);
  Put(ReadPlanPart(records, outline, question.compare_to), &own.plans, &status);
  std::set<std::string> names_told = NamesIn(own.work.told(), benefits.part());
  AddNamesIn(own.plans, &names_told);
  Put(ReadTitles(records, names_told), &own.titles, &status);
  if (!status.ok()) return status;
  return own;
}

}  // namespace concordat::programme
