#include "programme-service/src/numbering.h"

#include <algorithm>
#include <span>
#include <tuple>

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

// Calls `use` with each chapter, in their order.
template <typename Use>
void ForEachChapter(const std::vector<NumberedSection>& numbering, const Use& use) {
  for (size_t first = 0; first < numbering.size();) {
    size_t end = first + 1;
    while (end < numbering.size() && IsOneChapter(numbering[first], numbering[end])) ++end;
    use(std::span(numbering).subspan(first, end - first));
    first = end;
  }
}

}  // namespace

std::vector<NumberedSection> LeftOut(const std::vector<NumberedSection>& numbering) {
  std::vector<NumberedSection> left_out;
  ForEachChapter(numbering, [&left_out](std::span<const NumberedSection> chapter) {
    if (chapter.size() < kFewest) return;
    for (size_t i = 1; i < chapter.size(); ++i) {
      NumberedSection between = chapter[i - 1];
      if (between.work.empty() || chapter[i].work.empty()) continue;
      between.work.clear();
      for (++between.number; between.number < chapter[i].number; ++between.number) {
        if (left_out.size() < kMostLeftOut) left_out.push_back(between);
      }
    }
  });
  return left_out;
}

std::vector<NumberedSection> WithElsewhere(const std::vector<NumberedSection>& numbering,
                                           const std::vector<NumberedSection>& elsewhere) {
  const auto place = [](const NumberedSection& section) {
    return std::tie(section.document, section.chapter, section.number);
  };
  std::vector<NumberedSection> all = numbering;
  all.insert(all.end(), elsewhere.begin(), elsewhere.end());
  // One of work comes before one of the same place that is known to others alone.
  std::ranges::stable_sort(all,
                           [&place](const auto& a, const auto& b) { return place(a) < place(b); });
  const auto same = std::ranges::unique(
      all, [&place](const auto& a, const auto& b) { return place(a) == place(b); });
  all.erase(same.begin(), same.end());
  return all;
}

std::vector<NumberGap> GapsIn(const std::vector<NumberedSection>& numbering) {
  std::vector<NumberGap> gaps;
  ForEachChapter(numbering,
                 [&gaps](std::span<const NumberedSection> chapter) { AddGaps(chapter, &gaps); });
  return gaps;
}

}  // namespace concordat::programme
