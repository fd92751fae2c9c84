// What business cases promised: counted first, shortfalls in full, all in an annex.
#include <algorithm>
#include <string>

#include "common/base/text.h"
#include "gateway/src/board_pack/board_pack_parts.h"
#include "gateway/src/board_pack/board_pack_text.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;

std::string AnchorOf(const v1::Realisation& one) {
  return Concat("benefits-", Anchor(one.record()));
}

void AddCount(const v1::Realisation& one, const std::string& achievement, TemplateDictionary* row) {
  const auto count = std::ranges::count(one.results(), achievement,
                                        [](const v1::ResultLine& r) { return r.achievement(); });
  Set(row->AddSectionDictionary("CELL"), "COUNT", Concat(count));
}

bool IsMissed(const v1::MeasureLine& measure) { return measure.verdict() == "missed"; }

void FillRow(const v1::Realisation& one, TemplateDictionary* row) {
  Set(row, "TITLE", one.title());
  Set(row, "ANCHOR", AnchorOf(one));
  Set(row->AddSectionDictionary("CELL"), "COUNT", Concat(one.results_size()));
  for (const char* achievement : {"achieved", "partly achieved", "not achieved", "too early"}) {
    AddCount(one, achievement, row);
  }
  Set(row->AddSectionDictionary("CELL"), "COUNT",
      Concat(std::ranges::count_if(one.measures(), IsMissed)));
}

void AddShortfall(const v1::Realisation& one, const std::string& text,
                  const type::v1::Locator& source, TemplateDictionary* list) {
  TemplateDictionary* item = list->AddSectionDictionary("SHORTFALL");
  Set(item, "SERVICE", one.title());
  Set(item, "TEXT", text);
  Set(item, "WHERE", Place(source));
}

void AddShortfalls(const v1::Realisation& one, TemplateDictionary* list) {
  for (const v1::ResultLine& result : one.results()) {
    if (result.achievement() != "not achieved") continue;
    AddShortfall(one, Concat(result.expected(), " Not achieved. ", result.commentary()),
                 result.source(), list);
  }
  for (const v1::MeasureLine& measure : one.measures()) {
    if (!IsMissed(measure)) continue;
    AddShortfall(one,
                 Concat(measure.title(), measure.council().empty() ? "" : ", ", measure.council(),
                        ": ", measure.actual(), " against a target of ", measure.target(), "."),
                 measure.source(), list);
  }
}

bool HasShortfall(const v1::Realisation& one) {
  return std::ranges::any_of(one.measures(), IsMissed) ||
         std::ranges::any_of(one.results(), [](const v1::ResultLine& result) {
           return result.achievement() == "not achieved";
         });
}

void FillResults(const v1::Realisation& one, TemplateDictionary* annex) {
  if (one.results().empty()) return;
  TemplateDictionary* table = annex->AddSectionDictionary("HAS_RESULTS");
  for (const v1::ResultLine& result : one.results()) {
    TemplateDictionary* row = table->AddSectionDictionary("RESULT");
    Set(row, "EXPECTED", result.expected());
    Set(row, "ACTUAL", result.actual());
    SetIn(row, "COMMENTARY", "TEXT", result.commentary());
    Set(row, "ACHIEVEMENT", result.achievement());
    Set(row, "WHERE", Place(result.source()));
  }
}

void FillMeasures(const v1::Realisation& one, TemplateDictionary* annex) {
  if (one.measures().empty()) return;
  TemplateDictionary* table = annex->AddSectionDictionary("HAS_MEASURES");
  for (const v1::MeasureLine& measure : one.measures()) {
    TemplateDictionary* row = table->AddSectionDictionary("MEASURE");
    Set(row, "REFERENCE", measure.reference());
    Set(row, "TITLE", measure.title());
    Set(row, "COUNCIL", measure.council());
    Set(row, "BASELINE", measure.baseline());
    Set(row, "TARGET", measure.target());
    Set(row, "ACTUAL", measure.actual());
    Set(row, "VERDICT", measure.verdict());
    SetIn(row, "COMMENTARY", "TEXT", measure.commentary());
    Set(row, "WHERE", Place(measure.source()));
  }
}

}  // namespace

void FillRealisations(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.realisations().empty()) return page->ShowSection("NO_REALISATIONS");
  TemplateDictionary* counts = page->AddSectionDictionary("REALISATIONS");
  TemplateDictionary* annexes = page->AddSectionDictionary("ANNEX");
  TemplateDictionary* shortfalls = nullptr;
  for (const v1::Realisation& one : pack.realisations()) {
    FillRow(one, counts->AddSectionDictionary("SERVICE"));
    if (HasShortfall(one)) {
      if (shortfalls == nullptr) shortfalls = page->AddSectionDictionary("HAS_SHORTFALLS");
      AddShortfalls(one, shortfalls);
    }
    TemplateDictionary* annex = annexes->AddSectionDictionary("SERVICE");
    Set(annex, "TITLE", one.title());
    Set(annex, "ANCHOR", AnchorOf(one));
    FillResults(one, annex);
    FillMeasures(one, annex);
  }
}

}  // namespace concordat::gateway
