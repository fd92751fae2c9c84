#include "gateway/src/board_pack/board_pack_compose.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/base/date.h"

namespace concordat::gateway {
namespace {

template <typename Record>
void LeaveOutExempt(std::vector<Record>* records) {
  std::erase_if(*records,
                [](const Record& record) { return record.marking() == type::v1::MARKING_EXEMPT; });
}

void Count(const v1::StatusLine& line, v1::StatusCounts* counts) {
  switch (line.reported()) {
    case v1::STATUS_RED:
      counts->set_red(counts->red() + 1);
      break;
    case v1::STATUS_AMBER:
      counts->set_amber(counts->amber() + 1);
      break;
    case v1::STATUS_GREEN:
      counts->set_green(counts->green() + 1);
      break;
    default:
      counts->set_not_reported(counts->not_reported() + 1);
  }
  if (line.challenged()) counts->set_challenged(counts->challenged() + 1);
}

v1::StatusLine* AddLine(v1::BoardPack* pack, const v1::StatusLine& line) {
  if (line.reported() == v1::STATUS_RED) return pack->add_red();
  if (line.reported() == v1::STATUS_AMBER) return pack->add_amber();
  if (line.changes_size() > 0 || IsDue(line, pack->as_at())) return pack->add_changed();
  return pack->add_rest();
}

void AddLines(std::vector<v1::StatusLine> lines, v1::BoardPack* pack) {
  std::ranges::sort(lines, {}, [](const v1::StatusLine& line) {
    return std::tuple(line.kind(), line.title(), line.record());
  });
  v1::StatusCounts* counts = pack->mutable_counts();
  for (v1::StatusLine& line : lines) {
    Count(line, counts);
    *AddLine(pack, line) = std::move(line);
  }
}

void AddFindings(std::vector<ledger::v1::Finding> findings, v1::BoardPack* pack) {
  std::ranges::sort(findings, {}, [](const ledger::v1::Finding& finding) {
    return std::tuple(-finding.severity(), finding.rule(), finding.summary(), finding.finding_id());
  });
  for (ledger::v1::Finding& finding : findings) *pack->add_findings() = std::move(finding);
}

void AddDecisions(std::vector<v1::Decision> decisions, v1::BoardPack* pack) {
  std::ranges::stable_sort(decisions, std::ranges::greater(),
                           [](const v1::Decision& decision) { return decision.day(); });
  for (v1::Decision& decision : decisions) *pack->add_decisions() = std::move(decision);
}

}  // namespace

bool IsDue(const v1::StatusLine& line, const std::string& day) {
  if (line.due().empty()) return false;
  const auto due = ParsePartialDate(line.due());
  const auto today = ParseDay(day);
  return due.ok() && today.ok() && due->last <= *today;
}

v1::BoardPack ComposeBoardPack(PackParts parts) {
  v1::BoardPack pack = std::move(parts.head);
  if (pack.marking() == type::v1::MARKING_PUBLIC) {
    LeaveOutExempt(&parts.lines);
    LeaveOutExempt(&parts.registers);
    LeaveOutExempt(&parts.findings);
    LeaveOutExempt(&parts.suppressed_rules);
  }
  AddLines(std::move(parts.lines), &pack);
  for (v1::FinancialTable& table : parts.finances) *pack.add_finances() = std::move(table);
  std::ranges::sort(parts.registers, {}, [](const auto& section) { return section.register_(); });
  for (auto& section : parts.registers) *pack.add_registers() = std::move(section);
  for (v1::Realisation& one : parts.realisations) *pack.add_realisations() = std::move(one);
  AddDecisions(std::move(parts.decisions), &pack);
  AddFindings(std::move(parts.findings), &pack);
  pack.mutable_suppressed_rules()->Assign(parts.suppressed_rules.begin(),
                                          parts.suppressed_rules.end());
  std::ranges::sort(parts.papers, {}, [](const v1::Paper& paper) {
    return std::tuple(paper.date(), paper.document());
  });
  for (v1::Paper& paper : parts.papers) *pack.add_papers() = std::move(paper);
  return pack;
}

}  // namespace concordat::gateway
