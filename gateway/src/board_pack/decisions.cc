// What meetings decided and recommended, the newest first.
#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include "common/base/spoken.h"
#include "common/base/spoken_printed.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using programme::v1::Recommendation;

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

void AddOneByOne(const programme::v1::PackRecommendation& held, v1::BoardPack* pack) {
  const programme::v1::Recommendation& one = held.recommendation();
  v1::Decision* decision = pack->add_decisions();
  decision->set_day(held.held());
  decision->set_kind(kRecommended);
  decision->set_text(one.title());
  decision->set_outcome(one.outcome());
  decision->set_decision(one.decision());
  decision->set_decided(one.decided());
  if (one.has_due()) *decision->mutable_due() = one.due();
  decision->set_asked_of(one.asked_of().title());
  *decision->mutable_follow_ups() = one.follow_ups();
  decision->set_marking(one.marking());
  if (one.has_source()) *decision->mutable_source() = one.source();
}

std::string_view OutcomeWord(Recommendation::Outcome outcome) {
  switch (outcome) {
    case Recommendation::OUTCOME_AGREED:
      return "Agreed";
    case Recommendation::OUTCOME_AMENDED:
      return "Agreed in another form";
    case Recommendation::OUTCOME_REFUSED:
      return "Refused";
    case Recommendation::OUTCOME_DEFERRED:
      return "Put off";
    case Recommendation::OUTCOME_NOTED:
      return "Noted";
    default:
      return "";
  }
}

// What became of a recommendation, and what follows from it.
void FillOutcome(const v1::Decision& decision, TemplateDictionary* item) {
  SetIn(item, "ASKED_OF", "WHO", decision.asked_of());
  SetIn(item, "DUE", "WHEN", SpokenPrinted(decision.due()));
  const std::string_view word = OutcomeWord(decision.outcome());
  if (!word.empty()) {
    TemplateDictionary* outcome = item->AddSectionDictionary("OUTCOME");
    Set(outcome, "WORD", word);
    SetIn(outcome, "DECIDED", "WHEN", SpokenDate(decision.decided()));
  }
  SetIn(item, "MINUTED", "WORDS", decision.decision());
  if (decision.follow_ups().empty()) return;
  TemplateDictionary* list = item->AddSectionDictionary("FOLLOW_UPS");
  for (const programme::v1::FollowUp& follow_up : decision.follow_ups()) {
    TemplateDictionary* shown = list->AddSectionDictionary("FOLLOW_UP");
    Set(shown, "WORDS", follow_up.action());
    SetIn(shown, "OWNER", "ROLE", follow_up.owner_role());
    SetIn(shown, "BY", "WHEN", SpokenPrinted(follow_up.due()));
    SetIn(shown, "DONE", "WHEN", SpokenDate(follow_up.done()));
  }
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  for (const programme::v1::Meeting& meeting : parts->part.meetings()) {
    for (const std::string& text : meeting.decisions()) Add(meeting, "Decided", text, pack);
    for (const std::string& text : meeting.recommendations())
      Add(meeting, kRecommended, text, pack);
  }
  for (const auto& one : parts->part.plans().recommendations()) AddOneByOne(one, pack);
  // The newest meeting first.
  std::ranges::stable_sort(*pack->mutable_decisions(), std::greater<>(), &v1::Decision::day);
  LeaveOut(*parts, "recommendations", parts->part.plans().recommendations_left_out(),
           {"/recommendations"}, pack);
  LeaveOut(*parts, "decisions", parts->part.meetings_left_out(), {"/meetings"}, pack);
}

// What the newest meeting is asked stands before everything else.
void FillRequests(const v1::BoardPack& pack, TemplateDictionary* page) {
  TemplateDictionary* asked = nullptr;
  for (const v1::Decision& decision : pack.decisions()) {
    if (decision.kind() != kRecommended || decision.day() != pack.decisions(0).day()) continue;
    // It has been answered.
    if (decision.outcome() != Recommendation::OUTCOME_UNSPECIFIED) continue;
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
    FillOutcome(decision, item);
    Set(item, "WHERE", inferences.Place(decision.source()));
  }
  inferences.Fill(list);
  FillLeftOut(pack, "decisions", list);
  FillLeftOut(pack, "recommendations", list->AddSectionDictionary("MORE_RECOMMENDATIONS"));
}

}  // namespace

const Section kDecisions = {&Take, &Fill};

}  // namespace concordat::gateway
