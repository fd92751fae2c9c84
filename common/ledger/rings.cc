#include "common/ledger/rings.h"

#include <algorithm>
#include <map>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/guard.h"
#include "common/resource/field_rules.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

// By record: the one it was come to from.
using Ways = std::map<std::string, std::string>;

bool IsOrder(const Column& column) { return RulesOf(*column.path.back()).acyclic; }

// What the records lead to, as far as it is in force on any day.
absl::Status Follow(Connection& connection, const ResourceType& type, const Column& column,
                    const std::vector<std::string>& from, Ways* ways,
                    std::vector<std::string>* reached) {
  return QueryIn(
      connection,
      Concat("SELECT DISTINCT name, `", column.name, "` FROM `", type.table(), "` WHERE name IN "),
      from, Concat(" AND superseded_by IS NULL AND deleted = 0 AND `", column.name, "` <> ''"),
      [ways, reached](const Row& row) {
        const std::string to(row.Text(1));
        if (ways->emplace(to, row.Text(0)).second) reached->push_back(to);
        return absl::OkStatus();
      });
}

std::string Describe(const Ways& ways, const std::string& name) {
  std::string text = name;
  std::string at = name;
  do {
    at = ways.at(at);
    text = Concat(at, " → ", text);
  } while (at != name);
  return text;
}

absl::Status CheckColumn(Connection& connection, const ResourceType& type, const Column& column,
                         const std::string& name) {
  Ways ways;
  std::vector<std::string> from = {name};
  while (!from.empty()) {
    std::vector<std::string> reached;
    absl::Status status = Follow(connection, type, column, from, &ways, &reached);
    if (!status.ok()) return status;
    if (ways.contains(name)) {
      return WithFields(ErrorWithReason(absl::StatusCode::kFailedPrecondition, kRing,
                                        Concat(name, " would lead back to itself")),
                        {{Concat(type.table(), ".", column.field), Describe(ways, name)}});
    }
    from = std::move(reached);
  }
  return absl::OkStatus();
}

}  // namespace

bool IsOrdered(const ResourceType& type) { return std::ranges::any_of(type.columns(), IsOrder); }

absl::Status GuardOrder(Connection& connection, const ResourceType& type, std::string_view parent) {
  return GuardWhole(connection, Concat(parent, "/", type.collection()));
}

absl::Status CheckNoRing(Connection& connection, const ResourceType& type,
                         const std::string& name) {
  for (const Column& column : type.columns()) {
    if (!IsOrder(column)) continue;
    absl::Status status = CheckColumn(connection, type, column, name);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace concordat
