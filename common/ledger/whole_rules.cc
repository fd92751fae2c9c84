#include "common/ledger/whole_rules.h"

#include "common/ledger/rings.h"

namespace concordat {

absl::Status GuardAll(Connection& connection, const Registry& registry, const ResourceType& type,
                      std::string_view parent) {
  const bool alone = IsOrdered(type) || registry.WritersOf(type) == Writers::kOneAtATime;
  return alone ? GuardOrder(connection, type, parent) : absl::OkStatus();
}

absl::StatusOr<std::map<std::string, absl::Status>> CheckWritten(
    Connection& connection, const Registry& registry, const ResourceType& type,
    const std::vector<std::string>& names) {
  std::map<std::string, absl::Status> wrong;
  if (names.empty()) return wrong;
  if (const WholeRule& rule = registry.WholeRuleOf(type)) {
    auto found = rule(connection, names);
    if (!found.ok()) return found.status();
    wrong = *std::move(found);
  }
  for (const std::string& name : names) {
    if (!IsOrdered(type)) break;
    const absl::Status status = CheckNoRing(connection, type, name);
    if (!status.ok() && !absl::IsFailedPrecondition(status)) return status;
    wrong[name].Update(status);
  }
  std::erase_if(wrong, [](const auto& of_name) { return of_name.second.ok(); });
  return wrong;
}

}  // namespace concordat
