#include "gateway/src/board_pack/inferences.h"

#include <algorithm>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {

std::string Inferences::Place(const type::v1::Locator& source) {
  std::string place = concordat::Place(source);
  if (source.inferred().empty()) return place;
  auto note = std::ranges::find(notes_, source.inferred());
  if (note == notes_.end()) note = notes_.insert(note, source.inferred());
  return Concat(place, place.empty() ? "" : ", ", "inferred (", note - notes_.begin() + 1, ")");
}

std::string Inferences::PlaceIn(const type::v1::Locator& table, std::string_view label,
                                const type::v1::Locator& source) {
  type::v1::Locator cell = source;
  if (source.section() == table.section() && source.table() == table.table()) {
    cell.clear_section();
    cell.clear_table();
    if (label.starts_with(source.row())) cell.clear_row();
  }
  return Place(cell);
}

void Inferences::Fill(ctemplate::TemplateDictionary* shown) const {
  if (notes_.empty()) return;
  ctemplate::TemplateDictionary* list = shown->AddSectionDictionary("INFERRED");
  for (size_t i = 0; i < notes_.size(); ++i) {
    ctemplate::TemplateDictionary* note = list->AddSectionDictionary("INFERENCE");
    Set(note, "MARK", Concat("(", i + 1, ")"));
    Set(note, "TEXT", notes_[i]);
  }
}

type::v1::Locator TableOf(const type::v1::Locator& source) {
  type::v1::Locator table;
  table.set_section(source.section());
  table.set_table(source.table());
  return table;
}

}  // namespace concordat::gateway
