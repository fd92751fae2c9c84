#include "common/findings/finding_scope.h"

#include <algorithm>
#include <string_view>

#include "common/findings/finding_id.h"

namespace concordat {

void SetWorks(const std::set<std::string>& works, ledger::v1::Finding* finding) {
  finding->clear_works();
  for (const std::string& work : works) {
    const std::string_view name = work;
    const bool is_work = name.find("/projects/") != std::string_view::npos ||
                         name.find("/liveServices/") != std::string_view::npos;
    if (is_work && finding->works_size() < kMostWorks) finding->add_works()->set_work(work);
  }
}

void SetWorks(const std::map<std::string, std::string>& owners, Findings* findings) {
  for (ledger::v1::Finding& finding : *findings) {
    std::set<std::string> works;
    for (const std::string& record : finding.records()) {
      const auto owner = owners.find(record);
      works.insert(owner == owners.end() ? record : owner->second);
    }
    SetWorks(works, &finding);
  }
}

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
  DropLooseLinks(findings);
}

}  // namespace concordat
