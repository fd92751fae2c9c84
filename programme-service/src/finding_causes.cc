#include "programme-service/src/finding_causes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/natural_order.h"
#include "common/base/text.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

enum class Cause {
  // Of a table: one heading would put all of it right.
  kTable,
  // Of a row of a table.
  kRow,
  // Of what a table says of one piece of work.
  kTableOfWork,
  // Of a piece of work: the words by which the paper explains both.
  kExplanation,
};

struct RuleCause {
  std::string_view rule;
  Cause cause;
};

constexpr auto kCauses = std::to_array<RuleCause>({
    {"unit-not-printed", Cause::kTable},
    {"actual-without-evidence", Cause::kTable},
    {"risk-not-scored", Cause::kTable},
    {"measure-cannot-be-judged", Cause::kRow},
    {"measure-without-figures", Cause::kTableOfWork},
    {"result-without-actual", Cause::kTableOfWork},
    {"cost-above-expectation", Cause::kExplanation},
    {"promise-not-realised", Cause::kExplanation},
});

// Shorter ones are formulas such as "See above", which explain nothing.
constexpr size_t kShortestExplanation = 20;

std::string WorksOf(const Finding& finding) {
  std::string works;
  for (const ledger::v1::FindingWork& work : finding.works()) works += Concat(work.work(), "\n");
  return works;
}

// Where the first figure of a finding stands; nothing where that is in no table.
const type::v1::Locator* TableOf(const Finding& finding) {
  for (const ledger::v1::FindingFact& fact : finding.facts()) {
    if (fact.has_source()) return fact.source().table().empty() ? nullptr : &fact.source();
  }
  return nullptr;
}

// What is alike where the cause is one; empty where nothing is known of it.
std::string KeyOf(const Finding& finding, Cause cause) {
  if (cause == Cause::kExplanation) {
    const std::string works = WorksOf(finding);
    const bool explained = finding.reason().size() >= kShortestExplanation && !works.empty();
    return explained ? Concat(works, finding.reason()) : "";
  }
  const type::v1::Locator* table = TableOf(finding);
  if (table == nullptr) return "";
  std::string key = Concat(table->document(), "\n", table->section(), "\n", table->table(), "\n");
  if (cause == Cause::kRow) return table->row().empty() ? "" : key + table->row();
  if (cause == Cause::kTableOfWork) key += WorksOf(finding);
  return key;
}

bool StandsBefore(const Finding* a, const Finding* b) {
  const std::string_view first = a->records_size() == 0 ? std::string_view() : a->records(0);
  const std::string_view second = b->records_size() == 0 ? std::string_view() : b->records(0);
  if (first != second) return NaturallyBefore(first, second);
  return a->finding_id() < b->finding_id();
}

}  // namespace

void LinkCauses(Findings* findings) {
  std::map<std::string, std::vector<Finding*>> by_cause;
  for (Finding& finding : *findings) {
    const auto* found = std::ranges::find(kCauses, finding.rule(), &RuleCause::rule);
    if (found == kCauses.end() || !finding.repeats().empty()) continue;
    const std::string key = KeyOf(finding, found->cause);
    if (!key.empty()) by_cause[Concat(finding.rule(), "\n", key)].push_back(&finding);
  }
  for (auto& [key, alike] : by_cause) {
    std::ranges::sort(alike, StandsBefore);
    for (size_t i = 1; i < alike.size(); ++i) alike[i]->set_repeats(alike[0]->finding_id());
  }
}

}  // namespace concordat::programme
