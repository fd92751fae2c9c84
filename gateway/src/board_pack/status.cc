// Projects and services: red, amber and changed in full, the rest in brief.
#include <absl/strings/str_join.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using Lines = google::protobuf::RepeatedPtrField<v1::StatusLine>;
using programme::v1::Issue;
using programme::v1::PackWork;
using programme::v1::Participation;
using programme::v1::WorkChange;

// The longest sentence, in bytes, that is shown of work that goes as it should.
constexpr size_t kShortNote = 160;

std::string ChangeText(const WorkChange& change) {
  switch (change.kind()) {
    case WorkChange::KIND_NEW:
      return "New in the ledger.";
    case WorkChange::KIND_STATUS:
      return Concat("The status was ", StatusWord(StatusOf(change.status_before())), ".");
    case WorkChange::KIND_END:
      return change.end_before().empty()
                 ? std::string("An end has been planned.")
                 : Concat("The end was planned for ", SpokenDate(change.end_before()), ".");
    default:
      return "The report has been rewritten.";
  }
}

void TakeIssue(const Issue& issue, v1::IssueLine* line) {
  line->set_title(issue.title());
  line->set_mitigation(issue.mitigation());
  line->set_marking(issue.marking());
  if (issue.expectation() == Issue::EXPECTATION_RESOLVED) line->set_expected_to_be_resolved("yes");
  if (issue.expectation() == Issue::EXPECTATION_NOT_RESOLVED) {
    line->set_expected_to_be_resolved("no");
  }
  if (issue.has_source()) *line->mutable_source() = issue.source();
}

// What a council is in a piece of work beyond a partner that takes part; empty for that.
std::string PartOf(const Participation& part) {
  std::vector<std::string> words;
  if (part.role() == Participation::ROLE_HOST) words.emplace_back("host");
  if (part.role() == Participation::ROLE_CUSTOMER) words.emplace_back("customer");
  switch (part.engagement()) {
    case Participation::ENGAGEMENT_INVITED:
      words.emplace_back("invited");
      break;
    case Participation::ENGAGEMENT_INTERESTED:
      words.emplace_back("interested");
      break;
    case Participation::ENGAGEMENT_COMMITTED:
      words.emplace_back("has agreed to join");
      break;
    case Participation::ENGAGEMENT_WITHDRAWN:
      words.emplace_back("has left");
      break;
    case Participation::ENGAGEMENT_NO_REPLY:
      words.emplace_back("has yet to respond");
      break;
    default:
      break;
  }
  return words.empty() ? "" : Concat(" (", absl::StrJoin(words, ", "), ")");
}

void TakePartners(const PackParts& parts, const PackWork& work, v1::StatusLine* line) {
  for (const Participation& part : work.participations()) {
    if (part.council().empty()) continue;
    line->add_partners(Concat(TitleOf(parts, part.council()), PartOf(part)));
  }
  line->set_partners_left_out(work.participations_left_out());
}

// What projects and live services have alike.
template <typename Status, typename Work>
void TakeWork(const PackParts& parts, const Status& status, const Work& work,
              v1::StatusLine* line) {
  line->set_record(work.name());
  line->set_title(work.title());
  line->set_reported(StatusOf(work.reported_status()));
  line->set_computed(StatusOf(status.challenge().computed()));
  line->set_challenged(status.challenge().differs());
  if (line->challenged()) *line->mutable_challenge() = status.challenge().reasons();
  line->set_summary(work.narrative());
  if (!work.host_council().empty()) line->set_host(TitleOf(parts, work.host_council()));
  line->set_marking(work.marking());
  if (work.has_source()) *line->mutable_source() = work.source();
  for (const Issue& issue : status.issues()) TakeIssue(issue, line->add_issues());
  line->set_issues_left_out(status.issues_left_out());
}

void TakeLine(const PackParts& parts, const PackWork& work, v1::StatusLine* line) {
  if (work.has_project()) {
    const programme::v1::Project& project = work.project().project();
    TakeWork(parts, work.project(), project, line);
    line->set_kind("Project");
    line->set_start(project.start());
    if (project.percent_complete() > 0) line->set_percent_complete(project.percent_complete());
  } else {
    const programme::v1::LiveService& service = work.live_service().live_service();
    TakeWork(parts, work.live_service(), service, line);
    line->set_kind("Live service");
    line->set_start(service.went_live());
  }
  TakePartners(parts, work, line);
  line->set_due(work.due());
  for (const WorkChange& change : work.changes()) line->add_changes(ChangeText(change));
}

