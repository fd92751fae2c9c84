#include "programme-service/src/facts_reading.h"

#include <functional>
#include <iterator>
#include <set>
#include <type_traits>
#include <utility>

#include "common/base/text.h"
#include "programme-service/src/numbering.h"
#include "programme-service/src/wide_facts.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using Names = std::vector<std::string>;
using NameSet = std::set<std::string, std::less<>>;

// What was said of findings has the order of names.
template <typename Record>
constexpr bool kHasPlace =
    !std::is_same_v<Record, v1::Explanation> && !std::is_same_v<Record, v1::RuleSuppression>;

// Fills facts a list at a time; does nothing more after an error.
class FactsReader {
 public:
  explicit FactsReader(const Records& records, Facts facts = {})
      : records_(records), facts_(std::move(facts)) {
    facts_.day = day();
  }

  const Facts& facts() const { return facts_; }
  absl::CivilDay day() const { return records_.at().day; }

  template <typename Record>
  void Read(std::vector<Record> Facts::* list, absl::StatusOr<Names> names) {
    if (status_.ok()) status_ = names.status();
    if (!status_.ok()) return;
    auto read = records_.Named<Record>(*std::move(names));
    status_ = read.status();
    if (!read.ok()) return;
    facts_.*list = *std::move(read);
  }

  template <typename Record>
  void ReadByPlace(std::vector<Record> Facts::* list, absl::StatusOr<Names> names) {
    Read(list, std::move(names));
    SortByPlace(&(facts_.*list));
  }

  // Those for which a condition over `k` holds.
  template <typename Record>
  void ReadWhere(std::vector<Record> Facts::* list, const SqlPart& condition) {
    if (!status_.ok()) return;
    SqlPart query = {"SELECT k.name FROM ", {}};
    query.Add(records_.InForce<Record>()).Add(" k WHERE ").Add(condition);
    Read(list, records_.Names(query));
    if constexpr (kHasPlace<Record>) SortByPlace(&(facts_.*list));
  }

