// The sections of a board pack. Each takes what it holds from the services' parts,
// and fills its place on the page; each stands in a file of its own, in the order
// in which a board reads them.
#ifndef CONCORDAT_GATEWAY_BOARD_PACK_SECTIONS_H_
#define CONCORDAT_GATEWAY_BOARD_PACK_SECTIONS_H_

#include <ctemplate/template.h>

#include <array>
#include <string>
#include <string_view>

#include "concordat/gateway/v1/board_pack.pb.h"
#include "concordat/programme/v1/pack_part.pb.h"
#include "gateway/src/board_pack/inferences.h"

namespace concordat::gateway {

// What a pack is made from.
struct PackParts {
  v1::GetBoardPackRequest request;
  programme::v1::PackPart part;

  // Title since of a partnership that was not there on the day; empty where there is none.
  std::string title_since;
};

struct Section {
  // Moves what the section shows into the pack.
  void (*take)(PackParts* parts, v1::BoardPack* pack);
  void (*fill)(const v1::BoardPack& pack, ctemplate::TemplateDictionary* page);
};

// What the pack is of, and the first screen.
extern const Section kGlance;
extern const Section kStatus;
extern const Section kPlans;
extern const Section kMoney;
extern const Section kRisks;
extern const Section kBenefits;
extern const Section kFunnel;
extern const Section kControl;
extern const Section kDecisions;
extern const Section kImplications;
extern const Section kFindings;
extern const Section kPapers;

inline constexpr std::array<const Section*, 12> kSections = {
    &kGlance, &kStatus,  &kPlans,     &kMoney,        &kRisks,    &kBenefits,
    &kFunnel, &kControl, &kDecisions, &kImplications, &kFindings, &kPapers};

// Title of a council, of a piece of work or of what else the parts name; its id where none is
// known.
std::string TitleOf(const PackParts& parts, const std::string& name);

// Where all entries of a list are answered: a path below the partnership, and
// whether it can be narrowed to a board.
struct Whole {
  std::string_view path;
  bool by_board = false;
};
inline constexpr Whole kProgrammeReport = {":programmeReport", true};
inline constexpr Whole kFindingsList = {"/findings", true};

// Notes that a list leaves out `count` entries, if any.
void LeaveOut(const PackParts& parts, std::string_view list, int count, Whole whole,
              v1::BoardPack* pack);

// Shows MORE in a section of the page where the list leaves something out.
void FillLeftOut(const v1::BoardPack& pack, std::string_view list,
                 ctemplate::TemplateDictionary* shown);

// `Red`, `Amber`, `Green`, `Not reported`.
std::string_view StatusWord(v1::Status status);

// The word in lower case, for a class of the style sheet.
std::string_view StatusClass(v1::Status status);

// Id of the element that shows a record: its name without the slashes.
std::string Anchor(std::string_view record);

v1::Status StatusOf(type::v1::Rag rag);

// The newest highlight report of work that is shown in full, or of the project that a
// service comes from where that has no place of its own.
void TakeHighlight(const PackParts& parts, const programme::v1::PackWork& work,
                   v1::StatusLine* line);
void FillHighlight(const v1::StatusLine& line, Inferences* inferences,
                   ctemplate::TemplateDictionary* shown);

// The figures that are stated of work that is shown in full.
void TakeFigures(PackParts* parts, v1::BoardPack* pack);
void FillFigures(const v1::StatusLine& line, Inferences* inferences,
                 ctemplate::TemplateDictionary* shown);

// The heat map of one register.
void FillHeatMap(const risk::v1::RegisterSection& section, ctemplate::TemplateDictionary* page);

// `text` as VARIABLE, byte for byte: what stands in an attribute.
void SetExact(ctemplate::TemplateDictionary* dictionary, const char* variable,
              std::string_view text);

// `text` as VARIABLE, to be read. A minus holds to its pound sign, which browsers would part at
// the end of a line; a word that fits on no line has places to be parted at.
void Set(ctemplate::TemplateDictionary* dictionary, const char* variable, std::string_view text);

// Shows SECTION with VARIABLE in it, unless the text is empty.
inline void SetIn(ctemplate::TemplateDictionary* dictionary, const char* section,
                  const char* variable, std::string_view text) {
  if (!text.empty()) Set(dictionary->AddSectionDictionary(section), variable, text);
}

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BOARD_PACK_SECTIONS_H_
