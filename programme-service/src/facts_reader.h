// Reads facts a list at a time.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FACTS_READER_H_
#define CONCORDAT_PROGRAMME_SERVICE_FACTS_READER_H_

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/sql/bulk.h"
#include "programme-service/src/facts_reading.h"
#include "programme-service/src/stated_date_rules.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {

// What was said of findings has the order of names.
template <typename Record>
constexpr bool kHasPlace =
    !std::is_same_v<Record, v1::Explanation> && !std::is_same_v<Record, v1::RuleSuppression>;

// Fills facts a list at a time; does nothing more after an error.
class FactsReader {
 public:
  using Names = std::vector<std::string>;
  using NameSet = std::set<std::string, std::less<>>;

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

  // The newest of each piece of work, which are asked for where they are not at hand.
  void ReadNewestHighlights(const NewestReports* newest) {
    if (!status_.ok()) return;
    ReadByPlace(&Facts::highlights, newest == nullptr ? FindNewest() : NamesAmong(*newest));
  }

  // Those, the ones that its dates may stand in, and those that `more` names.
  void ReadHighlights(const NewestReports& newest, Names more) {
    if (!status_.ok()) return;
    Names names = NamesAmong(newest);
    std::ranges::move(more, std::back_inserter(names));
    status_.Update(AddReportsWithDates(&names));
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
  absl::StatusOr<Names> FindNewest() const {
    SqlPart query = {Concat("SELECT ", NameOfNewest("h"), ", h.work FROM "), {}};
    query.Add(NewestHighlights(records_)).Add(" h");
    return NamesOf(Works(), query);
  }

  Names NamesAmong(const NewestReports& newest) const {
    Names names;
    for (const std::string& work : Works()) {
      if (const NewestReport* report = NewestOf(newest, work)) names.push_back(report->name);
    }
    return names;
  }

  // Work and a paper that tells the state of a date of it.
  using WorkInPaper = std::pair<std::string, std::string>;

  std::set<WorkInPaper> PapersWithDates() const {
    std::set<WorkInPaper> papers;
    const auto add = [&papers](const auto& work, const std::string& name) {
      for (const v1::StatedDate& date : work.stated_dates()) {
        if (StateOf(date) != v1::StatedDate::STATE_UNSPECIFIED) {
          papers.emplace(name, date.source().document());
        }
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
    const std::set<WorkInPaper> places = PapersWithDates();
    std::set<std::string> papers;
    for (const auto& [work, paper] : places) papers.insert(paper);
    papers.erase("");
    const Names all(papers.begin(), papers.end());
    return ForEachPart(std::span<const std::string>(all), [&](const Names& part) {
      SqlPart query = {Concat("SELECT k.name, ", WorkIn("k"), ", k.source_document FROM "), {}};
      query.Add(records_.InForce<v1::HighlightReport>());
      query.Add(" k WHERE LENGTH(k.source_section) > 0 AND ");
      return records_.Query(query.Add(IsAmong("k.source_document", part)), [&](const Row& row) {
        const WorkInPaper place(row.Text(1), row.Text(2));
        if (places.contains(place)) names->emplace_back(row.Text(0));
        return absl::OkStatus();
      });
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

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FACTS_READER_H_
