#include "programme-service/src/plan_graph.h"

#include <set>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/slices.h"
#include "common/sql/bulk.h"
#include "programme-service/src/dependency_rules.h"

namespace concordat::programme {
namespace {

constexpr char kNamed[] =
    "SELECT name, predecessor, successor, kind, valid_from, valid_to FROM dependency WHERE name "
    "IN ";
constexpr char kAfter[] =
    "SELECT name, predecessor, successor, kind, valid_from, valid_to FROM dependency"
    " WHERE predecessor IN ";
constexpr char kOnAnyDay[] = " AND superseded_by IS NULL AND deleted = 0";

constexpr char kOutsideKey[] =
    "SELECT p.name, p.stage, p.stage_model FROM stage_plan p JOIN stage_model m"
    " ON m.name = p.stage_model AND m.superseded_by IS NULL AND m.deleted = 0"
    " AND m.valid_from < p.valid_to AND p.valid_from < m.valid_to"
    " LEFT JOIN stage_model_stages s ON s.resource_name = m.name AND s.valid_from = m.valid_from"
    " AND s.recorded_by = m.recorded_by AND s.label = p.stage"
    " WHERE p.superseded_by IS NULL AND p.deleted = 0 AND p.stage <> '' AND s.label IS NULL"
    " AND p.name IN ";

// Dependencies by name and first day, as they are read, each once.
class Reached {
 public:
  // Adds what the query gives; answers with what waits there.
  absl::StatusOr<std::vector<std::string>> Read(Connection& connection, std::string_view query,
                                                const std::vector<std::string>& names) {
    std::vector<std::string> waiting;
    absl::Status status = QueryIn(connection, query, names, kOnAnyDay, [&](const Row& row) {
      const auto from = ParseDay(row.Text(4));
      if (!from.ok()) return absl::InternalError("a dependency has no days");
      // The end of time is no day that people write.
      const auto to = ParseDay(row.Text(5));
      waiting.emplace_back(row.Text(2));
      std::string name(row.Text(0));
      if (!known_.emplace(name, *from).second) return absl::OkStatus();
      all_.push_back({std::move(name), std::string(row.Text(1)), waiting.back(),
                      static_cast<int>(row.Int(3)), *from, to.ok() ? *to : kEndOfTime});
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return waiting;
  }

  const std::vector<Tied>& all() const { return all_; }

 private:
  std::set<std::pair<std::string, absl::CivilDay>> known_;
  std::vector<Tied> all_;
};

}  // namespace

absl::StatusOr<StatusByName> CheckDependencies(Connection& connection,
                                               const std::vector<std::string>& names) {
  Reached reached;
  auto level = reached.Read(connection, kNamed, names);
  if (!level.ok()) return level.status();
  std::set<std::string> followed, first;
  for (const Tied& tied : reached.all()) first.insert(tied.predecessor);
  // What else waits for the same, for those that tie the same two.
  auto beside = reached.Read(connection, kAfter, {first.begin(), first.end()});
  if (!beside.ok()) return beside.status();
  while (!level->empty()) {
    std::vector<std::string> next;
    for (std::string& name : *level) {
      if (followed.insert(name).second) next.push_back(std::move(name));
    }
    level = reached.Read(connection, kAfter, next);
    if (!level.ok()) return level.status();
  }
  return CheckGraph(reached.all(), names);
}

absl::StatusOr<StatusByName> CheckStagesInKey(Connection& connection,
                                              const std::vector<std::string>& names) {
  StatusByName wrong;
  absl::Status status = QueryIn(connection, kOutsideKey, names, "", [&wrong](const Row& row) {
    wrong.emplace(row.Text(0),
                  InvalidField("stage_plan.stage",
                               Concat("\"", row.Text(1), "\" is no label of ", row.Text(2))));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return wrong;
}

}  // namespace concordat::programme