enum class Shown { kInFull, kInBrief };

void TakeList(const PackParts& parts, const google::protobuf::RepeatedPtrField<PackWork>& works,
              Shown shown, const char* list, int left_out, Lines* lines, v1::BoardPack* pack) {
  for (const PackWork& work : works) {
    v1::StatusLine* line = lines->Add();
    TakeLine(parts, work, line);
    if (shown == Shown::kInFull) TakeHighlight(parts, work, line);
  }
  LeaveOut(parts, list, left_out, kProgrammeReport, pack);
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  const programme::v1::PackPart& part = parts->part;
  const programme::v1::WorkCounts& counts = part.counts();
  TakeList(*parts, part.red(), Shown::kInFull, "red", counts.red_left_out(), pack->mutable_red(),
           pack);
  TakeList(*parts, part.amber(), Shown::kInFull, "amber", counts.amber_left_out(),
           pack->mutable_amber(), pack);
  TakeList(*parts, part.changed(), Shown::kInFull, "changed", counts.changed_left_out(),
           pack->mutable_changed(), pack);
  TakeList(*parts, part.rest(), Shown::kInBrief, "rest", counts.rest_left_out(),
           pack->mutable_rest(), pack);
  TakeFigures(parts, pack);
  pack->mutable_counts()->set_red(counts.red());
  pack->mutable_counts()->set_amber(counts.amber());
  pack->mutable_counts()->set_green(counts.green());
  pack->mutable_counts()->set_not_reported(counts.not_reported());
  pack->mutable_counts()->set_challenged(counts.challenged());
}

void FillHead(const v1::StatusLine& line, Inferences* inferences, TemplateDictionary* shown) {
  Set(shown, "TITLE", line.title());
  Set(shown, "KIND", line.kind());
  SetExact(shown, "ANCHOR", Anchor(line.record()));
  SetExact(shown, "CLASS", StatusClass(line.reported()));
  Set(shown, "WORD", StatusWord(line.reported()));
  Set(shown, "WHERE", inferences->Place(line.source()));
}

void FillIssues(const v1::StatusLine& line, Inferences* inferences, TemplateDictionary* shown) {
  if (line.issues_size() == 0) return;
  TemplateDictionary* list = shown->AddSectionDictionary("HAS_ISSUES");
  for (const v1::IssueLine& issue : line.issues()) {
    TemplateDictionary* item = list->AddSectionDictionary("ISSUE");
    Set(item, "TEXT", issue.title());
    SetIn(item, "EXPECTED", "VALUE", issue.expected_to_be_resolved());
    SetIn(item, "MITIGATION", "VALUE", issue.mitigation());
    Set(item, "WHERE", inferences->Place(issue.source()));
  }
  if (line.issues_left_out() > 0) {
    list->AddSectionDictionary("MORE_ISSUES")->SetIntValue("COUNT", line.issues_left_out());
  }
}

// An issue of unknown outcome makes a status amber or red.
std::string_view ComputedWord(const v1::StatusLine& line) {
  return line.computed() == v1::STATUS_UNSPECIFIED ? "Amber or red" : StatusWord(line.computed());
}

std::string PartnersOf(const v1::StatusLine& line) {
  std::string partners = absl::StrJoin(line.partners(), ", ");
  if (line.partners_left_out() > 0) partners += Concat(" and ", line.partners_left_out(), " more");
  return partners;
}

// The first sentence without the sign and number that it has in the paper: `- 16.4.1 `.
std::string_view FirstSentence(std::string_view text, std::string_view section) {
  if (text.starts_with("- ")) text.remove_prefix(2);
  const size_t number = text.find_first_not_of(".0123456789");
  if (!section.empty() && text.starts_with(section) && number < text.size() &&
      text[number] == ' ') {
    text.remove_prefix(number + 1);
  }
  const size_t end = text.find(". ");
  return text.substr(0, end == std::string_view::npos ? end : end + 1);
}

