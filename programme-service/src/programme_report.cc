#include "programme-service/src/programme_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "concordat/programme/v1/membership.pb.h"
#include "programme-service/src/facts_reading.h"
#include "programme-service/src/outline.h"
#include "programme-service/src/pack_tables.h"
#include "programme-service/src/work_report.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

struct Place {
  std::string section, name;
};

bool InOrder(const Place& a, const Place& b) {
  if (a.section != b.section) return NaturallyBefore(a.section, b.section);
  return a.name < b.name;
}

// The work that comes first in the paper, which SQL cannot tell: of what it gives no more
// is kept than is shown.
template <typename Work>
absl::StatusOr<std::vector<std::string>> FirstByPlace(const Records& records,
                                                      const Steered& programmes, size_t most,
                                                      int* left_out) {
  SqlPart query = {"SELECT w.name, w.source_section FROM ", {}};
  query.Add(records.InForce<Work>()).Add(" w WHERE ").Add(IsSteeredBy(programmes));
  std::vector<Place> first;
  *left_out = 0;
  absl::Status status = records.Query(query, [&](const Row& row) {
    first.push_back({std::string(row.Text(1)), std::string(row.Text(0))});
    std::ranges::push_heap(first, InOrder);
    if (first.size() > most) {
      std::ranges::pop_heap(first, InOrder);
      first.pop_back();
      ++*left_out;
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  std::vector<std::string> names;
  for (Place& place : first) names.push_back(std::move(place.name));
  return names;
}

// Those that are members, or host work.
absl::StatusOr<std::vector<v1::Council>> ReadCouncils(const Records& records, int most,
                                                      int* left_out) {
  SqlPart query = {"SELECT k.name FROM (SELECT m.council FROM ", {}};
  query.Add(records.InForce<v1::Membership>()).Add(" m UNION SELECT w.host_council FROM ");
  query.Add(records.InForce<v1::Project>()).Add(" w UNION SELECT w.host_council FROM ");
  query.Add(records.InForce<v1::LiveService>()).Add(" w) named JOIN ");
  query.Add(records.InForce<v1::Council>()).Add(" k ON k.name = named.council ORDER BY k.name");
  auto names = records.Names(query);
  if (!names.ok()) return names.status();
  const size_t shown = std::min<size_t>(names->size(), most);
  *left_out = static_cast<int>(names->size() - shown);
  names->resize(shown);
  return records.Named<v1::Council>(*std::move(names));
}

absl::StatusOr<Reading<Facts>> ReadWork(const Records& records, const Steered& programmes, int most,
                                        v1::ProgrammeReport* report) {
  int left_out = 0;
  auto projects = FirstByPlace<v1::Project>(records, programmes, most, &left_out);
  if (!projects.ok()) return projects.status();
  report->set_projects_left_out(left_out);
  auto services = FirstByPlace<v1::LiveService>(records, programmes, most, &left_out);
  if (!services.ok()) return services.status();
  report->set_live_services_left_out(left_out);
  return ReadAboutToTell(records, {*std::move(projects), *std::move(services)});
}

absl::Status AddLists(const Records& records, const std::string& board, int most,
                      v1::ProgrammeReport* report) {
  auto meetings = ReadMeetings(records, board, most);
  if (!meetings.ok()) return meetings.status();
  report->mutable_meetings()->Assign(meetings->records.begin(), meetings->records.end());
  report->set_meetings_left_out(meetings->left_out);
  auto documents = ReadDocuments(records, most);
  if (!documents.ok()) return documents.status();
  report->mutable_documents()->Assign(documents->records.begin(), documents->records.end());
  report->set_documents_left_out(documents->left_out);
  int left_out = 0;
  auto councils = ReadCouncils(records, most, &left_out);
  if (!councils.ok()) return councils.status();
  report->mutable_councils()->Assign(councils->begin(), councils->end());
  report->set_councils_left_out(left_out);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ProgrammeReport> ReadProgrammeReport(
    const Records& records, const std::string& board,
    const benefits::v1::BenefitsPosition& positions, int most) {
  auto outline = ReadOutline(records, board);
  if (!outline.ok()) return outline.status();
  v1::ProgrammeReport report;
  if (outline->partnership.has_value()) *report.mutable_partnership() = *outline->partnership;
  if (outline->board.has_value()) *report.mutable_board() = *outline->board;
  report.mutable_scope()->Swap(&outline->scope);
  auto work = ReadWork(records, outline->steered, most, &report);
  if (!work.ok()) return work.status();
  const WorkReporter reporter(*work, positions);
  for (const v1::Project& project : reporter.facts().projects) {
    *report.add_projects() = reporter.Report(project);
  }
  for (const v1::LiveService& service : reporter.facts().live_services) {
    *report.add_live_services() = reporter.Report(service);
  }
  absl::Status status = AddLists(records, board, most, &report);
  if (!status.ok()) return status;
  return report;
}

}  // namespace concordat::programme
