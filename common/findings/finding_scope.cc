#include "common/findings/finding_scope.h"

#include <algorithm>

namespace concordat {

void KeepInScope(const Scope& scope, const std::map<std::string, std::string>& owners,
                 Findings* findings) {
  if (scope.everything()) return;
  const auto holds = [&](const std::string& record) {
    const auto owner = owners.find(record);
    return scope.Holds(record) || (owner != owners.end() && scope.Holds(owner->second));
  };
  std::erase_if(*findings, [&holds](const ledger::v1::Finding& finding) {
    return std::ranges::none_of(finding.records(), holds);
  });
}

}  // namespace concordat
