// What each part of the board pack's page is filled with; one file for each part.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_PARTS_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_PARTS_H_

#include <ctemplate/template.h>

#include <string>
#include <string_view>

#include "concordat/gateway/v1/board_pack.pb.h"

namespace concordat::gateway {

// The masthead, and the three panels: red, what does not agree, the money.
void FillGlance(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);

void FillStatus(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);
void FillFinances(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);
void FillRegisters(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);
void FillHeatMap(const risk::v1::RegisterSection& section, ctemplate::TemplateDictionary* page);
void FillRealisations(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);
void FillDecisions(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);
void FillFindings(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);
void FillPapers(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);

// Id of the element that shows a record: its name without the slashes.
std::string Anchor(std::string_view record);

// `text` as VARIABLE.
inline void Set(ctemplate::TemplateDictionary* dictionary, const char* variable,
                std::string_view text) {
  dictionary->SetValue(variable, ctemplate::TemplateString(text.data(), text.size()));
}

// Shows SECTION with VARIABLE in it, unless the text is empty.
inline void SetIn(ctemplate::TemplateDictionary* dictionary, const char* section,
                  const char* variable, std::string_view text) {
  if (!text.empty()) Set(dictionary->AddSectionDictionary(section), variable, text);
}

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_BOARD_PACK_PARTS_H_
