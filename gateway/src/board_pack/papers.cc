// The papers that it was all stated in.
#include "common/base/spoken.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;

void Take(PackParts* parts, v1::BoardPack* pack) {
  for (const programme::v1::SourceDocument& document : parts->part.documents()) {
    v1::Paper* paper = pack->add_papers();
    paper->set_document(document.name());
    paper->set_title(document.title());
    paper->set_date(document.dated());
    paper->set_marking(document.marking());
  }
  LeaveOut(*parts, "papers", parts->part.documents_left_out(), {"/sourceDocuments"}, pack);
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  bool first = true;
  for (const v1::Paper& paper : pack.papers()) {
    TemplateDictionary* shown = page->AddSectionDictionary("PAPER");
    shown->ShowSection(first ? "FIRST" : "NEXT");
    Set(shown, "TITLE", paper.title());
    Set(shown, "DATE", SpokenDate(paper.date()));
    first = false;
  }
  FillLeftOut(pack, "papers", page->AddSectionDictionary("PAPERS_END"));
}

}  // namespace

const Section kPapers = {&Take, &Fill};

}  // namespace concordat::gateway
