#include "benefits-service/src/double_claims.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>

#include "benefits-service/src/claim_amounts.h"
#include "benefits-service/src/financial_year.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

// How much alike the words of a pair have to be at least, and those of the parts of a split.
constexpr double kAlike = 0.35;
constexpr double kPartAlike = 0.45;
// Others that a claim may be split into or be a part of, at most.
constexpr size_t kParts = 48;
// A text of fewer words than this is a heading rather than a task.
constexpr int kTaskWords = 4;
constexpr size_t kWordsTold = 5;
constexpr int64_t kBetweenTellings = 4096;

// How much alike words have to be for money that fits so: the less likely it is that it fits
// by chance, since several amounts do, or to the penny, the less.
double AlikeFor(const AmountsFit& fit) {
  const bool several = fit.amounts > 1;
  if (fit.exact) return several ? 0.35 : 0.5;
  if (several) return 0.5;
  return fit.shift == 0 ? 0.55 : 0.6;
}

std::string CouncilText(const AmountsFit& fit) {
  return fit.council.empty() ? "both joint" : Concat("both of ", fit.council);
}

// Claims that were found to belong together, with why.
class Groups {
 public:
  explicit Groups(size_t claims) : parent_(claims) { std::iota(parent_.begin(), parent_.end(), 0); }

  void Join(uint32_t one, uint32_t other, std::vector<ClaimReasonText> why) {
    const uint32_t a = Root(one), b = Root(other);
    const auto [low, high] = std::minmax(a, b);
    parent_[high] = low;
    std::vector<ClaimReasonText>& reasons = reasons_[low];
    if (low != high) {
      std::ranges::move(reasons_[high], std::back_inserter(reasons));
      reasons_.erase(high);
    }
    std::ranges::move(why, std::back_inserter(reasons));
  }

  std::vector<ClaimGroupDraft> Drafts() {
    std::map<uint32_t, ClaimGroupDraft> drafts;
    for (uint32_t i = 0; i < parent_.size(); ++i) {
      const auto found = reasons_.find(Root(i));
      if (found != reasons_.end()) drafts[found->first].claims.push_back(i);
    }
    std::vector<ClaimGroupDraft> told;
    for (auto& [root, draft] : drafts) {
      draft.reasons = EachOnce(std::move(reasons_[root]));
      told.push_back(std::move(draft));
    }
    return told;
  }

 private:
  uint32_t Root(uint32_t claim) {
    while (parent_[claim] != claim) {
      parent_[claim] = parent_[parent_[claim]];
      claim = parent_[claim];
    }
    return claim;
  }

  // The first of each kind, in the order of the kinds.
  static std::vector<ClaimReasonText> EachOnce(std::vector<ClaimReasonText> reasons) {
    std::ranges::stable_sort(reasons, {}, &ClaimReasonText::reason);
    const auto doubles = std::ranges::unique(reasons, {}, &ClaimReasonText::reason);
    reasons.erase(doubles.begin(), doubles.end());
    return reasons;
  }

  std::vector<uint32_t> parent_;
  std::map<uint32_t, std::vector<ClaimReasonText>> reasons_;
};

class Search {
 public:
  Search(std::span<const Claim> claims, const ClaimWords& words)
      : claims_(claims), words_(words), alike_(claims.size()), groups_(claims.size()) {}

  void Look(const ClaimPair& pair) {
    const auto [one, other] = pair;
    const Likeness alike = words_.Alike(one, other);
    if (alike.share < kAlike) return;
    const Claim* const first = &claims_[one];
    const auto fit = FitOf({&first, 1}, claims_[other]);
    if (fit.has_value() && alike.share >= AlikeFor(*fit) && (alike.several || fit->exact)) {
      return groups_.Join(one, other, ReasonsOf(one, other, *fit));
    }
    if (!alike.several || alike.share < kPartAlike) return;
    if (alike_[one].size() < kParts) alike_[one].push_back(other);
    if (alike_[other].size() < kParts) alike_[other].push_back(one);
  }

