#include "programme-service/src/newest_reports.h"

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "concordat/programme/v1/highlight_report.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using v1::HighlightReport;

// True where `r` ends on a day that ends no period.
std::string EndsNoPeriod() {
  const std::string ends_month = "r.period_end_first = LAST_DAY(r.period_end_first)";
  return Concat("(r.period_end_first = r.period_end_last AND CASE r.period WHEN ",
                int{HighlightReport::PERIOD_WEEK}, " THEN WEEKDAY(r.period_end_first) < 4 WHEN ",
                int{HighlightReport::PERIOD_MONTH}, " THEN NOT ", ends_month, " WHEN ",
                int{HighlightReport::PERIOD_QUARTER}, " THEN NOT ", ends_month,
                " OR MONTH(r.period_end_first) % 3 <> 0 ELSE FALSE END)");
}

// True where a milestone of `r` has no date.
constexpr char kHasOpenMilestone[] =
    "EXISTS (SELECT 1 FROM highlight_report_milestones m WHERE m.resource_name = r.name"
    " AND m.valid_from = r.valid_from AND m.recorded_by = r.recorded_by AND m.due = '')";

}  // namespace

absl::StatusOr<NewestReports> ReadNewestReports(const Records& records) {
  SqlPart query = {
      Concat("SELECT n.work, r.name, r.reported_status, r.title, ", kHasOpenMilestone, " OR ",
             EndsNoPeriod(), ", IF(LENGTH(r.summary) >= ?, SHA1(r.summary), '') FROM "),
      {int64_t{kShortestRepeated}}};
  query.Add(NewestHighlights(records)).Add(" n JOIN ").Add(records.InForce<HighlightReport>());
  query.Add(Concat(" r ON r.name = ", NameOfNewest("n")));
  NewestReports reports;
  absl::Status status = records.Query(query, [&reports](const Row& row) {
    reports[std::string(row.Text(0))] = {
        std::string(row.Text(1)), static_cast<type::v1::Rag>(row.Int(2)), std::string(row.Text(3)),
        row.Int(4) != 0, std::string(row.Text(5))};
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return reports;
}

absl::StatusOr<Reading<NewestReports>> ReadNewestReportsToTell(const Records& records) {
  auto told = ReadNewestReports(records);
  if (!told.ok()) return told.status();
  if (!records.at().public_only) return Reading<NewestReports>(*std::move(told));
  auto all = ReadNewestReports(records.OfAll());
  if (!all.ok()) return all.status();
  return Reading<NewestReports>(*std::move(told), *std::move(all));
}

const NewestReport* NewestOf(const NewestReports& reports, std::string_view work) {
  const auto found = reports.find(work);
  return found == reports.end() ? nullptr : &found->second;
}

std::vector<RepeatedText> RepeatedTexts(const NewestReports& reports) {
  std::map<std::string_view, std::vector<std::string>> by_text;
  for (const auto& [work, report] : reports) {
    if (!report.text.empty()) by_text[report.text].push_back(report.name);
  }
  std::vector<RepeatedText> repeated;
  for (auto& [text, names] : by_text) {
    if (names.size() < 2) continue;
    std::ranges::sort(names);
    const int count = static_cast<int>(names.size());
    if (names.size() > kMaxRepeating) names.resize(kMaxRepeating);
    repeated.push_back({std::move(names), count});
  }
  return repeated;
}

}  // namespace concordat::programme
