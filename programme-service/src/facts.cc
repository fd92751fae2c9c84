#include "programme-service/src/facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/errors.h"
#include "common/base/natural_order.h"
#include "common/ledger/in_force.h"
#include "programme-service/src/work_rules.h"

namespace concordat::programme {
namespace {

using Names = google::protobuf::RepeatedPtrField<std::string>;

// Reads records of one partnership; does nothing more after an error.
class FactsReader {
 public:
  FactsReader(Connection& connection, const Ledger& ledger, std::string parent, const ReadAt& at)
      : connection_(connection), ledger_(ledger), parent_(std::move(parent)), at_(at) {}

  template <typename Record>
  void Read(std::vector<Record>* records) {
    ReadBelow(parent_, records);
  }

  // Sections of a paper, then rows, then names: the order in which it is read.
  template <typename Record>
  void ReadByPlace(std::vector<Record>* records) {
    Read(records);
    std::ranges::sort(*records, [](const Record& a, const Record& b) {
      if (a.source().section() != b.source().section()) {
        return NaturallyBefore(a.source().section(), b.source().section());
      }
      return a.name() < b.name();
    });
  }

  template <typename Record>
  void ReadByName(std::string_view parent, std::map<std::string, Record>* records) {
    std::vector<Record> read;
    ReadBelow(parent, &read);
    for (Record& record : read) {
      std::string name = record.name();
      records->emplace(std::move(name), std::move(record));
    }
  }

  void ReadPartnership(std::optional<v1::Partnership>* partnership) {
    if (!status_.ok()) return;
    auto read = ReadOne(connection_, ledger_.registry().TypeOf<v1::Partnership>(), parent_, at_);
    if (read.ok()) {
      *partnership = static_cast<const v1::Partnership&>(**read);
    } else if (!absl::IsNotFound(read.status())) {
      status_ = read.status();
    }
  }

  const absl::Status& status() const { return status_; }

 private:
  template <typename Record>
  void ReadBelow(std::string_view parent, std::vector<Record>* records) {
    if (!status_.ok()) return;
    auto read = ReadAll<Record>(connection_, ledger_.registry().TypeOf<Record>(), parent, at_);
    status_ = read.status();
    if (read.ok()) *records = *std::move(read);
  }

  Connection& connection_;
  const Ledger& ledger_;
  const std::string parent_;
  const ReadAt& at_;
  absl::Status status_;
};

// Those of one type that may have changed since the earlier day, as they were.
template <typename Record>
absl::Status ReadChanged(Connection& connection, const Ledger& ledger, const std::string& parent,
                         const ReadAt& at, absl::CivilDay earlier,
                         std::map<std::string, std::optional<Record>>* changed) {
  const ResourceType& type = ledger.registry().TypeOf<Record>();
  SqlPart query = {"SELECT a.name FROM (", {}};
  query.Add(RowsInForce(type, parent, at)).Add(") a WHERE ");
  query.Add(ArrivedSince(type, "a", at, earlier));
  std::vector<std::string> names;
  absl::Status status = connection.Query(query.text, query.values, [&](const Row& row) {
    names.emplace_back(row.Text(0));
    changed->emplace(row.Text(0), std::nullopt);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  ReadAt before = at;
  before.day = earlier;
  auto read = ReadNamed<Record>(connection, type, names, before);
  if (!read.ok()) return read.status();
  for (Record& record : *read) {
    const auto place = changed->find(record.name());
    place->second = std::move(record);
  }
  return absl::OkStatus();
}

// What others may belong to.
std::set<std::string> OwnersIn(const Facts& facts) {
  std::set<std::string> names;
  const auto add = [&names](const auto& records) {
    for (const auto& record : records) names.insert(record.name());
  };
  if (facts.partnership.has_value()) names.insert(facts.partnership->name());
  add(facts.boards);
  add(facts.programmes);
  add(facts.projects);
  add(facts.live_services);
  return names;
}

}  // namespace

absl::StatusOr<Facts> ReadFacts(Connection& connection, const Ledger& ledger,
                                const std::string& parent, const ReadAt& at) {
  FactsReader reader(connection, ledger, parent, at);
  Facts facts;
  facts.day = at.day;
  reader.ReadPartnership(&facts.partnership);
  reader.ReadByPlace(&facts.programmes);
  reader.ReadByPlace(&facts.projects);
  reader.ReadByPlace(&facts.live_services);
  reader.ReadByPlace(&facts.issues);
  reader.ReadByPlace(&facts.highlights);
  reader.ReadByPlace(&facts.participations);
  reader.ReadByPlace(&facts.documents);
  reader.Read(&facts.boards);
  reader.Read(&facts.meetings);
  reader.Read(&facts.memberships);
  reader.Read(&facts.explanations);
  reader.Read(&facts.suppressions);
  reader.ReadByName("", &facts.councils);
  if (!reader.status().ok()) return reader.status();
  return facts;
}

absl::StatusOr<Reading<Facts>> ReadFactsToTell(Connection& connection, const Ledger& ledger,
                                               const std::string& parent, const ReadAt& at) {
  return Reading<Facts>::Of(
      at, [&](const ReadAt& which) { return ReadFacts(connection, ledger, parent, which); });
}

absl::StatusOr<EarlierWork> ReadEarlierWork(Connection& connection, const Ledger& ledger,
                                            const std::string& parent, const ReadAt& at,
                                            absl::CivilDay earlier) {
  EarlierWork work;
  absl::Status status = ReadChanged(connection, ledger, parent, at, earlier, &work.projects);
  if (status.ok()) {
    status = ReadChanged(connection, ledger, parent, at, earlier, &work.live_services);
  }
  if (!status.ok()) return status;
  return work;
}

absl::StatusOr<const v1::Board*> FindBoard(const Facts& facts, const std::string& name) {
  if (name.empty()) return nullptr;
  const auto found =
      std::ranges::find(facts.boards, name, [](const v1::Board& board) { return board.name(); });
  if (found == facts.boards.end()) return ResourceNotFound(name);
  return &*found;
}

Names ScopeOf(const Facts& facts, const v1::Board* board) {
  Names names;
  if (board == nullptr || board->programmes().empty()) return names;
  names.Add(std::string(board->name()));
  for (const std::string& programme : board->programmes()) names.Add(std::string(programme));
  const std::set<std::string> programmes(board->programmes().begin(), board->programmes().end());
  const auto add_steered = [&](const auto& work) {
    if (programmes.contains(work.programme())) names.Add(std::string(work.name()));
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

Names NotTold(const Reading<Facts>& reading) {
  Names names;
  if (!reading.is_narrowed()) return names;
  const std::set<std::string> told = OwnersIn(reading.told());
  for (const std::string& name : OwnersIn(reading.all())) {
    if (!told.contains(name)) names.Add(std::string(name));
  }
  return names;
}

std::string DueOf(const v1::Project& project) {
  return project.current_end().empty() ? project.baseline_end() : project.current_end();
}

std::string DueOf(const v1::LiveService&) { return ""; }

}  // namespace concordat::programme
