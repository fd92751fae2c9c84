// Which work the rules look into. SQL leaves out what no rule can find anything in; the
// rules judge the rest.
#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "common/base/text.h"
#include "common/sql/bulk.h"
#include "concordat/type/v1/rag.pb.h"
#include "programme-service/src/facts_reading.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using Names = std::vector<std::string>;
using v1::LiveService;

constexpr int kRed = type::v1::RAG_RED;
constexpr int kAmber = type::v1::RAG_AMBER;
constexpr int kGreen = type::v1::RAG_GREEN;

// `(SELECT work, unresolved)`: the work that has open issues, and how many of them are not
// expected to be resolved.
SqlPart OpenIssues(const Records& records) {
  SqlPart part = {Concat("(SELECT ", WorkIn("k"), " AS work, SUM(k.expectation = ",
                         int{v1::Issue::EXPECTATION_NOT_RESOLVED}, ") AS unresolved FROM "),
                  {}};
  return part.Add(records.InForce<v1::Issue>())
      .Add(" k WHERE ")
      .Add(IsOpen("k", records.at().day))
      .Add(" GROUP BY work)");
}

// A light that the open issues do not give, or that none of them explains.
std::string MayBeOtherThanIssues() {
  return Concat("(w.reported_status = ", kGreen,
                " AND i.work IS NOT NULL) OR (w.reported_status = ", kAmber,
                " AND (i.work IS NULL OR i.unresolved > 0)) OR (w.reported_status = ", kRed,
                " AND (i.work IS NULL OR i.unresolved = 0))");
}

// True where the newest highlight report of an alias has another light.
std::string DiffersFromReport(std::string_view alias) {
  const std::string light = LightOfNewest(alias);
  return Concat("(", light, " > 0 AND ", light, " <> w.reported_status)");
}

std::string IsTroubled() { return Concat("w.reported_status IN (", kRed, ", ", kAmber, ")"); }

// The report `r` that `h` tells of.
void AddReport(const Records& records, SqlPart* query) {
  query->Add(" LEFT JOIN ").Add(records.InForce<v1::HighlightReport>());
  query->Add(Concat(" r ON r.name = ", NameOfNewest("h")));
}

// True where `r` has another title than `w`, or milestones without a date.
constexpr char kReportIsUnlike[] =
    " OR LOWER(r.title) <> LOWER(w.title) OR EXISTS (SELECT 1 FROM highlight_report_milestones m"
    " WHERE m.resource_name = r.name AND m.valid_from = r.valid_from AND m.recorded_by ="
    " r.recorded_by AND m.due = '')";

void AddLights(const Records& records, const v1::Project*, SqlPart* query) {
  query->Add(" LEFT JOIN ").Add(NewestHighlights(records, {"h.project <> ''", {}}));
  query->Add(" h ON h.work = w.name");
  AddReport(records, query);
  query->Add(" WHERE ").Add(DiffersFromReport("h")).Add(kReportIsUnlike);
  query->Add(Concat(" OR (h.work IS NULL AND ", IsTroubled(), ")"));
}

// A live service without a report has that of the project which changes it.
void AddLights(const Records& records, const LiveService*, SqlPart* query) {
  query->Add(" LEFT JOIN ").Add(NewestHighlights(records, {"h.project = ''", {}}));
  SqlPart changing = {"h.project IN (SELECT s.project FROM ", {}};
  changing.Add(records.InForce<LiveService>()).Add(" s WHERE s.project <> '')");
  query->Add(" h ON h.work = w.name LEFT JOIN ").Add(NewestHighlights(records, changing));
  query->Add(" p ON p.work = w.project");
  AddReport(records, query);
  query->Add(" WHERE ").Add(DiffersFromReport("h")).Add(kReportIsUnlike);
  query->Add(Concat(" OR (h.work IS NULL AND ", DiffersFromReport("p"),
                    ") OR (h.work IS NULL AND p.work IS NULL AND ", IsTroubled(), ")"));
}

absl::StatusOr<SqlPart> OwnRules(const Records&, const v1::Project*) {
  return SqlPart{Concat("w.baseline_end_last < w.current_end_first OR (LENGTH(w.lead_role) = 0"
                        " AND w.lifecycle IN (",
                        int{v1::Project::LIFECYCLE_BUSINESS_CASE}, ", ",
                        int{v1::Project::LIFECYCLE_IMPLEMENTATION}, "))"),
                 {}};
}

// No review, or none yet where what went live last of all reviewed did so later.
absl::StatusOr<SqlPart> OwnRules(const Records& records, const LiveService*) {
  const std::string done = Concat("w.benefits_review = ", int{LiveService::REVIEW_STATE_DONE});
  SqlPart newest = {"SELECT MAX(w.went_live_first) FROM ", {}};
  newest.Add(records.InForce<LiveService>()).Add(Concat(" w WHERE ", done));
  auto days = records.Names(newest);
  if (!days.ok()) return days.status();
  const std::string& day = days->front();
  SqlPart part = {Concat("w.benefits_review = ", int{LiveService::REVIEW_STATE_MISSING}), {}};
  if (day.empty()) return part;
  part.Add(Concat(" OR (w.benefits_review = ", int{LiveService::REVIEW_STATE_NOT_DUE},
                  " AND w.went_live_last < ?)"),
           {day});
  return part.Add(Concat(" OR (", done, " AND w.went_live_first = ?)"), {day});
}

// True of a printed day of the week that is not the name of the day `d` in full.
std::string MayBeOtherWeekday() {
  return "LENGTH(d.weekday) > 0 AND d.date_first = d.date_last AND LOWER(d.weekday) <>"
         " ELT(WEEKDAY(d.date_first) + 1, 'monday', 'tuesday', 'wednesday', 'thursday', 'friday',"
         " 'saturday', 'sunday')";
}

