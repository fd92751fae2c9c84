// What does not agree, the gravest first, and the rules that are turned off.
#include <string>

#include "common/base/spoken.h"
#include "common/base/text.h"
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
      return Concat("Open again, since the figures have changed. It was explained before: ",
                    finding.explained_as());
  }
}

void FillFinding(const Finding& finding, TemplateDictionary* item) {
  Set(item, "ANCHOR", Concat("f-", finding.finding_id()));
  Set(item, "SUMMARY", finding.summary());
  SetIn(item, "REASON", "TEXT", finding.reason());
  if (finding.possible()) item->ShowSection("POSSIBLE");
  SetIn(item, "EXPLANATION", "TEXT", ExplanationOf(finding));
  for (const ledger::v1::FindingFact& fact : finding.facts()) {
    TemplateDictionary* shown = item->AddSectionDictionary("FACT");
    Set(shown, "LABEL", fact.label());
    Set(shown, "VALUE", fact.value());
    SetIn(shown, "WHERE_STATED", "WHERE", Place(fact.source()));
  }
}

void AddGroup(const char* heading, ledger::v1::Severity severity, const v1::BoardPack& pack,
              TemplateDictionary* page) {
  TemplateDictionary* group = nullptr;
  for (const Finding& finding : pack.findings()) {
    if (finding.severity() != severity) continue;
    if (group == nullptr) {
      group = page->AddSectionDictionary("FINDING_GROUP");
      Set(group, "HEADING", heading);
    }
    FillFinding(finding, group->AddSectionDictionary("FINDING"));
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
  AddGroup("Contradictions", ledger::v1::SEVERITY_ERROR, pack, page);
  AddGroup("Warnings", ledger::v1::SEVERITY_WARNING, pack, page);
  AddGroup("To know", ledger::v1::SEVERITY_INFORMATION, pack, page);
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
