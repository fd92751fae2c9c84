#include "programme-service/src/numbering.h"

#include <span>

namespace concordat::programme {
namespace {

constexpr int kFewest = 4;

bool IsOneChapter(const NumberedSection& a, const NumberedSection& b) {
  return a.document == b.document && a.chapter == b.chapter;
}

void AddGaps(std::span<const NumberedSection> chapter, std::vector<NumberGap>* gaps) {
  const int sections = static_cast<int>(chapter.size());
  const int left_out = chapter.back().number - chapter.front().number + 1 - sections;
  if (sections < kFewest || left_out * kFewest > sections) return;
  for (size_t i = 1; i < chapter.size(); ++i) {
    const NumberedSection& before = chapter[i - 1];
    const NumberedSection& after = chapter[i];
    const bool of_work = !before.work.empty() && !after.work.empty();
    if (of_work && after.number > before.number + 1) gaps->push_back({before, after});
  }
}

}  // namespace

std::vector<NumberGap> GapsIn(const std::vector<NumberedSection>& numbering) {
  std::vector<NumberGap> gaps;
  for (size_t first = 0; first < numbering.size();) {
    size_t end = first + 1;
    while (end < numbering.size() && IsOneChapter(numbering[first], numbering[end])) ++end;
    AddGaps(std::span(numbering).subspan(first, end - first), &gaps);
    first = end;
  }
  return gaps;
}

}  // namespace concordat::programme