// What a board reads of work that goes as it should: since when, with whom, and the first
// sentence of its report, if that is short.
std::string NoteOf(const v1::StatusLine& line) {
  std::vector<std::string> pieces;
  if (!line.start().empty()) pieces.push_back(Concat("Since ", SpokenDate(line.start()), "."));
  if (!line.partners().empty()) pieces.push_back(Concat(PartnersOf(line), "."));
  const std::string_view first = FirstSentence(line.summary(), line.source().section());
  if (!first.empty() && first.size() <= kShortNote) pieces.emplace_back(first);
  return absl::StrJoin(pieces, " ");
}

void FillChallenge(const v1::StatusLine& line, TemplateDictionary* shown) {
  if (!line.challenged()) return;
  TemplateDictionary* challenge = shown->AddSectionDictionary("CHALLENGED");
  SetExact(challenge, "CHALLENGE_CLASS", StatusClass(line.computed()));
  Set(challenge, "CHALLENGE_WORD", ComputedWord(line));
  for (const std::string& why : line.challenge()) SetIn(challenge, "WHY", "TEXT", why);
}

void FillLine(const v1::StatusLine& line, TemplateDictionary* shown) {
  Inferences inferences;
  FillHead(line, &inferences, shown);
  SetIn(shown, "HOST", "VALUE", line.host());
  SetIn(shown, "PARTNERS", "VALUE", PartnersOf(line));
  SetIn(shown, "START", "VALUE", SpokenDate(line.start()));
  SetIn(shown, "DUE", "VALUE", SpokenDate(line.due()));
  if (line.has_percent_complete()) {
    shown->AddSectionDictionary("PERCENT")->SetIntValue("VALUE", line.percent_complete());
  }
  for (const std::string& change : line.changes()) SetIn(shown, "CHANGE", "TEXT", change);
  FillChallenge(line, shown);
  SetIn(shown, "SUMMARY", "TEXT", line.summary());
  FillIssues(line, &inferences, shown);
  FillHighlight(line, &inferences, shown);
  FillFigures(line, &inferences, shown);
  inferences.Fill(shown);
}

// A group with its heading; `count` is of all of it, listed or not.
void AddGroup(const char* heading, const char* list, int count, const Lines& lines,
              const v1::BoardPack& pack, TemplateDictionary* page) {
  if (lines.empty()) return;
  TemplateDictionary* group = page->AddSectionDictionary("GROUP");
  Set(group, "HEADING", Concat(heading, ": ", count));
  for (const v1::StatusLine& line : lines) FillLine(line, group->AddSectionDictionary("LINE"));
  FillLeftOut(pack, list, group);
}

int CountLeftOut(const v1::BoardPack& pack, std::string_view list) {
  for (const v1::LeftOut& left_out : pack.left_out()) {
    if (left_out.list() == list) return left_out.count();
  }
  return 0;
}

void FillRest(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.rest().empty()) return;
  TemplateDictionary* rest = page->AddSectionDictionary("HAS_REST");
  rest->SetIntValue("COUNT", pack.rest_size() + CountLeftOut(pack, "rest"));
  Inferences inferences;
  for (const v1::StatusLine& line : pack.rest()) {
    TemplateDictionary* row = rest->AddSectionDictionary("REST");
    FillHead(line, &inferences, row);
    SetIn(row, "NOTE", "TEXT", NoteOf(line));
    if (!line.challenged()) continue;
    SetIn(row, "COMPUTED", "VALUE", ComputedWord(line));
    SetIn(row, "WHY", "TEXT", absl::StrJoin(line.challenge(), " "));
  }
  inferences.Fill(rest);
  FillLeftOut(pack, "rest", rest);
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  AddGroup("Red", "red", pack.counts().red(), pack.red(), pack, page);
  AddGroup("Amber", "amber", pack.counts().amber(), pack.amber(), pack, page);
  AddGroup("Changed or due", "changed", pack.changed_size() + CountLeftOut(pack, "changed"),
           pack.changed(), pack, page);
  FillRest(pack, page);
  const bool none =
      pack.red().empty() && pack.amber().empty() && pack.changed().empty() && pack.rest().empty();
  if (none) page->ShowSection("NO_LINES");
  FillLeftOut(pack, "figures", page->AddSectionDictionary("FIGURES_END"));
}

}  // namespace

const Section kStatus = {&Take, &Fill};

}  // namespace concordat::gateway
