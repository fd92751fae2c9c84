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
#include "programme-service/src/light_candidates.h"
#include "programme-service/src/status_judgement.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using Names = std::vector<std::string>;
using v1::LiveService;

constexpr int kGreen = type::v1::RAG_GREEN;

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

// True of a stated date of an alias that is said to be to come.
std::string IsToCome(std::string_view alias) {
  return Concat("(", alias, ".still_to_come = 1 OR ", alias,
                ".state = ", int{v1::StatedDate::STATE_TO_COME}, ")");
}

// True of one that is said to be to come or under way.
std::string IsSaidOpen(std::string_view alias) {
  return Concat("(", IsToCome(alias), " OR ", alias,
                ".state = ", int{v1::StatedDate::STATE_UNDER_WAY}, ")");
}

// True of a date `d` that may lie before the one `e` that it awaits, or has begun before it.
std::string MayComeBeforeAwaited() {
  return Concat("d.awaits <> '' AND (d.date_last < e.date_last OR (d.state IN (",
                int{v1::StatedDate::STATE_DONE}, ", ", int{v1::StatedDate::STATE_UNDER_WAY},
                ") AND ", IsSaidOpen("e"), "))");
}

// Work that is over has no host that it needs.
std::string IsOver(const v1::Project*) {
  return Concat("w.lifecycle IN (", int{v1::Project::LIFECYCLE_CLOSED}, ", ",
                int{v1::Project::LIFECYCLE_WITHDRAWN}, ")");
}
std::string IsOver(const LiveService*) { return "FALSE"; }

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
    absl::Status status = FindByOwnRules();
    if (status.ok()) status = FindByDates();
    if (status.ok()) status = FindByHost();
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
    passed.Add(Concat(" s ON s.name = d.source_document WHERE ", IsToCome("d"),
                      " AND (d.date_last < s.dated_first OR d.date_last < ?)"),
               {last_report_});
    if (status.ok()) status = Add(passed);
    return status.ok() ? FindByStates() : status;
  }

  absl::Status FindByStates() {
    SqlPart both_ways = BeginDates();
    both_ways.Add(
        Concat(" GROUP BY w.name, d.what HAVING MAX(d.state = ", int{v1::StatedDate::STATE_DONE},
               ") = 1 AND MAX(", IsSaidOpen("d"), ") = 1"));
    absl::Status status = Add(both_ways);
    SqlPart awaits = BeginDates();
    awaits.Add(Concat(" JOIN ", WorkTable<Work>::kDatesTable,
                      " e ON e.resource_name = d.resource_name AND e.valid_from = d.valid_from"
                      " AND e.recorded_by = d.recorded_by AND e.what = d.awaits WHERE ",
                      MayComeBeforeAwaited()));
    if (status.ok()) status = Add(awaits);
    return status;
  }

  // A council has left what it hosts.
  absl::Status FindByHost() {
    SqlPart left = Begin();
    left.Add(" JOIN ").Add(records_.InForce<v1::Participation>());
    left.Add(
        Concat(" k ON k.", WorkTable<Work>::kOwnerColumn,
               " = w.name WHERE k.engagement = ", int{v1::Participation::ENGAGEMENT_WITHDRAWN},
               " AND (k.council = w.host_council OR k.role = ", int{v1::Participation::ROLE_HOST},
               ") AND NOT ", IsOver(static_cast<const Work*>(nullptr))));
    return Add(left);
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

absl::StatusOr<WorkNames> FindWorkCandidates(const Records& records, const NewestReports& newest,
                                             const benefits::v1::BenefitsPosition& positions) {
  SqlPart last = {"SELECT MAX(k.period_end_first) FROM ", {}};
  auto last_report = records.Names(last.Add(records.InForce<v1::HighlightReport>()).Add(" k"));
  if (!last_report.ok()) return last_report.status();
  WorkNames names;
  absl::Status status = FindByLights(records, newest, &names);
  WorkFinder<v1::Project> projects(records, last_report->front(), &names.projects);
  if (status.ok()) status = projects.Find();
  WorkFinder<LiveService> services(records, last_report->front(), &names.live_services);
  if (status.ok()) status = services.Find();
  Names unrealised, saving;
  // A name of another type is none of what it is looked for among.
  for (const benefits::v1::WorkPosition& position : positions.works()) {
    if (MissesBenefits(position)) unrealised.push_back(position.work());
    if (position.first_actual_pence() != 0) saving.push_back(position.work());
  }
  if (status.ok()) {
    status = services.FindAmong(unrealised, Concat("w.reported_status = ", kGreen));
  }
  if (status.ok()) {
    status = projects.FindAmong(unrealised,
                                Concat("w.lifecycle = ", int{v1::Project::LIFECYCLE_WITHDRAWN}));
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
