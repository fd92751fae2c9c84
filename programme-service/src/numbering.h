// Numbers that a paper leaves out between the sections that work stands in. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_NUMBERING_H_
#define CONCORDAT_PROGRAMME_SERVICE_NUMBERING_H_

#include <vector>

#include "programme-service/src/facts.h"

namespace concordat::programme {

// Between two sections with work that lie next to each other but for the numbers between.
struct NumberGap {
  NumberedSection before, after;
};

// Most numbers that are asked about.
inline constexpr int kMostLeftOut = 1000;

// The numbers left out between two sections with work that lie next to each other in a
// chapter of four sections or more.
std::vector<NumberedSection> LeftOut(const std::vector<NumberedSection>& numbering);

// The numbering with sections in which records of other services stand.
std::vector<NumberedSection> WithElsewhere(const std::vector<NumberedSection>& numbering,
                                           const std::vector<NumberedSection>& elsewhere);

// Of chapters that are numbered through: of four sections or more, with at most one number
// left out for four that are there.
std::vector<NumberGap> GapsIn(const std::vector<NumberedSection>& numbering);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_NUMBERING_H_
