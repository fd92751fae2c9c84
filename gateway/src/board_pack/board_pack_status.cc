// Projects and services: red, amber and changed in full, the rest in brief.
#include <absl/strings/str_join.h>

#include <string>

#include "common/base/text.h"
#include "gateway/src/board_pack/board_pack_parts.h"
#include "gateway/src/board_pack/board_pack_text.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using Lines = google::protobuf::RepeatedPtrField<v1::StatusLine>;

void FillHead(const v1::StatusLine& line, TemplateDictionary* shown) {
  Set(shown, "TITLE", line.title());
  Set(shown, "KIND", line.kind());
  Set(shown, "ANCHOR", Anchor(line.record()));
  Set(shown, "CLASS", StatusClass(line.reported()));
  Set(shown, "WORD", StatusWord(line.reported()));
  Set(shown, "WHERE", Place(line.source()));
}

void FillIssues(const v1::StatusLine& line, TemplateDictionary* shown) {
  if (line.issues_size() == 0) return;
  TemplateDictionary* list = shown->AddSectionDictionary("HAS_ISSUES");
  for (const v1::IssueLine& issue : line.issues()) {
    TemplateDictionary* item = list->AddSectionDictionary("ISSUE");
    Set(item, "TEXT", issue.title());
    SetIn(item, "EXPECTED", "VALUE", issue.expected_to_be_resolved());
    SetIn(item, "MITIGATION", "VALUE", issue.mitigation());
    Set(item, "WHERE", Place(issue.source()));
  }
}

void FillChallenge(const v1::StatusLine& line, TemplateDictionary* shown) {
  if (!line.challenged()) return;
  TemplateDictionary* challenge = shown->AddSectionDictionary("CHALLENGED");
  Set(challenge, "CHALLENGE_CLASS", StatusClass(line.computed()));
  Set(challenge, "CHALLENGE_WORD", StatusWord(line.computed()));
  for (const std::string& why : line.challenge()) SetIn(challenge, "WHY", "TEXT", why);
}

void FillLine(const v1::StatusLine& line, TemplateDictionary* shown) {
  FillHead(line, shown);
  SetIn(shown, "HOST", "VALUE", line.host());
  SetIn(shown, "START", "VALUE", SpokenDate(line.start()));
  SetIn(shown, "DUE", "VALUE", SpokenDate(line.due()));
  if (line.has_percent_complete()) {
    shown->AddSectionDictionary("PERCENT")->SetIntValue("VALUE", line.percent_complete());
  }
  for (const std::string& change : line.changes()) SetIn(shown, "CHANGE", "TEXT", change);
  FillChallenge(line, shown);
  SetIn(shown, "SUMMARY", "TEXT", line.summary());
  FillIssues(line, shown);
}

void AddGroup(const char* heading, const Lines& lines, TemplateDictionary* page) {
  if (lines.empty()) return;
  TemplateDictionary* group = page->AddSectionDictionary("GROUP");
  Set(group, "HEADING", Concat(heading, ": ", lines.size()));
  for (const v1::StatusLine& line : lines) FillLine(line, group->AddSectionDictionary("LINE"));
}

void FillRest(const Lines& lines, TemplateDictionary* page) {
  if (lines.empty()) return;
  TemplateDictionary* rest = page->AddSectionDictionary("HAS_REST");
  rest->SetIntValue("COUNT", lines.size());
  for (const v1::StatusLine& line : lines) {
    TemplateDictionary* row = rest->AddSectionDictionary("REST");
    FillHead(line, row);
    if (!line.challenged()) continue;
    SetIn(row, "COMPUTED", "VALUE", StatusWord(line.computed()));
    SetIn(row, "WHY", "TEXT", absl::StrJoin(line.challenge(), " "));
  }
}

}  // namespace

void FillStatus(const v1::BoardPack& pack, TemplateDictionary* page) {
  AddGroup("Red", pack.red(), page);
  AddGroup("Amber", pack.amber(), page);
  AddGroup("Changed or due", pack.changed(), page);
  FillRest(pack.rest(), page);
  const bool none =
      pack.red().empty() && pack.amber().empty() && pack.changed().empty() && pack.rest().empty();
  if (none) page->ShowSection("NO_LINES");
}

}  // namespace concordat::gateway
