// Stages of projects and service areas as they were planned, are planned and came, and the
// milestones that are due.
#include <string>
#include <string_view>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/spoken_printed.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/plan_words.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using programme::v1::Milestone;
using programme::v1::StagePlan;
using type::v1::PrintedDate;

// The longest activity, in bytes, that is not folded.
constexpr size_t kShort = 600;

const std::string& SubjectOf(const StagePlan& plan) {
  return plan.project().empty() ? plan.service_area() : plan.project();
}

void TakeStage(const PackParts& parts, const StagePlan& plan, v1::StageLine* line) {
  line->set_record(plan.name());
  line->set_subject(SubjectOf(plan));
  line->set_subject_title(TitleOf(parts, SubjectOf(plan)));
  line->set_label(plan.label());
  line->set_state(plan.state());
  line->set_state_reason(plan.state_reason());
  if (plan.has_baseline_start()) *line->mutable_baseline_start() = plan.baseline_start();
  if (plan.has_baseline_end()) *line->mutable_baseline_end() = plan.baseline_end();
  if (plan.has_start()) *line->mutable_start() = plan.start();
  if (plan.has_end()) *line->mutable_end() = plan.end();
  line->set_actual_start(plan.actual_start());
  line->set_actual_end(plan.actual_end());
  if (plan.has_start_slip()) *line->mutable_start_slip() = plan.start_slip();
  if (plan.has_end_slip()) *line->mutable_end_slip() = plan.end_slip();
  AddMoves(parts, plan.replans(), line->mutable_moves());
  line->set_activity(plan.activity());
  if (plan.has_source()) *line->mutable_source() = plan.source();
  line->set_marking(plan.marking());
}

const std::string& SubjectOf(const Milestone& milestone) {
  for (const std::string* subject :
       {&milestone.project(), &milestone.live_service(), &milestone.service_area()}) {
    if (!subject->empty()) return *subject;
  }
  return milestone.programme();
}

bool LiesBefore(const PrintedDate& date, const std::string& day) {
  const auto days = ParsePartialDate(date.date());
  const auto today = ParseDay(day);
  return days.ok() && today.ok() && days->last < *today;
}

void TakeMilestone(const PackParts& parts, const Milestone& milestone, v1::MilestoneLine* line) {
  line->set_record(milestone.name());
  line->set_title(milestone.title());
  if (!SubjectOf(milestone).empty()) {
    line->set_subject_title(TitleOf(parts, SubjectOf(milestone)));
  }
  *line->mutable_due() =
      milestone.due().date().empty() ? milestone.baseline_due() : milestone.due();
  line->set_passed(LiesBefore(line->due(), parts.request.as_at()));
  line->set_state(milestone.state());
  AddMoves(parts, milestone.replans(), line->mutable_moves());
  if (milestone.has_source()) *line->mutable_source() = milestone.source();
  line->set_marking(milestone.marking());
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  const programme::v1::PlanPart& held = parts->part.plans();
  v1::PackPlans* plans = pack->mutable_plans();
  if (held.has_counts()) *plans->mutable_counts() = held.counts();
  for (const StagePlan& plan : held.stages()) TakeStage(*parts, plan, plans->add_stages());
  for (const Milestone& one : held.milestones()) {
    TakeMilestone(*parts, one, plans->add_milestones());
  }
  LeaveOut(*parts, "plans.stages", held.stages_left_out(), {"/stagePlans"}, pack);
  LeaveOut(*parts, "plans.milestones", held.milestones_left_out(), {"/milestones"}, pack);
}

std::string_view StateWord(StagePlan::State state) {
  switch (state) {
    case StagePlan::STATE_PLANNED:
      return "Planned";
    case StagePlan::STATE_UNDER_WAY:
      return "Under way";
    case StagePlan::STATE_DONE:
      return "Done";
    case StagePlan::STATE_STALLED:
      return "Stalled";
    case StagePlan::STATE_WILL_NOT_BE_MET:
      return "Will not be met";
    case StagePlan::STATE_CANCELLED:
      return "Given up";
    default:
      return "Not stated";
  }
}

bool IsTroubled(StagePlan::State state) {
  return state == StagePlan::STATE_STALLED || state == StagePlan::STATE_WILL_NOT_BE_MET;
}

std::string_view StateWord(Milestone::State state) {
  switch (state) {
    case Milestone::STATE_PLANNED:
      return "Planned";
    case Milestone::STATE_MISSED:
      return "Missed";
    case Milestone::STATE_WILL_NOT_BE_MET:
      return "Will not be met, no new date";
    default:
      return "Not stated";
  }
}

// One end of a stage: as it came or as it is planned, below that how it was planned first and
// how far it has moved.
struct StageEnd {
  const PrintedDate& baseline;
  const PrintedDate& planned;
  const std::string& actual;
  const programme::v1::DaySpan& slip;
};

void FillEnd(const char* section, const StageEnd& end, TemplateDictionary* row) {
  TemplateDictionary* cell = row->AddSectionDictionary(section);
  const std::string planned = SpokenPrinted(end.planned), first = SpokenPrinted(end.baseline);
  if (end.actual.empty()) {
    Set(cell, "DATE", planned.empty() ? first : planned);
  } else {
    Set(cell, "DATE", SpokenDate(end.actual));
    SetIn(cell, "PLANNED", "VALUE", planned);
  }
  if (first != planned) SetIn(cell, "FIRST", "VALUE", planned.empty() ? "" : first);
  SetIn(cell, "SLIP", "VALUE", SpokenSlip(end.slip));
}

