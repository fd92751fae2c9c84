// What is claimed to be saved, as the search for double claims looks at it.
#ifndef CONCORDAT_BENEFITS_SERVICE_CLAIM_H_
#define CONCORDAT_BENEFITS_SERVICE_CLAIM_H_

#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/pence.h"

namespace concordat::benefits {

struct Claim {
  // Name and permanent identity of the record.
  std::string record;
  std::string uid;
  // `partnerships/{partnership}`.
  std::string partnership;
  // Title, or the tasks that are priced.
  std::vector<std::string> texts;
  // Project, live service, programme or other work; empty for none.
  std::string work;
  // True for tasks that a region prices.
  bool is_task = false;
  // By council, `` for the joint share, and by the first year of the financial year.
  std::map<std::string, std::map<int, Pence>> money;

  // All of it.
  Pence Total() const;
};

// Why claims look like the same money.
enum class ClaimReason {
  kSameCouncil,
  kSameWork,
  kSameWords,
  kSameAmount,
  kAdjoiningYear,
  kSplit,
  kSameTask,
};

struct ClaimReasonText {
  ClaimReason reason;
  // For a person to read; names no record.
  std::string text;
};

// Claims that look like the same money.
struct ClaimGroupDraft {
  // Indices of the claims, in their order; at least two.
  std::vector<size_t> claims;
  // Each reason once.
  std::vector<ClaimReasonText> reasons;
};

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_CLAIM_H_