  // Claims that two others make together.
  void LookForSplits(uint32_t whole) {
    const std::vector<uint32_t>& parts = alike_[whole];
    for (size_t i = 0; i < parts.size(); ++i) {
      for (size_t j = i + 1; j < parts.size(); ++j) {
        const std::array<const Claim*, 2> both = {&claims_[parts[i]], &claims_[parts[j]]};
        const auto fit = FitOf(both, claims_[whole]);
        if (!fit.has_value()) continue;
        std::vector<ClaimReasonText> why = ReasonsOf(parts[i], whole, *fit);
        std::erase_if(why, [](const ClaimReasonText& reason) {
          return reason.reason == ClaimReason::kSameAmount;
        });
        why.push_back({ClaimReason::kSplit,
                       Concat("two make together ", Said(fit->one), " in ",
                              FinancialYearFrom(fit->year), ", the other is ", Said(fit->other))});
        groups_.Join(parts[j], whole, {});
        groups_.Join(parts[i], whole, std::move(why));
      }
    }
  }

  // Tasks with the same text that are priced in several works.
  void LookForTasks() {
    std::map<std::string, std::vector<uint32_t>> by_text;
    for (uint32_t i = 0; i < claims_.size(); ++i) {
      if (!claims_[i].is_task) continue;
      std::set<std::string> own;
      for (const std::string& text : claims_[i].texts) {
        std::string plain = PlainText(text);
        if (std::ranges::count(plain, ' ') + 1 >= kTaskWords) own.insert(std::move(plain));
      }
      for (const std::string& text : own) by_text[text].push_back(i);
    }
    for (const auto& [text, found] : by_text) {
      std::set<std::string> works;
      for (const uint32_t claim : found) works.insert(claims_[claim].work);
      if (works.size() < 2) continue;
      for (size_t i = 1; i < found.size(); ++i) {
        groups_.Join(found[0], found[i],
                     {{ClaimReason::kSameTask,
                       Concat("the same task in ", works.size(), " works: ", text)}});
      }
    }
  }

  std::vector<ClaimGroupDraft> Groups() { return groups_.Drafts(); }

 private:
  std::vector<ClaimReasonText> ReasonsOf(uint32_t one, uint32_t other,
                                         const AmountsFit& fit) const {
    std::vector<ClaimReasonText> why = {{ClaimReason::kSameCouncil, CouncilText(fit)}};
    if (!claims_[one].work.empty() && claims_[one].work == claims_[other].work) {
      why.push_back({ClaimReason::kSameWork, "both of the same work"});
    }
    why.push_back({ClaimReason::kSameWords,
                   Concat("words in common: ", words_.Shared(one, other, kWordsTold))});
    why.push_back({ClaimReason::kSameAmount,
                   Concat(Said(fit.one), " in ", FinancialYearFrom(fit.year), " and ",
                          Said(fit.other), " in ", FinancialYearFrom(fit.year + fit.shift))});
    if (fit.shift != 0) why.push_back({ClaimReason::kAdjoiningYear, "a year apart"});
    return why;
  }

  std::span<const Claim> claims_;
  const ClaimWords& words_;
  // By claim: others with like words whose money does not fit.
  std::vector<std::vector<uint32_t>> alike_;
  class Groups groups_;
};

}  // namespace

absl::StatusOr<DoubleClaims> FindDoubleClaims(std::span<const Claim> claims,
                                              ClaimProgress progress) {
  const auto total = static_cast<int64_t>(claims.size());
  const ClaimWords words(claims);
  absl::Status status = progress(0, total);
  if (!status.ok()) return status;
  const std::vector<ClaimPair> pairs = PairsToLookAt(claims, words);
  Search search(claims, words);
  int64_t looked_at = 0;
  for (const ClaimPair& pair : pairs) {
    search.Look(pair);
    if (++looked_at % kBetweenTellings != 0) continue;
    status = progress(pair.first, total);
    if (!status.ok()) return status;
  }
  for (uint32_t i = 0; i < claims.size(); ++i) {
    search.LookForSplits(i);
    if (i % kBetweenTellings != 0) continue;
    status = progress(total, total);
    if (!status.ok()) return status;
  }
  search.LookForTasks();
  status = progress(total, total);
  if (!status.ok()) return status;
  return DoubleClaims{search.Groups(), looked_at};
}

}  // namespace concordat::benefits
