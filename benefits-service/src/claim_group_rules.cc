#include "benefits-service/src/claim_group_rules.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "common/base/cut.h"
#include "common/base/date.h"
#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::ClaimGroup;

constexpr int kMostClaims = 50;
constexpr size_t kMaxText = 400;
// Digits of the digest that names a group.
constexpr size_t kIdLength = 32;
// What no sum of a partnership comes near to.
constexpr int64_t kMostPence = 9'000'000'000'000'000;

ClaimGroup::Reason::Kind KindOf(ClaimReason reason) {
  return static_cast<ClaimGroup::Reason::Kind>(static_cast<int>(reason) + 1);
}

int64_t Bounded(Pence pence) {
  return static_cast<int64_t>(std::clamp<Pence>(pence, -kMostPence, kMostPence));
}

Pence Size(Pence pence) { return pence < 0 ? -pence : pence; }

// All that is judged: who claims what, where and when.
std::string DigestOf(std::span<const Claim> claims, const std::vector<size_t>& members) {
  std::set<std::string> lines;
  for (const size_t member : members) {
    const Claim& claim = claims[member];
    lines.insert(claim.uid);
    for (const auto& [council, years] : claim.money) {
      for (const auto& [year, amount] : years) {
        lines.insert(Concat(claim.uid, "\t", council, "\t", year, "\t", Bounded(amount)));
      }
    }
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return Sha256Hex(text);
}

std::string IdOf(std::span<const Claim> claims, const std::vector<size_t>& members) {
  std::set<std::string> uids;
  for (const size_t member : members) uids.insert(claims[member].uid);
  std::string text;
  for (const std::string& uid : uids) text += uid + "\n";
  return Concat("g-", Sha256Hex(text).substr(0, kIdLength));
}

}  // namespace

absl::Status CheckClaimGroup(const ClaimGroup* before, ClaimGroup* after) {
  if (before != nullptr || after->claims_size() > 0) return absl::OkStatus();
  return InvalidField("claims", "are found by a scan: DoubleClaims.ScanDoubleClaims");
}

ClaimGroup FoundGroup(std::span<const Claim> claims, const ClaimGroupDraft& draft,
                      const std::string& partnership) {
  ClaimGroup group;
  group.set_name(Concat(partnership, "/claimGroups/", IdOf(claims, draft.claims)));
  group.set_marking(type::v1::MARKING_EXEMPT);
  group.set_state(ClaimGroup::STATE_OPEN);
  group.set_figures(DigestOf(claims, draft.claims));
  std::vector<size_t> members = draft.claims;
  std::ranges::stable_partition(
      members, [&](size_t member) { return claims[member].partnership == partnership; });
  Pence own = 0, largest = 0;
  for (const size_t member : members) {
    const Claim& claim = claims[member];
    const bool is_own = claim.partnership == partnership;
    if (is_own) {
      const Pence total = claim.Total();
      own += total;
      // Of costs, which are negative, the one that is furthest from nought.
      if (Size(total) > Size(largest)) largest = total;
    }
    if (group.claims_size() == kMostClaims) continue;
    ClaimGroup::Claim* told = group.add_claims();
    told->set_record_uid(claim.uid);
    if (is_own) {
      told->set_record(claim.record);
      told->set_amount_pence(Bounded(claim.Total()));
    } else {
      told->set_other_partnership(claim.partnership.substr(claim.partnership.find('/') + 1));
    }
  }
  group.set_claims_left_out(static_cast<int32_t>(members.size()) - group.claims_size());
  group.set_doubled_pence(Bounded(own - largest));
  for (const ClaimReasonText& reason : draft.reasons) {
    ClaimGroup::Reason* told = group.add_reasons();
    told->set_kind(KindOf(reason.reason));
    told->set_text(std::string(CutTo(kMaxText, reason.text)));
  }
  return group;
}

void FindAgain(const ClaimGroup& found, ClaimGroup* held) {
  *held->mutable_claims() = found.claims();
  *held->mutable_reasons() = found.reasons();
  held->set_claims_left_out(found.claims_left_out());
  held->set_doubled_pence(found.doubled_pence());
  held->set_figures(found.figures());
  const bool judged =
      held->state() == ClaimGroup::STATE_CONFIRMED || held->state() == ClaimGroup::STATE_DISMISSED;
  if (!judged || held->judged_figures() != found.figures()) {
    held->set_state(ClaimGroup::STATE_OPEN);
  }
}

absl::Status Judge(const Judgement& judgement, ClaimGroup* group) {
  if (group->state() == ClaimGroup::STATE_CLOSED) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "GROUP_CLOSED",
                           "the last scan found the group no longer");
  }
  group->set_state(judgement.state);
  group->set_judgement(judgement.reason);
  group->set_judged_by_role(judgement.role);
  group->set_judged_on(FormatDay(judgement.day));
  group->set_judged_figures(group->figures());
  return absl::OkStatus();
}

}  // namespace concordat::benefits
