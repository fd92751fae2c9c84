// How far savings have come: a row for what they are of, a column for each step.
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using benefits::v1::Benefit;
using ctemplate::TemplateDictionary;

void TakeStep(const PackParts& parts, const benefits::v1::PackFunnelStep& held,
              v1::FunnelLine* line) {
  const benefits::v1::FunnelStep& step = held.step();
  line->set_record(step.name());
  line->set_subject(step.subject().empty() ? step.benefit() : step.subject());
  line->set_subject_title(step.subject().empty() ? held.benefit_title()
                                                 : TitleOf(parts, step.subject()));
  if (!step.council().empty()) line->set_council_title(TitleOf(parts, step.council()));
  line->set_stage(step.stage());
  if (step.has_amount_pence()) line->set_amount_pence(step.amount_pence());
  if (step.has_amount_high_pence()) line->set_amount_high_pence(step.amount_high_pence());
  if (step.has_count()) line->set_count(step.count());
  line->set_percent(step.percent());
  line->set_percent_of(step.percent_of());
  line->set_qualifier(step.qualifier());
  line->set_dated(step.dated());
  line->set_challenged(step.challenged());
  line->set_basis(step.basis());
  if (step.has_source()) *line->mutable_source() = step.source();
  line->set_marking(step.marking());
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  const benefits::v1::PackPart& part = parts->part.benefits();
  for (const auto& step : part.funnel()) TakeStep(*parts, step, pack->add_funnel());
  LeaveOut(*parts, "funnel", part.funnel_left_out(), {"/funnelSteps"}, pack);
}

std::string_view Qualified(type::v1::Qualifier qualifier) {
  switch (qualifier) {
    case type::v1::QUALIFIER_ABOUT:
      return "about ";
    case type::v1::QUALIFIER_OVER:
      return "over ";
    case type::v1::QUALIFIER_AT_LEAST:
      return "at least ";
    case type::v1::QUALIFIER_UP_TO:
      return "up to ";
    case type::v1::QUALIFIER_UNDER:
      return "under ";
    default:
      return "";
  }
}

// `£5,800,000`, `over 40`, `84% of opportunities identified`.
std::string FigureOf(const v1::FunnelLine& line) {
  std::string text;
  const auto add = [&text](const std::string& more) {
    if (!more.empty()) text += Concat(text.empty() ? "" : "; ", more);
  };
  if (line.has_amount_pence()) {
    add(line.has_amount_high_pence()
            ? Concat(Pounds(line.amount_pence()), " to ", Pounds(line.amount_high_pence()))
            : Pounds(line.amount_pence()));
  }
  if (line.has_count()) add(Grouped(line.count()));
  if (!line.percent().empty()) {
    add(Concat(line.percent(), "%", line.percent_of().empty() ? "" : " of ", line.percent_of()));
  }
  if (text.empty()) return text;
  return Concat(Qualified(line.qualifier()), text,
                line.qualifier() == type::v1::QUALIFIER_IF_ALL ? " if all join" : "");
}

struct Column {
  Benefit::Stage stage;
  const char* name;
};
constexpr std::array<Column, 4> kColumns = {{{Benefit::STAGE_POTENTIAL, "Potential"},
                                             {Benefit::STAGE_ACCEPTED, "Accepted"},
                                             {Benefit::STAGE_IDENTIFIED, "Identified"},
                                             {Benefit::STAGE_REALISED, "Realised"}}};

// What it is of, and of which council.
using Of = std::pair<std::string, std::string>;

void FillStep(const v1::FunnelLine& line, Inferences* inferences, TemplateDictionary* cell) {
  TemplateDictionary* step = cell->AddSectionDictionary("STEP");
  Set(step, "FIGURE", FigureOf(line));
  SetIn(step, "DATED", "DAY", SpokenDate(line.dated()));
  if (line.challenged()) step->ShowSection("CHALLENGED");
  SetIn(step, "BASIS", "TEXT", line.basis());
  Set(step, "WHERE", inferences->Place(line.source()));
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.funnel().empty()) return;
  TemplateDictionary* shown = page->AddSectionDictionary("HAS_FUNNEL");
  for (const Column& column : kColumns) {
    Set(shown->AddSectionDictionary("COLUMN"), "NAME", column.name);
  }
  std::vector<Of> order;
  std::map<Of, std::vector<const v1::FunnelLine*>> by_subject;
  for (const v1::FunnelLine& line : pack.funnel()) {
    auto& lines = by_subject[{line.subject(), line.council_title()}];
    if (lines.empty()) order.emplace_back(line.subject(), line.council_title());
    lines.push_back(&line);
  }
  Inferences inferences;
  for (const Of& of : order) {
    const std::vector<const v1::FunnelLine*>& lines = by_subject[of];
    TemplateDictionary* row = shown->AddSectionDictionary("FUNNEL");
    Set(row, "TITLE", lines.front()->subject_title());
    SetIn(row, "COUNCIL", "NAME", of.second);
    for (const Column& column : kColumns) {
      TemplateDictionary* cell = row->AddSectionDictionary("CELL");
      Set(cell, "COLUMN", column.name);
      for (const v1::FunnelLine* line : lines) {
        if (line->stage() == column.stage) FillStep(*line, &inferences, cell);
      }
    }
  }
  inferences.Fill(shown);
  FillLeftOut(pack, "funnel", shown);
}

}  // namespace

const Section kFunnel = {&Take, &Fill};

}  // namespace concordat::gateway
