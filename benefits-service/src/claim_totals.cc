#include "benefits-service/src/claim_totals.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/claim_reading.h"
#include "concordat/benefits/v1/claim_group.pb.h"

namespace concordat::benefits {
namespace {

using v1::ClaimGroup;

// By record, of those that stand in confirmed groups.
using AmountsOf = std::map<std::string, Pence, std::less<>>;

struct Sums {
  Pence gross = 0, doubled = 0;
  int confirmed = 0, outdated = 0;
};

absl::StatusOr<v1::ClaimTotal> Tell(const Sums& sums) {
  v1::ClaimTotal total;
  auto gross = Told(sums.gross, "claims");
  if (!gross.ok()) return gross.status();
  auto doubled = Told(sums.doubled, "claims");
  if (!doubled.ok()) return doubled.status();
  auto net = Told(sums.gross - sums.doubled, "claims");
  if (!net.ok()) return net.status();
  total.set_gross_pence(*gross);
  total.set_doubled_pence(*doubled);
  total.set_net_pence(*net);
  total.set_confirmed_groups(sums.confirmed);
  total.set_outdated_groups(sums.outdated);
  return total;
}

bool IsOfTasks(const ClaimGroup& group) {
  return group.claims(0).record().find("/regionalTasks/") != std::string::npos;
}

// Whether each claim of the partnership still is what it was when the group was judged.
bool StillHolds(const ClaimGroup& group, const AmountsOf& amounts) {
  return group.claims_left_out() == 0 &&
         std::ranges::all_of(group.claims(), [&amounts](const ClaimGroup::Claim& claim) {
           if (!claim.other_partnership().empty()) return true;
           const auto found = amounts.find(claim.record());
           return found != amounts.end() && found->second == claim.amount_pence();
         });
}

}  // namespace

absl::StatusOr<v1::ClaimTotals> ReadClaimTotals(const Records& records) {
  auto groups = records.Where<ClaimGroup>({"t.state = ?", {int64_t{ClaimGroup::STATE_CONFIRMED}}});
  if (!groups.ok()) return groups.status();
  AmountsOf amounts;
  for (const ClaimGroup& group : *groups) {
    for (const ClaimGroup::Claim& claim : group.claims()) amounts.emplace(claim.record(), 0);
  }
  Sums benefits, tasks;
  absl::Status status = ReadShares(records, [&](const ShareOutline& share) {
    Pence claimed = 0;
    for (const ShareYear& year : share.years) claimed += ClaimedIn(year);
    benefits.gross += claimed;
    const auto found = amounts.find(share.benefit.name());
    if (found != amounts.end()) found->second += claimed;
  });
  if (!status.ok()) return status;
  auto priced = records.Where<v1::RegionalTask>({"t.is_total = 0", {}});
  if (!priced.ok()) return priced.status();
  for (const v1::RegionalTask& task : *priced) {
    const Pence claimed = ClaimOf(task, records.parent()).Total();
    tasks.gross += claimed;
    const auto found = amounts.find(task.name());
    if (found != amounts.end()) found->second += claimed;
  }
  for (const ClaimGroup& group : *groups) {
    if (group.claims().empty()) continue;
    Sums& sums = IsOfTasks(group) ? tasks : benefits;
    if (StillHolds(group, amounts)) {
      ++sums.confirmed;
      sums.doubled += group.doubled_pence();
    } else {
      ++sums.outdated;
    }
  }
  v1::ClaimTotals totals;
  auto of_benefits = Tell(benefits), of_tasks = Tell(tasks);
  if (!of_benefits.ok()) return of_benefits.status();
  if (!of_tasks.ok()) return of_tasks.status();
  *totals.mutable_benefits() = *std::move(of_benefits);
  *totals.mutable_regional_tasks() = *std::move(of_tasks);
  return totals;
}

}  // namespace concordat::benefits
