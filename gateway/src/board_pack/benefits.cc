// What business cases promised: counted first, shortfalls in full, all in an annex.
#include <algorithm>
#include <string>
#include <string_view>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

constexpr char kNotAchieved[] = "not achieved";
constexpr char kMissed[] = "missed";

using benefits::v1::ExpectedResult;
using ctemplate::TemplateDictionary;

std::string_view AchievementWord(ExpectedResult::Achievement achievement) {
  switch (achievement) {
    case ExpectedResult::ACHIEVEMENT_ACHIEVED:
      return "achieved";
    case ExpectedResult::ACHIEVEMENT_EXCEEDED:
      return "exceeded";
    case ExpectedResult::ACHIEVEMENT_PARTLY_ACHIEVED:
      return "partly achieved";
    case ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED:
      return kNotAchieved;
    case ExpectedResult::ACHIEVEMENT_TOO_EARLY:
      return "too early";
    case ExpectedResult::ACHIEVEMENT_NO_LONGER_APPLIES:
      return "no longer applies";
    default:
      return "";
  }
}

void TakeResult(const ExpectedResult& result, v1::ResultLine* line) {
  line->set_expected(result.expected());
  line->set_actual(result.actual());
  line->set_achievement(std::string(AchievementWord(result.achievement())));
  line->set_commentary(result.commentary());
  line->set_heading(result.heading());
  line->set_marking(result.marking());
  if (result.has_source()) *line->mutable_source() = result.source();
}

const char* VerdictWord(type::v1::Rag light) {
  return light == type::v1::RAG_GREEN ? "met" : light == type::v1::RAG_RED ? kMissed : "";
}

void TakeReturn(const PackParts& parts, const benefits::v1::ReturnRealisation& given,
                v1::MeasureLine* line) {
  const benefits::v1::MeasureReturn& figures = given.measure_return();
  line->set_council(TitleOf(parts, figures.council()));
  line->set_baseline(figures.baseline().empty() ? figures.baseline_text() : figures.baseline());
  line->set_target(figures.target().empty() ? figures.target_text() : figures.target());
  line->set_actual(figures.actual());
  line->set_verdict(VerdictWord(given.light()));
  if (figures.marking() == type::v1::MARKING_EXEMPT) line->set_marking(figures.marking());
  if (figures.has_source()) *line->mutable_source() = figures.source();
}

void TakeMeasure(const PackParts& parts, const benefits::v1::MeasureRealisation& held,
                 v1::Realisation* taken) {
  const auto add = [&] {
    v1::MeasureLine* line = taken->add_measures();
    line->set_reference(held.measure().reference());
    line->set_title(held.measure().title());
    line->set_commentary(held.measure().commentary());
    line->set_marking(held.measure().marking());
    if (held.measure().has_source()) *line->mutable_source() = held.measure().source();
    return line;
  };
  // A measure without figures is still one that was promised.
  if (held.returns().empty()) add();
  for (const auto& given : held.returns()) TakeReturn(parts, given, add());
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  const benefits::v1::PackPart& part = parts->part.benefits();
  int lines = 0;
  for (const benefits::v1::WorkRealisation& work : part.realisation().works()) {
    lines += work.counts().results_left_out() + work.counts().measures_left_out();
    // What comes of no work has no place in the pack.
    if (!parts->part.titles().contains(work.work())) continue;
    v1::Realisation* taken = pack->add_realisations();
    taken->set_record(work.work());
    taken->set_title(TitleOf(*parts, work.work()));
    *taken->mutable_counts() = work.counts();
    for (const ExpectedResult& result : work.results()) TakeResult(result, taken->add_results());
    for (const auto& measure : work.measures()) TakeMeasure(*parts, measure, taken);
  }
  LeaveOut(*parts, "realisations", part.works_left_out(), {":benefitsRealisation"}, pack);
  LeaveOut(*parts, "realisations.lines", lines, {":benefitsRealisation"}, pack);
}

std::string AnchorOf(const v1::Realisation& one) {
  return Concat("benefits-", Anchor(one.record()));
}

bool IsMissed(const v1::MeasureLine& measure) { return measure.verdict() == kMissed; }

// Promises that nothing is said of, or nothing that is a verdict.
int CountWithoutVerdict(const benefits::v1::RealisationCounts& counts) {
  return counts.results() - counts.achieved() - counts.exceeded() - counts.partly_achieved() -
         counts.not_achieved() - counts.too_early() - counts.no_longer_applies();
}

// A column of the table of promises; those between the first and the last add up to
// the first.
struct Column {
  const char* name;
  int (*of)(const benefits::v1::RealisationCounts& counts);
};
using Counts = benefits::v1::RealisationCounts;
constexpr Column kColumns[] = {
    {"Promises", [](const Counts& counts) { return counts.results(); }},
    {"Achieved", [](const Counts& counts) { return counts.achieved(); }},
    {"Exceeded", [](const Counts& counts) { return counts.exceeded(); }},
    {"Partly", [](const Counts& counts) { return counts.partly_achieved(); }},
    {"Not", [](const Counts& counts) { return counts.not_achieved(); }},
    {"Too early", [](const Counts& counts) { return counts.too_early(); }},
    {"No longer applies", [](const Counts& counts) { return counts.no_longer_applies(); }},
    {"Without verdict", &CountWithoutVerdict},
    {"Measures missed", [](const Counts& counts) { return counts.measures_missed(); }},
};

