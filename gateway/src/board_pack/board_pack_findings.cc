// Decisions, what does not agree, and the papers that it was all stated in.
#include <string>

#include "common/base/text.h"
#include "gateway/src/board_pack/board_pack_parts.h"
#include "gateway/src/board_pack/board_pack_text.h"

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

}  // namespace

void FillDecisions(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.decisions().empty()) return page->ShowSection("NO_DECISIONS");
  TemplateDictionary* list = page->AddSectionDictionary("HAS_DECISIONS");
  for (const v1::Decision& decision : pack.decisions()) {
    TemplateDictionary* item = list->AddSectionDictionary("DECISION");
    Set(item, "DAY", SpokenDate(decision.day()));
    Set(item, "KIND", decision.kind());
    Set(item, "TEXT", decision.text());
    Set(item, "WHERE", Place(decision.source()));
  }
}

void FillFindings(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.findings().empty()) page->ShowSection("NO_FINDINGS");
  AddGroup("Wrong figures and statuses", ledger::v1::SEVERITY_ERROR, pack, page);
  AddGroup("Warnings", ledger::v1::SEVERITY_WARNING, pack, page);
  AddGroup("To know", ledger::v1::SEVERITY_INFORMATION, pack, page);
  for (const programme::v1::SuppressedRule& rule : pack.suppressed_rules()) {
    TemplateDictionary* shown = page->AddSectionDictionary("SUPPRESSED");
    Set(shown, "RULE", rule.rule());
    Set(shown, "REASON", rule.reason());
    shown->SetIntValue("COUNT", rule.findings());
  }
}

void FillPapers(const v1::BoardPack& pack, TemplateDictionary* page) {
  bool first = true;
  for (const v1::Paper& paper : pack.papers()) {
    TemplateDictionary* shown = page->AddSectionDictionary("PAPER");
    shown->ShowSection(first ? "FIRST" : "NEXT");
    Set(shown, "TITLE", paper.title());
    Set(shown, "DATE", SpokenDate(paper.date()));
    first = false;
  }
}

}  // namespace concordat::gateway
