// What papers say of what falls on a day: done, under way or to come.
#ifndef CONCORDAT_PROGRAMME_SERVICE_DATE_STATES_H_
#define CONCORDAT_PROGRAMME_SERVICE_DATE_STATES_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/date.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "programme-service/src/date_drafts.h"
#include "programme-service/src/stated_date_rules.h"

namespace concordat::programme {

// Statements of one thing.
using Dates = std::vector<const v1::StatedDate*>;

inline bool IsSaidOpen(const v1::StatedDate& stated) {
  return StateOf(stated) == v1::StatedDate::STATE_TO_COME ||
         StateOf(stated) == v1::StatedDate::STATE_UNDER_WAY;
}

inline bool IsSaidBegun(const v1::StatedDate& stated) {
  return StateOf(stated) == v1::StatedDate::STATE_DONE ||
         StateOf(stated) == v1::StatedDate::STATE_UNDER_WAY;
}

inline std::string_view SpokenState(v1::StatedDate::State state) {
  switch (state) {
    case v1::StatedDate::STATE_DONE:
      return "done";
    case v1::StatedDate::STATE_UNDER_WAY:
      return "under way";
    default:
      return "to come";
  }
}

// `to come on 1 July 2011 (Appendix C)`.
inline std::string Said(const v1::StatedDate& stated) {
  return Concat(SpokenState(StateOf(stated)), stated.date().empty() ? "" : " ",
                stated.date().empty() ? "" : SpokenWhen(stated.date()), InSection(stated));
}

// How far two things disagree that statements say of a piece of work.
enum class Clash { kNone, kPossible, kCertain };

// Of a statement that something has gone on and one that it has not: nothing where the
// latter stands in an older paper, since the work has then gone on, and perhaps nothing
// where it stands in an older report within the same paper.
template <typename Work>
Clash ClashOf(const FactsIndex& index, const Work& work, const v1::StatedDate& begun,
              const v1::StatedDate& open) {
  const Writing newer = WritingOf(index, work, begun);
  const Writing older = WritingOf(index, work, open);
  if (newer.report == older.report && newer.document == older.document) return Clash::kCertain;
  const auto later = ParsePartialDate(newer.dated);
  const auto earlier = ParsePartialDate(older.dated);
  if (!later.ok() || !earlier.ok()) return Clash::kCertain;
  switch (CompareDates(*earlier, *later)) {
    case DateOrder::kBefore:
      return begun.source().document() == open.source().document() ? Clash::kPossible
                                                                   : Clash::kNone;
    case DateOrder::kPossiblyEither:
      return Clash::kPossible;
    default:
      return Clash::kCertain;
  }
}

// The gravest of all pairs.
template <typename Work>
Clash WorstOf(const FactsIndex& index, const Work& work, const Dates& begun, const Dates& open) {
  Clash worst = Clash::kNone;
  for (const v1::StatedDate* one : begun) {
    for (const v1::StatedDate* other : open) {
      worst = std::max(worst, ClashOf(index, work, *one, *other));
    }
  }
  return worst;
}

inline Dates Those(const Dates& dates, bool (*fulfil)(const v1::StatedDate&)) {
  Dates those;
  for (const v1::StatedDate* stated : dates) {
    if (fulfil(*stated)) those.push_back(stated);
  }
  return those;
}

inline bool IsSaidDone(const v1::StatedDate& stated) {
  return StateOf(stated) == v1::StatedDate::STATE_DONE;
}

// Adds each statement as a fact; answers with all of them in words.
template <typename Work>
std::string AddSaid(const Work& work, const Dates& dates, FindingDraft* draft) {
  std::string said;
  for (const v1::StatedDate* stated : dates) {
    said += Concat(said.empty() ? "" : ", ", Said(*stated));
    AddDateFact(
        work, *stated,
        Concat(SpokenState(StateOf(*stated)), stated->date().empty() ? "" : ", ", stated->date()),
        draft);
  }
  return said;
}

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_DATE_STATES_H_
