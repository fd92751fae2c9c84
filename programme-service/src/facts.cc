#include "programme-service/src/facts.h"

#include <algorithm>
#include <utility>

#include "common/base/date.h"
#include "common/base/natural_order.h"
#include "concordat/programme/v1/council.pb.h"
#include "programme-service/src/work_rules.h"

namespace concordat::programme {
namespace {

// Sections of a paper, then rows, then names: the order in which it is read.
template <typename Record>
void SortByPlace(std::vector<Record>& records) {
  std::ranges::sort(records, [](const Record& a, const Record& b) {
    if (a.source().section() != b.source().section()) {
      return NaturallyBefore(a.source().section(), b.source().section());
    }
    return a.name() < b.name();
  });
}

template <typename Record>
absl::Status Read(Connection& connection, const Ledger& ledger, const std::string& parent,
                  const ReadAt& at, std::vector<Record>* records) {
  auto read = ReadAll<Record>(connection, ledger.registry().TypeOf<Record>(), parent, at);
  if (!read.ok()) return read.status();
  *records = *std::move(read);
  SortByPlace(*records);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Facts> ReadFacts(Connection& connection, const Ledger& ledger,
                                const std::string& parent, const ReadAt& at) {
  Facts facts;
  facts.day = at.day;
  absl::Status status = Read(connection, ledger, parent, at, &facts.programmes);
  if (status.ok()) status = Read(connection, ledger, parent, at, &facts.projects);
  if (status.ok()) status = Read(connection, ledger, parent, at, &facts.live_services);
  if (status.ok()) status = Read(connection, ledger, parent, at, &facts.issues);
  if (status.ok()) status = Read(connection, ledger, parent, at, &facts.highlights);
  if (status.ok()) status = Read(connection, ledger, parent, at, &facts.participations);
  if (status.ok()) status = Read(connection, ledger, parent, at, &facts.documents);
  if (!status.ok()) return status;
  auto councils = ReadAll<v1::Council>(connection, ledger.registry().TypeOf<v1::Council>(), "", at);
  if (!councils.ok()) return councils.status();
  for (const v1::Council& council : *councils) {
    facts.council_titles[council.name()] = council.title();
  }
  return facts;
}

google::protobuf::RepeatedPtrField<std::string> ScopeOf(const Facts& facts,
                                                        const v1::Board& board) {
  google::protobuf::RepeatedPtrField<std::string> names;
  if (board.programmes().empty()) return names;
  names.Add(std::string(board.name()));
  for (const std::string& programme : board.programmes()) names.Add(std::string(programme));
  const auto add_steered = [&names, &board](const auto& work) {
    if (std::ranges::count(board.programmes(), work.programme()) > 0) {
      names.Add(std::string(work.name()));
    }
  };
  std::ranges::for_each(facts.projects, add_steered);
  std::ranges::for_each(facts.live_services, add_steered);
  return names;
}

std::map<std::string, std::string> WorkByRecord(const Facts& facts) {
  std::map<std::string, std::string> works;
  for (const auto& issue : facts.issues) works[issue.name()] = WorkOf(issue);
  for (const auto& report : facts.highlights) works[report.name()] = WorkOf(report);
  for (const auto& one : facts.participations) works[one.name()] = WorkOf(one);
  return works;
}

std::vector<v1::Issue> OpenIssues(const Facts& facts, const std::string& work) {
  std::vector<v1::Issue> open;
  for (const v1::Issue& issue : facts.issues) {
    if (WorkOf(issue) != work) continue;
    const auto closed = ParsePartialDate(issue.closed());
    if (!closed.ok() || closed->last > facts.day) open.push_back(issue);
  }
  return open;
}

const v1::HighlightReport* NewestHighlight(const Facts& facts, const std::string& work) {
  const v1::HighlightReport* newest = nullptr;
  for (const v1::HighlightReport& report : facts.highlights) {
    if (WorkOf(report) != work || !report.submitted()) continue;
    if (newest == nullptr || newest->period_end() < report.period_end()) newest = &report;
  }
  return newest;
}

const v1::HighlightReport* HighlightOf(const Facts& facts, const v1::Project& project) {
  return NewestHighlight(facts, project.name());
}

const v1::HighlightReport* HighlightOf(const Facts& facts, const v1::LiveService& service) {
  const v1::HighlightReport* own = NewestHighlight(facts, service.name());
  if (own != nullptr || service.project().empty()) return own;
  return NewestHighlight(facts, service.project());
}

const benefits::v1::WorkPosition* PositionOf(const benefits::v1::BenefitsPosition& positions,
                                             const std::string& work) {
  const auto found = std::ranges::find(positions.works(), work,
                                       [](const auto& position) { return position.work(); });
  return found == positions.works().end() ? nullptr : &*found;
}

}  // namespace concordat::programme
