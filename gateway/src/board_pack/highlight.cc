// Highlight reports: what a project said of one period, folded beneath its status.
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using programme::v1::HighlightReport;
using programme::v1::PackWork;

// A paragraph shorter than this, in bytes, may stand above by chance.
constexpr size_t kWorthSparing = 40;

const HighlightReport* OwnHighlight(const PackWork& work) {
  const bool held =
      work.has_project() ? work.project().has_highlight() : work.live_service().has_highlight();
  if (!held) return nullptr;
  return work.has_project() ? &work.project().highlight() : &work.live_service().highlight();
}

const HighlightReport* HighlightOf(const PackParts& parts, const PackWork& work) {
  const HighlightReport* own = OwnHighlight(work);
  const std::string& project = work.live_service().live_service().project();
  if (own != nullptr || project.empty()) return own;
  const auto found = std::ranges::find_if(parts.part.rest(), [&project](const PackWork& other) {
    return other.project().project().name() == project;
  });
  return found == parts.part.rest().end() ? nullptr : OwnHighlight(*found);
}

std::string WithSingleSpaces(std::string_view text) {
  return absl::StrJoin(absl::StrSplit(ToAbsl(text), absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty()),
                       " ");
}

// The paragraphs that do not stand word for word in what is printed above.
std::string NewIn(std::string_view text, std::string_view above) {
  const std::string printed = WithSingleSpaces(above);
  std::vector<std::string> kept;
  for (const absl::string_view paragraph :
       absl::StrSplit(ToAbsl(text), absl::ByString("\n\n"), absl::SkipWhitespace())) {
    const std::string said = WithSingleSpaces(ToStd(paragraph));
    if (said.size() < kWorthSparing || printed.find(said) == std::string::npos) {
      kept.emplace_back(paragraph);
    }
  }
  return absl::StrJoin(kept, "\n\n");
}

void AddFact(const char* label, const std::string& value, TemplateDictionary* report) {
  if (value.empty()) return;
  TemplateDictionary* fact = report->AddSectionDictionary("REPORT_FACT");
  Set(fact, "LABEL", label);
  Set(fact, "VALUE", value);
}

// The text, less what the line's own summary says already.
void AddText(const char* heading, const std::string& text, const std::string& above,
             TemplateDictionary* report) {
  if (text.empty()) return;
  const std::string more = NewIn(text, above);
  TemplateDictionary* block = report->AddSectionDictionary("BLOCK");
  Set(block, "HEADING", heading);
  TemplateDictionary* said = block->AddSectionDictionary("BLOCK_TEXT");
  Set(said, "TEXT", more);
  if (more.empty()) {
    said->ShowSection("AS_ABOVE");
  } else if (more.size() + kWorthSparing <= text.size()) {
    said->ShowSection("REST_ABOVE");
  }
}

// A list under its heading; `fill` shows one entry.
template <typename Entries, typename Fill>
void AddList(const char* heading, const Entries& entries, const Fill& fill,
             TemplateDictionary* report) {
  if (entries.empty()) return;
  TemplateDictionary* block = report->AddSectionDictionary("BLOCK");
  Set(block, "HEADING", heading);
  TemplateDictionary* list = block->AddSectionDictionary("BLOCK_LIST");
  for (const auto& entry : entries) fill(entry, list->AddSectionDictionary("BLOCK_ITEM"));
}

void FillItem(const std::string& text, const char* label, const std::string& detail,
              TemplateDictionary* item) {
  Set(item, "TEXT", text);
  if (detail.empty()) return;
  TemplateDictionary* shown = item->AddSectionDictionary("DETAIL");
  Set(shown, "LABEL", label);
  Set(shown, "VALUE", detail);
}

void FillPlain(const std::string& text, TemplateDictionary* item) { FillItem(text, "", "", item); }

void FillPlanned(const programme::v1::PlannedActivity& planned, TemplateDictionary* item) {
  FillItem(planned.activity(), "Progress", planned.progress(), item);
}

void FillMilestone(const programme::v1::ReportedMilestone& milestone, TemplateDictionary* item) {
  FillItem(milestone.milestone(), "Due", SpokenDate(milestone.due()), item);
  if (milestone.status() == type::v1::RAG_UNSPECIFIED) return;
  TemplateDictionary* light = item->AddSectionDictionary("LIGHT");
  SetExact(light, "CLASS", StatusClass(StatusOf(milestone.status())));
  Set(light, "WORD", StatusWord(StatusOf(milestone.status())));
}

void FillConcern(const programme::v1::ReportedConcern& concern, TemplateDictionary* item) {
  FillItem(concern.concern(), "Mitigation", concern.mitigation(), item);
}

}  // namespace

void TakeHighlight(const PackParts& parts, const PackWork& work, v1::StatusLine* line) {
  const HighlightReport* report = HighlightOf(parts, work);
  if (report == nullptr) return;
  v1::HighlightLine* taken = line->mutable_highlight_report();
  taken->set_record(report->name());
  taken->set_title(report->title());
  taken->set_period_end(report->period_end());
  taken->set_prepared_by(report->prepared_by_role());
  taken->set_status(StatusOf(report->reported_status()));
  if (report->percent_complete() > 0) taken->set_percent_complete(report->percent_complete());
  taken->set_start(report->project_start());
  taken->set_projected_completion(report->projected_completion());
  taken->set_summary(report->summary());
  *taken->mutable_planned() = report->planned();
  taken->set_other_progress(report->other_progress());
  *taken->mutable_planned_next() = report->planned_next();
  *taken->mutable_milestones() = report->milestones();
  *taken->mutable_concerns() = report->concerns();
  *taken->mutable_benefits() = report->benefits();
  if (report->has_source()) *taken->mutable_source() = report->source();
  taken->set_marking(report->marking());
}

void FillHighlight(const v1::StatusLine& line, Inferences* inferences, TemplateDictionary* shown) {
  if (!line.has_highlight_report()) return;
  const v1::HighlightLine& report = line.highlight_report();
  TemplateDictionary* page = shown->AddSectionDictionary("HIGHLIGHT");
  Set(page, "PERIOD_END", SpokenDate(report.period_end()));
  Set(page, "REPORT_TITLE", report.title());
  SetExact(page, "REPORT_CLASS", StatusClass(report.status()));
  Set(page, "REPORT_WORD", StatusWord(report.status()));
  AddFact("Prepared by", report.prepared_by(), page);
  if (report.has_percent_complete()) {
    AddFact("Complete", Concat(report.percent_complete(), "%"), page);
  }
  AddFact("Start", SpokenDate(report.start()), page);
  AddFact("Projected completion", SpokenDate(report.projected_completion()), page);
  AddText("Summary", report.summary(), line.summary(), page);
  AddList("Planned, and what came of it", report.planned(), &FillPlanned, page);
  AddText("Other progress", report.other_progress(), line.summary(), page);
  AddList("Planned next", report.planned_next(), &FillPlain, page);
  AddList("Milestones", report.milestones(), &FillMilestone, page);
  AddList("Risks, issues and concerns", report.concerns(), &FillConcern, page);
  AddList("Benefits", report.benefits(), &FillPlain, page);
  Set(page, "REPORT_WHERE", inferences->Place(report.source()));
}

}  // namespace concordat::gateway
