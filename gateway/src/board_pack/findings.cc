// What does not agree, the gravest first, and the rules that are turned off.
#include <string>
#include <vector>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/repeats.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using ledger::v1::Finding;

// What was said to it, and of what use that is now.
std::string ExplanationOf(const Finding& finding) {
  switch (finding.state()) {
    case ledger::v1::FINDING_STATE_EXPLAINED:
      return Concat("Explained: ", finding.explained_as());
    case ledger::v1::FINDING_STATE_ACCEPTED:
      return Concat("Accepted: ", finding.explained_as());
    default:
      if (finding.explanation().empty()) return "";
      return Concat("Open again, since what it rests on has changed. It was explained before: ",
                    finding.explained_as());
  }
}

// A date as the page has dates, also behind words such as its weekday or `to come,`. What may
// be a financial year, as `2010-11` may, is not taken for a month.
std::string SpokenFact(const std::string& value) {
  const size_t space = value.rfind(' ');
  const size_t begin = space == std::string::npos ? 0 : space + 1;
  const std::string date = value.substr(begin);
  return value.substr(0, begin) + (ParseFinancialYear(date).ok() ? date : SpokenDate(date));
}

void FillHead(const Finding& finding, TemplateDictionary* item) {
  SetExact(item, "ANCHOR", Concat("f-", finding.finding_id()));
  Set(item, "SUMMARY", NamedSummary(finding));
  SetIn(item, "EXPLANATION", "TEXT", ExplanationOf(finding));
}

// What follows from a finding needs no figures of its own: they are put right with it.
void FillRepeats(const std::vector<const Finding*>& repeats, TemplateDictionary* item) {
  if (repeats.empty()) return;
  TemplateDictionary* list = item->AddSectionDictionary("REPEATS");
  Set(list, "COUNT",
      repeats.size() == 1 ? "One more follows" : Concat(repeats.size(), " more follow"));
  for (const Finding* finding : repeats) FillHead(*finding, list->AddSectionDictionary("REPEAT"));
}

void FillFinding(const Finding& finding, TemplateDictionary* item) {
  FillHead(finding, item);
  SetIn(item, "REASON", "TEXT", finding.reason());
  if (finding.possible()) item->ShowSection("POSSIBLE");
  for (const ledger::v1::FindingFact& fact : finding.facts()) {
    TemplateDictionary* shown = item->AddSectionDictionary("FACT");
    Set(shown, "LABEL", fact.label());
    Set(shown, "VALUE", SpokenFact(fact.value()));
    SetIn(shown, "WHERE_STATED", "WHERE", Place(fact.source()));
  }
}

// A finding that follows from another stands under that one, whatever its severity.
// What is only worth knowing is folded until it is asked for.
void AddGroup(const char* heading, ledger::v1::Severity severity, const Repeats& repeats,
              TemplateDictionary* page) {
  TemplateDictionary* group = nullptr;
  for (const Finding* finding : repeats.first()) {
    if (finding->severity() != severity) continue;
    if (group == nullptr) {
      group = page->AddSectionDictionary("FINDING_GROUP");
      Set(group, "HEADING", heading);
      if (severity == ledger::v1::SEVERITY_INFORMATION) group->ShowSection("FOLDED");
    }
    TemplateDictionary* item = group->AddSectionDictionary("FINDING");
    FillFinding(*finding, item);
    FillRepeats(repeats.Of(*finding), item);
  }
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  pack->mutable_findings()->Swap(parts->part.mutable_findings());
  pack->mutable_finding_counts()->Swap(parts->part.mutable_finding_counts());
  pack->mutable_suppressed_rules()->Swap(parts->part.mutable_suppressed_rules());
  int left_out = 0;
  for (const auto& count : pack->finding_counts()) left_out += count.left_out();
  LeaveOut(*parts, "findings", left_out, kFindingsList, pack);
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.findings().empty()) page->ShowSection("NO_FINDINGS");
  const Repeats repeats(pack);
  AddGroup("Contradictions", ledger::v1::SEVERITY_ERROR, repeats, page);
  AddGroup("Warnings", ledger::v1::SEVERITY_WARNING, repeats, page);
  AddGroup("To know", ledger::v1::SEVERITY_INFORMATION, repeats, page);
  FillLeftOut(pack, "findings", page->AddSectionDictionary("FINDINGS_END"));
  for (const programme::v1::SuppressedRule& rule : pack.suppressed_rules()) {
    TemplateDictionary* shown = page->AddSectionDictionary("SUPPRESSED");
    Set(shown, "RULE", rule.rule());
    Set(shown, "REASON", rule.reason());
    shown->SetIntValue("COUNT", rule.findings());
  }
}

}  // namespace

const Section kFindings = {&Take, &Fill};

}  // namespace concordat::gateway
