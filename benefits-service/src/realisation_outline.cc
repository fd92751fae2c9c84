#include "benefits-service/src/realisation_outline.h"

#include <algorithm>

namespace concordat::benefits {
namespace {

bool FallsShort(const WorkOutline& work) {
  return work.counts.not_achieved() > 0 || work.counts.measures_missed() > 0;
}

bool HasRoomForAll(int most, const std::vector<WorkOutline>& works) {
  int64_t records = 0;
  for (const WorkOutline& work : works) records += work.counts.results() + work.measures;
  return records <= most && static_cast<int64_t>(works.size()) <= most;
}

// Takes what there is room for; answers with how many are left out.
int Take(int all, int* room, int* shown) {
  *shown = std::min(all, *room);
  *room -= *shown;
  return all - *shown;
}

int Cut(int most, bool short_first, std::vector<WorkOutline>* works) {
  const bool all = HasRoomForAll(most, *works);
  if (!all && short_first) std::ranges::stable_partition(*works, FallsShort);
  int room = most;
  size_t shown = 0;
  for (; shown < works->size() && shown < static_cast<size_t>(most) && (all || room > 0); ++shown) {
    WorkOutline& work = (*works)[shown];
    const int results = Take(work.counts.results(), &room, &work.shown_results);
    const int measures = Take(work.measures, &room, &work.shown_measures);
    if (results > 0) work.counts.set_results_left_out(results);
    if (measures > 0) work.counts.set_measures_left_out(measures);
  }
  const int left_out = static_cast<int>(works->size() - shown);
  works->resize(shown);
  return left_out;
}

}  // namespace

int CutInOrder(int most, std::vector<WorkOutline>* works) { return Cut(most, false, works); }

int CutShortFirst(int most, std::vector<WorkOutline>* works) { return Cut(most, true, works); }

}  // namespace concordat::benefits
