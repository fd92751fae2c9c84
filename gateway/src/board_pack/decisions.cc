// What meetings decided and recommended, the newest first.
#include <string>

#include "common/base/spoken.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;

constexpr char kRecommended[] = "Recommended";

void Add(const programme::v1::Meeting& meeting, const char* kind, const std::string& text,
         v1::BoardPack* pack) {
  v1::Decision* decision = pack->add_decisions();
  decision->set_day(meeting.held());
  decision->set_kind(kind);
  decision->set_text(text);
  decision->set_marking(meeting.marking());
  if (meeting.has_source()) *decision->mutable_source() = meeting.source();
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  for (const programme::v1::Meeting& meeting : parts->part.meetings()) {
    for (const std::string& text : meeting.decisions()) Add(meeting, "Decided", text, pack);
    for (const std::string& text : meeting.recommendations())
      Add(meeting, kRecommended, text, pack);
  }
  LeaveOut(*parts, "decisions", parts->part.meetings_left_out(), {"/meetings"}, pack);
}

// What the newest meeting is asked stands before everything else.
void FillRequests(const v1::BoardPack& pack, TemplateDictionary* page) {
  TemplateDictionary* asked = nullptr;
  for (const v1::Decision& decision : pack.decisions()) {
    if (decision.kind() != kRecommended || decision.day() != pack.decisions(0).day()) continue;
    if (asked == nullptr) {
      asked = page->AddSectionDictionary("ASKED");
      Set(asked, "DAY", SpokenDate(decision.day()));
    }
    TemplateDictionary* request = asked->AddSectionDictionary("REQUEST");
    Set(request, "TEXT", decision.text());
    Set(request, "WHERE", Place(decision.source()));
  }
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  FillRequests(pack, page);
  if (pack.decisions().empty()) return page->ShowSection("NO_DECISIONS");
  TemplateDictionary* list = page->AddSectionDictionary("HAS_DECISIONS");
  Inferences inferences;
  for (const v1::Decision& decision : pack.decisions()) {
    TemplateDictionary* item = list->AddSectionDictionary("DECISION");
    Set(item, "DAY", SpokenDate(decision.day()));
    Set(item, "KIND", decision.kind());
    Set(item, "TEXT", decision.text());
    Set(item, "WHERE", inferences.Place(decision.source()));
  }
  inferences.Fill(list);
  FillLeftOut(pack, "decisions", list);
}

}  // namespace

const Section kDecisions = {&Take, &Fill};

}  // namespace concordat::gateway
