// Figures that are stated of work, such as its budgets, folded beneath its status.
#include <string>

#include "common/base/figure.h"
#include "common/base/spoken.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using benefits::v1::StatedFigure;
using ctemplate::TemplateDictionary;

// As many as are read of one piece of work.
constexpr int kMaxFigures = 40;

const std::string& WorkOf(const StatedFigure& figure) {
  return figure.live_service().empty() ? figure.project() : figure.live_service();
}

void TakeFigure(const StatedFigure& figure, v1::StatusLine* line) {
  if (line->figures_size() == kMaxFigures) {
    return line->set_figures_left_out(line->figures_left_out() + 1);
  }
  v1::FigureLine* taken = line->add_figures();
  taken->set_record(figure.name());
  taken->set_label(figure.label());
  taken->set_value(SpokenFigure(figure.amount(), figure.unit()));
  taken->set_period(figure.financial_year());
  if (figure.has_source()) *taken->mutable_source() = figure.source();
  taken->set_marking(figure.marking());
}

}  // namespace

void TakeFigures(PackParts* parts, v1::BoardPack* pack) {
  const benefits::v1::PackPart& part = parts->part.benefits();
  int left_out = part.figures_left_out();
  for (auto* lines : {pack->mutable_red(), pack->mutable_amber(), pack->mutable_changed()}) {
    for (v1::StatusLine& line : *lines) {
      for (const StatedFigure& figure : part.figures()) {
        if (WorkOf(figure) == line.record()) TakeFigure(figure, &line);
      }
      left_out += line.figures_left_out();
    }
  }
  LeaveOut(*parts, "figures", left_out, {"/statedFigures"}, pack);
}

void FillFigures(const v1::StatusLine& line, Inferences* inferences, TemplateDictionary* shown) {
  if (line.figures().empty()) return;
  TemplateDictionary* table = shown->AddSectionDictionary("FIGURES");
  table->SetIntValue("COUNT", line.figures_size() + line.figures_left_out());
  std::string above;
  for (const v1::FigureLine& figure : line.figures()) {
    TemplateDictionary* row = table->AddSectionDictionary("FIGURE");
    const std::string place = Place(TableOf(figure.source()));
    if (place != above) SetIn(row, "STANDS_IN", "TEXT", place);
    above = place;
    Set(row, "LABEL", figure.label());
    Set(row, "VALUE", figure.value());
    Set(row, "PERIOD", figure.period());
    Set(row, "WHERE",
        inferences->PlaceIn(TableOf(figure.source()), figure.label(), figure.source()));
  }
  if (line.figures_left_out() > 0) {
    table->AddSectionDictionary("MORE_FIGURES")->SetIntValue("COUNT", line.figures_left_out());
  }
}

}  // namespace concordat::gateway