void FillRow(const v1::Realisation& one, TemplateDictionary* row) {
  Set(row, "TITLE", one.title());
  SetExact(row, "ANCHOR", AnchorOf(one));
  for (const Column& column : kColumns) {
    TemplateDictionary* cell = row->AddSectionDictionary("CELL");
    Set(cell, "COLUMN", column.name);
    Set(cell, "COUNT", Concat(column.of(one.counts())));
  }
}

void AddShortfall(const v1::Realisation& one, const std::string& text,
                  const type::v1::Locator& source, Inferences* inferences,
                  TemplateDictionary* list) {
  TemplateDictionary* item = list->AddSectionDictionary("SHORTFALL");
  Set(item, "SERVICE", one.title());
  Set(item, "TEXT", text);
  Set(item, "WHERE", inferences->Place(source));
}

void AddShortfalls(const v1::Realisation& one, Inferences* inferences, TemplateDictionary* list) {
  for (const v1::ResultLine& result : one.results()) {
    if (result.achievement() != kNotAchieved) continue;
    AddShortfall(one, Concat(result.expected(), " Not achieved. ", result.commentary()),
                 result.source(), inferences, list);
  }
  for (const v1::MeasureLine& measure : one.measures()) {
    if (!IsMissed(measure)) continue;
    AddShortfall(one,
                 Concat(measure.title(), measure.council().empty() ? "" : ", ", measure.council(),
                        ": ", measure.actual(), " against a target of ", measure.target(), "."),
                 measure.source(), inferences, list);
  }
}

bool HasShortfall(const v1::Realisation& one) {
  return one.counts().not_achieved() > 0 || one.counts().measures_missed() > 0;
}

void FillResults(const v1::Realisation& one, Inferences* inferences, TemplateDictionary* annex) {
  if (one.results().empty()) return;
  TemplateDictionary* table = annex->AddSectionDictionary("HAS_RESULTS");
  const type::v1::Locator stands_in = TableOf(one.results(0).source());
  Set(table, "STANDS_IN", Place(stands_in));
  // One heading over all of them tells nothing.
  const bool headed = std::ranges::any_of(one.results(), [&one](const v1::ResultLine& result) {
    return result.heading() != one.results(0).heading();
  });
  std::string_view above;
  for (const v1::ResultLine& result : one.results()) {
    TemplateDictionary* row = table->AddSectionDictionary("RESULT");
    if (headed && result.heading() != above) SetIn(row, "HEADING", "TEXT", result.heading());
    above = result.heading();
    Set(row, "EXPECTED", result.expected());
    Set(row, "ACTUAL", result.actual());
    SetIn(row, "COMMENTARY", "TEXT", result.commentary());
    Set(row, "ACHIEVEMENT", result.achievement());
    Set(row, "WHERE", inferences->PlaceIn(stands_in, result.expected(), result.source()));
  }
}

void FillMeasures(const v1::Realisation& one, Inferences* inferences, TemplateDictionary* annex) {
  if (one.measures().empty()) return;
  TemplateDictionary* table = annex->AddSectionDictionary("HAS_MEASURES");
  const type::v1::Locator stands_in = TableOf(one.measures(0).source());
  Set(table, "STANDS_IN", Place(stands_in));
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
    const std::string printed =
        Concat(measure.reference(), measure.reference().empty() ? "" : " ", measure.title());
    Set(row, "WHERE", inferences->PlaceIn(stands_in, printed, measure.source()));
  }
}

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.realisations().empty()) return page->ShowSection("NO_REALISATIONS");
  TemplateDictionary* counts = page->AddSectionDictionary("REALISATIONS");
  FillLeftOut(pack, "realisations", counts);
  for (const Column& column : kColumns) SetIn(counts, "COLUMN", "NAME", column.name);
  TemplateDictionary* annexes = page->AddSectionDictionary("ANNEX");
  FillLeftOut(pack, "realisations.lines", annexes);
  TemplateDictionary* shortfalls = nullptr;
  Inferences of_shortfalls;
  for (const v1::Realisation& one : pack.realisations()) {
    FillRow(one, counts->AddSectionDictionary("SERVICE"));
    if (HasShortfall(one)) {
      if (shortfalls == nullptr) shortfalls = page->AddSectionDictionary("HAS_SHORTFALLS");
      AddShortfalls(one, &of_shortfalls, shortfalls);
    }
    TemplateDictionary* annex = annexes->AddSectionDictionary("SERVICE");
    Set(annex, "TITLE", one.title());
    SetExact(annex, "ANCHOR", AnchorOf(one));
    Inferences inferences;
    FillResults(one, &inferences, annex);
    FillMeasures(one, &inferences, annex);
    inferences.Fill(annex);
  }
  if (shortfalls != nullptr) of_shortfalls.Fill(shortfalls);
}

}  // namespace

const Section kBenefits = {&Take, &Fill};

}  // namespace concordat::gateway