  // Names of records that the query gives beside the work that each is of, of some work.
  absl::StatusOr<Names> NamesOf(const NameSet& works, const SqlPart& query) const {
    Names names;
    if (works.empty()) return names;
    absl::Status status = records_.Query(query, [&](const Row& row) {
      if (works.contains(row.Text(1))) names.emplace_back(row.Text(0));
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return names;
  }

  void ReadWork(const WorkNames& names) {
    ReadByPlace(&Facts::projects, names.projects);
    ReadByPlace(&Facts::live_services, names.live_services);
  }

  void ReadOpenIssues() {
    if (!status_.ok()) return;
    SqlPart query = {Concat("SELECT k.name, ", WorkIn("k"), " FROM "), {}};
    query.Add(records_.InForce<v1::Issue>()).Add(" k WHERE ").Add(IsOpen("k", day()));
    ReadByPlace(&Facts::issues, NamesOf(Works(), query));
  }

  void ReadParticipations() {
    if (!status_.ok()) return;
    SqlPart query = {Concat("SELECT k.name, ", WorkIn("k"), " FROM "), {}};
    query.Add(records_.InForce<v1::Participation>()).Add(" k");
    ReadByPlace(&Facts::participations, NamesOf(Works(), query));
  }

  // The newest of each piece of work, those that its dates may stand in, and those that
  // `more` names.
  void ReadHighlights(Names more) {
    if (!status_.ok()) return;
    SqlPart query = {Concat("SELECT ", NameOfNewest("h"), ", h.work FROM "), {}};
    query.Add(NewestHighlights(records_, {"TRUE", {}})).Add(" h");
    auto names = NamesOf(Works(), query);
    if (names.ok()) std::ranges::move(more, std::back_inserter(*names));
    if (names.ok()) status_ = AddReportsWithDates(&*names);
    ReadByPlace(&Facts::highlights, std::move(names));
  }

  // The papers that dates of the work stand in.
  void ReadDocuments() {
    std::set<std::string> names;
    const auto add = [&names](const auto& works) {
      for (const auto& work : works) {
        for (const v1::StatedDate& date : work.stated_dates()) {
          if (!date.source().document().empty()) names.insert(date.source().document());
        }
      }
    };
    add(facts_.projects);
    add(facts_.live_services);
    ReadByPlace(&Facts::documents, Names(names.begin(), names.end()));
  }

  void ReadCouncils() {
    if (!status_.ok()) return;
    Names names;
    for (const v1::Participation& part : facts_.participations) names.push_back(part.council());
    auto councils = records_.Named<v1::Council>(std::move(names));
    status_ = councils.status();
    if (!councils.ok()) return;
    for (v1::Council& council : *councils) {
      std::string name = council.name();
      facts_.councils.emplace(std::move(name), std::move(council));
    }
  }

  absl::StatusOr<Facts> Take() {
    if (!status_.ok()) return status_;
    return std::move(facts_);
  }

 private:
  // Work and a paper that speaks of a date of it as still to come.
  using WorkInPaper = std::pair<std::string, std::string>;

  std::set<WorkInPaper> PapersWithDates() const {
    std::set<WorkInPaper> papers;
    const auto add = [&papers](const auto& work, const std::string& name) {
      for (const v1::StatedDate& date : work.stated_dates()) {
        if (date.still_to_come()) papers.emplace(name, date.source().document());
      }
    };
    for (const v1::Project& project : facts_.projects) add(project, project.name());
    for (const v1::LiveService& service : facts_.live_services) {
      add(service, service.name());
      add(service, service.project());
    }
    return papers;
  }

  absl::Status AddReportsWithDates(Names* names) const {
    const std::set<WorkInPaper> papers = PapersWithDates();
    if (papers.empty()) return absl::OkStatus();
    SqlPart query = {Concat("SELECT k.name, ", WorkIn("k"), ", k.source_document FROM "), {}};
    query.Add(records_.InForce<v1::HighlightReport>()).Add(" k WHERE LENGTH(k.source_section) > 0");
    return records_.Query(query, [&](const Row& row) {
      const WorkInPaper place(row.Text(1), row.Text(2));
      if (papers.contains(place)) names->emplace_back(row.Text(0));
      return absl::OkStatus();
    });
  }

  // The work, and what a live service is changed by: its report stands for both.
  NameSet Works() const {
    NameSet works;
    for (const v1::Project& project : facts_.projects) works.insert(project.name());
    for (const v1::LiveService& service : facts_.live_services) {
      works.insert(service.name());
      works.insert(service.project());
    }
    works.erase("");
    return works;
  }

  const Records& records_;
  Facts facts_;
  absl::Status status_;
};

template <typename Read>
absl::StatusOr<Reading<Facts>> ToTell(const Records& records, const Read& read) {
  auto told = read(records);
  if (!told.ok()) return told.status();
  if (!records.at().public_only) return Reading<Facts>(*std::move(told));
  auto all = read(records.OfAll());
  if (!all.ok()) return all.status();
  return Reading<Facts>(*std::move(told), *std::move(all));
}

}  // namespace

absl::StatusOr<Facts> ReadAbout(const Records& records, const WorkNames& names) {
  FactsReader reader(records);
  reader.ReadWork(names);
  reader.ReadOpenIssues();
  reader.ReadHighlights({});
  reader.ReadParticipations();
  reader.ReadDocuments();
  return reader.Take();
}

absl::StatusOr<Reading<Facts>> ReadAboutToTell(const Records& records, const WorkNames& names) {
  return ToTell(records, [&](const Records& which) { return ReadAbout(which, names); });
}

absl::StatusOr<Facts> ReadCandidates(const Records& records,
                                     const benefits::v1::BenefitsPosition& positions) {
  auto wide = ReadWideFacts(records);
  if (!wide.ok()) return wide.status();
  auto names = FindWorkCandidates(records, positions);
  if (!names.ok()) return names.status();
  for (const NumberGap& gap : GapsIn(wide->numbering)) {
    for (const std::string& work : {gap.before.work, gap.after.work}) {
      names->Add(records.TypeOf<v1::Project>(), work);
    }
  }
  SqlPart incomplete = {"SELECT k.name FROM ", {}};
  incomplete.Add(records.InForce<v1::HighlightReport>());
  incomplete.Add(" k WHERE k.submitted = 1 AND LENGTH(k.planned_next) = 0");
  auto reports = records.Names(incomplete);
  if (!reports.ok()) return reports.status();
  for (const RepeatedText& text : wide->repeated_texts) {
    reports->insert(reports->end(), text.reports.begin(), text.reports.end());
  }
  FactsReader reader(records, *std::move(wide));
  reader.ReadWork(*names);
  reader.ReadOpenIssues();
  reader.ReadHighlights(*std::move(reports));
  reader.ReadDocuments();
  reader.ReadWhere(&Facts::programmes, {"LENGTH(k.source_section) > 0 AND k.description = ''", {}});
  reader.ReadWhere(&Facts::participations,
                   {Concat("k.engagement = ", int{v1::Participation::ENGAGEMENT_WITHDRAWN},
                           " AND k.live_service <> ''"),
                    {}});
  reader.ReadCouncils();
  reader.ReadWhere(&Facts::explanations, {"TRUE", {}});
  reader.ReadWhere(&Facts::suppressions, {"TRUE", {}});
  return reader.Take();
}

absl::StatusOr<Reading<Facts>> ReadCandidatesToTell(
    const Records& records, const benefits::v1::BenefitsPosition& positions) {
  return ToTell(records, [&](const Records& which) { return ReadCandidates(which, positions); });
}

absl::StatusOr<Facts> ReadCandidatesOf(Connection& connection, const Ledger& ledger,
                                       const std::string& parent, const ReadAt& at) {
  return ReadCandidates(Records(connection, ledger.registry(), parent, at), {});
}

}  // namespace concordat::programme
