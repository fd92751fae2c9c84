// How much there is of each piece of work, and how much of it is shown. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_REALISATION_OUTLINE_H_
#define CONCORDAT_BENEFITS_SERVICE_REALISATION_OUTLINE_H_

#include <string>
#include <vector>

#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

// A piece of work, empty for what comes of none.
struct WorkOutline {
  std::string work;
  // Its review; empty where it has none.
  std::string review;
  v1::RealisationCounts counts;
  int measures = 0;
  // As many of its results and measures as are shown.
  int shown_results = 0;
  int shown_measures = 0;
};

// Shows so many results and measures at most, and of so many pieces of work; whole as
// far as that goes, and all where there are no more. Answers with how many pieces of
// work are left out.
int CutInOrder(int most, std::vector<WorkOutline>* works);

// The same; where something is left out, what falls short comes first.
int CutShortFirst(int most, std::vector<WorkOutline>* works);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_REALISATION_OUTLINE_H_