// What each move that is stated, the state's reason and the activity say.
void FillWords(const v1::StageLine& line, TemplateDictionary* row) {
  if (line.moves().empty() && line.state_reason().empty() && line.activity().empty()) return;
  row->ShowSection("SAID");
  TemplateDictionary* words = row->AddSectionDictionary("WORDS");
  for (const std::string& move : line.moves()) SetIn(words, "MOVE", "TEXT", move);
  SetIn(words, "BECAUSE", "TEXT", line.state_reason());
  SetIn(words, line.activity().size() > kShort ? "LONG" : "SHORT", "TEXT", line.activity());
}

// Nothing but what is inferred where the head of the table says where it is.
type::v1::Locator PlaceBelow(const type::v1::Locator& table, type::v1::Locator place) {
  if (place.section() != table.section() || place.table() != table.table()) return place;
  type::v1::Locator inferred;
  inferred.set_inferred(place.inferred());
  return inferred;
}

void FillStage(const v1::StageLine& line, const type::v1::Locator& table, Inferences* inferences,
               TemplateDictionary* list) {
  TemplateDictionary* row = list->AddSectionDictionary("STAGE");
  SetExact(row, "ANCHOR", Anchor(line.record()));
  Set(row, "LABEL", line.label());
  FillEnd("START", {line.baseline_start(), line.start(), line.actual_start(), line.start_slip()},
          row);
  FillEnd("END", {line.baseline_end(), line.end(), line.actual_end(), line.end_slip()}, row);
  TemplateDictionary* state =
      row->AddSectionDictionary(IsTroubled(line.state()) ? "TROUBLED" : "STATE");
  Set(state, "WORD", StateWord(line.state()));
  FillWords(line, row);
  Set(row, "WHERE", inferences->Place(PlaceBelow(table, line.source())));
}

void FillStages(const v1::BoardPack& pack, TemplateDictionary* page) {
  const v1::PackPlans& plans = pack.plans();
  if (plans.stages().empty()) return page->ShowSection("NO_STAGES");
  TemplateDictionary* shown = page->AddSectionDictionary("HAS_STAGES");
  const type::v1::Locator table = TableOf(plans.stages(0).source());
  Inferences inferences;
  TemplateDictionary* group = nullptr;
  for (int i = 0; i < plans.stages_size(); ++i) {
    const v1::StageLine& line = plans.stages(i);
    if (group == nullptr || line.subject() != plans.stages(i - 1).subject()) {
      group = shown->AddSectionDictionary("SUBJECT");
      Set(group, "TITLE", line.subject_title());
    }
    FillStage(line, table, &inferences, group);
  }
  Set(shown, "WHERE", Place(table));
  inferences.Fill(shown);
  FillLeftOut(pack, "plans.stages", shown);
}

void FillMilestones(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.plans().milestones().empty()) return;
  TemplateDictionary* shown = page->AddSectionDictionary("HAS_MILESTONES");
  Inferences inferences;
  for (const v1::MilestoneLine& line : pack.plans().milestones()) {
    TemplateDictionary* row = shown->AddSectionDictionary("MILESTONE");
    Set(row, "DUE", SpokenPrinted(line.due()));
    if (line.passed()) row->ShowSection("PASSED");
    Set(row, "TITLE", line.title());
    Set(row, "SUBJECT", line.subject_title());
    Set(row, "WORD", StateWord(line.state()));
    for (const std::string& move : line.moves()) SetIn(row, "MOVE", "TEXT", move);
    Set(row, "WHERE", inferences.Place(line.source()));
  }
  inferences.Fill(shown);
  FillLeftOut(pack, "plans.milestones", shown);
}

// `27 stages: 4 will not be met, 1 has stalled, 3 have moved.`
std::string Sentence(const programme::v1::StageCounts& counts) {
  std::string text = Concat(counts.total(), counts.total() == 1 ? " stage" : " stages");
  std::string_view before = ": ";
  const auto add = [&](int count, std::string_view one, std::string_view many) {
    if (count == 0) return;
    text += Concat(before, count, " ", count == 1 ? one : many);
    before = ", ";
  };
  add(counts.will_not_be_met(), "will not be met", "will not be met");
  add(counts.stalled(), "has stalled", "have stalled");
  add(counts.moved(), "has moved", "have moved");
  add(counts.under_way(), "is under way", "are under way");
  add(counts.done(), "is done", "are done");
  return text + ".";
}

void FillGlance(const programme::v1::StageCounts& counts, TemplateDictionary* page) {
  if (counts.total() == 0) return;
  TemplateDictionary* glance = page->AddSectionDictionary("PLANS_GLANCE");
  glance->SetIntValue("MOVED", counts.moved());
  glance->SetIntValue("STALLED", counts.stalled());
  glance->SetIntValue("NOT_MET", counts.will_not_be_met());
  Set(glance, "SENTENCE", Sentence(counts));
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  FillGlance(pack.plans().counts(), page);
  FillStages(pack, page);
  FillMilestones(pack, page);
}

}  // namespace

const Section kPlans = {&Take, &Fill};

}  // namespace concordat::gateway
