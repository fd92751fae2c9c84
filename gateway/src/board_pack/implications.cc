// What papers say that their proposals mean, by paper and in its order. Answers of a word
// stand together, what is long is folded.
#include <absl/strings/str_join.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/base/spoken.h"
#include "common/resource/resource_type.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;
using v1::ImplicationLine;

// The longest text, in bytes, that is not folded.
constexpr size_t kShort = 240;

void Take(PackParts* parts, v1::BoardPack* pack) {
  for (const programme::v1::Implication& implication : parts->part.implications()) {
    ImplicationLine* line = pack->add_implications();
    line->set_record(implication.name());
    line->set_title(implication.title());
    line->set_answer(implication.answer());
    line->set_description(implication.description());
    if (implication.has_source()) *line->mutable_source() = implication.source();
    line->set_marking(implication.marking());
  }
  LeaveOut(*parts, "implications", parts->part.implications_left_out(), {"/implications"}, pack);
}

// True where a word is all that is said, so that others that say it can stand beside it.
bool IsWord(const ImplicationLine& line) {
  return line.description().empty() && !line.answer().empty();
}

// The answer, unless the text begins with it.
std::string AnswerOf(const ImplicationLine& line) {
  return line.description().starts_with(line.answer()) ? "" : line.answer();
}

void FillText(const ImplicationLine& line, Inferences* inferences, TemplateDictionary* paper) {
  const bool is_long = line.description().size() > kShort;
  TemplateDictionary* shown = paper->AddSectionDictionary("IMPLICATION");
  TemplateDictionary* text = shown->AddSectionDictionary(is_long ? "LONG" : "SHORT");
  Set(text, "TITLE", line.title());
  SetIn(text, "ANSWER", "WORD", AnswerOf(line));
  Set(text, "TEXT", line.description());
  type::v1::Locator place = line.source();
  if (place.row() == line.title()) place.clear_row();
  Set(text, "WHERE", inferences->Place(place));
}

// All titles that are answered with the word of `first`, where none above is.
void FillWord(const std::vector<const ImplicationLine*>& lines, const ImplicationLine& first,
              Inferences* inferences, TemplateDictionary* paper) {
  std::vector<std::string> titles;
  std::vector<std::string> places;
  for (const ImplicationLine* line : lines) {
    if (!IsWord(*line) || line->answer() != first.answer()) continue;
    if (titles.empty() && line != &first) return;
    titles.push_back(line->title());
    type::v1::Locator place = TableOf(line->source());
    place.set_inferred(line->source().inferred());
    const std::string where = inferences->Place(place);
    if (std::ranges::find(places, where) == places.end()) places.push_back(where);
  }
  TemplateDictionary* word = paper->AddSectionDictionary("WORD");
  Set(word, "ANSWER", first.answer());
  Set(word, "TITLES", absl::StrJoin(titles, "; "));
  Set(word, "WHERE", absl::StrJoin(places, "; "));
}

std::string TitleOfPaper(const v1::BoardPack& pack, const std::string& document) {
  for (const v1::Paper& paper : pack.papers()) {
    if (paper.document() == document) return paper.title();
  }
  return document.empty() ? "Paper not stated" : std::string(ResourceType::IdOf(document));
}

void FillPaper(const std::vector<const ImplicationLine*>& lines, Inferences* inferences,
               TemplateDictionary* paper) {
  for (const ImplicationLine* line : lines) {
    if (!IsWord(*line)) FillText(*line, inferences, paper);
  }
  for (const ImplicationLine* line : lines) {
    if (IsWord(*line)) FillWord(lines, *line, inferences, paper);
  }
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.implications().empty()) return page->ShowSection("NO_IMPLICATIONS");
  TemplateDictionary* list = page->AddSectionDictionary("HAS_IMPLICATIONS");
  Inferences inferences;
  const auto paper_of = [&pack](int i) { return pack.implications(i).source().document(); };
  const int count = pack.implications_size();
  for (int i = 0; i < count;) {
    const std::string document = paper_of(i);
    std::vector<const ImplicationLine*> lines;
    for (; i < count && paper_of(i) == document; ++i) lines.push_back(&pack.implications(i));
    TemplateDictionary* paper = list->AddSectionDictionary("OF_PAPER");
    if (document != paper_of(0) || i < count) {
      SetIn(paper, "NAMED", "TITLE", TitleOfPaper(pack, document));
    }
    FillPaper(lines, &inferences, paper);
  }
  inferences.Fill(list);
  FillLeftOut(pack, "implications", list);
}

}  // namespace

const Section kImplications = {&Take, &Fill};

}  // namespace concordat::gateway