// Finds names of one type of work.
template <typename Work>
class WorkFinder {
 public:
  // `last_report` is the last day that a highlight report is of, empty without any.
  WorkFinder(const Records& records, const std::string& last_report, Names* names)
      : records_(records), names_(*names) {
    if (!last_report.empty()) last_report_ = last_report;
  }

  absl::Status Find() {
    absl::Status status = FindByLights();
    if (status.ok()) status = FindByOwnRules();
    if (status.ok()) status = FindByDates();
    return status;
  }

  // Those among the names of which a condition over `w` is true.
  absl::Status FindAmong(const Names& among, const std::string& condition) {
    return ForEachPart(std::span<const std::string>(among), [&](const Names& part) {
      SqlPart query = Begin();
      query.Add(Concat(" WHERE (", condition, ") AND ")).Add(IsAmong("w.name", part));
      return Add(query);
    });
  }

 private:
  SqlPart Begin() const {
    SqlPart query = {"SELECT w.name FROM ", {}};
    return query.Add(records_.InForce<Work>()).Add(" w");
  }

  absl::Status FindByLights() {
    SqlPart query = Begin();
    query.Add(" LEFT JOIN ").Add(OpenIssues(records_)).Add(" i ON i.work = w.name");
    AddLights(records_, static_cast<const Work*>(nullptr), &query);
    query.Add(Concat(" OR ", MayBeOtherThanIssues()));
    return Add(query);
  }

  absl::Status FindByOwnRules() {
    auto condition = OwnRules(records_, static_cast<const Work*>(nullptr));
    if (!condition.ok()) return condition.status();
    SqlPart query = Begin();
    return Add(query.Add(" WHERE ").Add(*condition));
  }

  // Its dates `d`.
  SqlPart BeginDates() const {
    return Begin().Add(Concat(" JOIN ", WorkTable<Work>::kDatesTable,
                              " d ON d.resource_name = w.name AND d.valid_from = w.valid_from"
                              " AND d.recorded_by = w.recorded_by"));
  }

  absl::Status FindByDates() {
    SqlPart several = BeginDates();
    several.Add(" GROUP BY w.name, d.what HAVING MIN(d.date) <> MAX(d.date)");
    absl::Status status = Add(several);
    SqlPart weekdays = BeginDates();
    weekdays.Add(Concat(" WHERE ", MayBeOtherWeekday()));
    if (status.ok()) status = Add(weekdays);
    SqlPart passed = BeginDates();
    passed.Add(" LEFT JOIN ").Add(records_.InForce<v1::SourceDocument>());
    passed.Add(
        " s ON s.name = d.source_document WHERE d.still_to_come = 1 AND (d.date_last <"
        " s.dated_first OR d.date_last < ?)",
        {last_report_});
    if (status.ok()) status = Add(passed);
    return status;
  }

  absl::Status Add(const SqlPart& query) {
    return records_.Query(query, [this](const Row& row) {
      names_.emplace_back(row.Text(0));
      return absl::OkStatus();
    });
  }

  const Records& records_;
  SqlValue last_report_;
  Names& names_;
};

}  // namespace

absl::StatusOr<WorkNames> FindWorkCandidates(const Records& records,
                                             const benefits::v1::BenefitsPosition& positions) {
  SqlPart last = {"SELECT MAX(k.period_end_first) FROM ", {}};
  auto last_report = records.Names(last.Add(records.InForce<v1::HighlightReport>()).Add(" k"));
  if (!last_report.ok()) return last_report.status();
  WorkNames names;
  absl::Status status =
      WorkFinder<v1::Project>(records, last_report->front(), &names.projects).Find();
  WorkFinder<LiveService> services(records, last_report->front(), &names.live_services);
  if (status.ok()) status = services.Find();
  Names unrealised, saving;
  for (const benefits::v1::WorkPosition& position : positions.works()) {
    if (!records.TypeOf<LiveService>().Matches(position.work())) continue;
    const bool misses = position.has_stated_promise() && !position.unrealised().empty();
    if (misses) unrealised.push_back(position.work());
    if (position.first_actual_pence() != 0) saving.push_back(position.work());
  }
  if (status.ok()) {
    status = services.FindAmong(unrealised, Concat("w.reported_status = ", kGreen));
  }
  if (status.ok()) status = services.FindAmong(saving, "w.went_live_first IS NOT NULL");
  // A service depends on a project.
  SqlPart given_up = {"SELECT w.name, k.name FROM ", {}};
  given_up.Add(records.InForce<LiveService>()).Add(" w JOIN ");
  given_up.Add(records.InForce<v1::Project>());
  given_up.Add(Concat(" k ON k.name = w.project WHERE k.lifecycle = ",
                      int{v1::Project::LIFECYCLE_WITHDRAWN}));
  if (status.ok()) {
    status = records.Query(given_up, [&names](const Row& row) {
      names.live_services.emplace_back(row.Text(0));
      names.projects.emplace_back(row.Text(1));
      return absl::OkStatus();
    });
  }
  // A service is left by councils.
  SqlPart left = {"SELECT w.name FROM ", {}};
  left.Add(records.InForce<LiveService>()).Add(" w JOIN ");
  left.Add(records.InForce<v1::Participation>());
  left.Add(Concat(" k ON k.live_service = w.name WHERE w.reported_status = ", kGreen,
                  " AND k.engagement = ", int{v1::Participation::ENGAGEMENT_WITHDRAWN}));
  if (!status.ok()) return status;
  auto more = records.Names(left);
  if (!more.ok()) return more.status();
  std::ranges::move(*more, std::back_inserter(names.live_services));
  return names;
}

}  // namespace concordat::programme
