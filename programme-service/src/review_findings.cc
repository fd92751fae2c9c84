#include "common/base/date.h"
#include "common/base/date_gap.h"
#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

using v1::LiveService;

void AddMissingReview(const LiveService& service, Findings* findings) {
  if (service.benefits_review() != LiveService::REVIEW_STATE_MISSING) return;
  FindingDraft draft("benefits-review-missing", ledger::v1::SEVERITY_WARNING,
                     Concat(service.title(),
                            " is live, and the paper has no benefits realisation summary for it,"
                            " nor says why."));
  draft.Involve(service).Stated(service, "benefits realisation summary", "none");
  findings->push_back(draft.Take());
}

// The one with a summary that went live last: of all that have one, it had the
// least time for it.
const LiveService* NewestReviewed(const Facts& facts) {
  const LiveService* newest = nullptr;
  absl::CivilDay newest_day;
  for (const LiveService& service : facts.live_services) {
    const auto live = ParsePartialDate(service.went_live());
    if (service.benefits_review() != LiveService::REVIEW_STATE_DONE || !live.ok()) continue;
    if (newest != nullptr && live->first <= newest_day) continue;
    newest = &service;
    newest_day = live->first;
  }
  return newest;
}

bool WentLiveLater(const LiveService& service, const LiveService& other) {
  const auto live = ParsePartialDate(service.went_live());
  const auto later = ParsePartialDate(other.went_live());
  return live.ok() && later.ok() && CompareDates(*live, *later) == DateOrder::kBefore;
}

// A reason that another service did not claim, although it had more reason to.
void AddUnevenReview(const LiveService& service, const LiveService& other, Findings* findings) {
  if (service.benefits_review() != LiveService::REVIEW_STATE_NOT_DUE) return;
  if (!WentLiveLater(service, other)) return;
  const std::string gap = SpokenGap(service.went_live(), other.went_live());
  FindingDraft draft("benefits-review-uneven", ledger::v1::SEVERITY_INFORMATION,
                     Concat(service.title(), ", live since ", SpokenDate(service.went_live()),
                            ", has no benefits realisation summary yet, and ", other.title(),
                            ", live since ", SpokenDate(other.went_live()),
                            gap.empty() ? "" : Concat(", ", gap, " later"), ", has one."));
  draft->set_reason(service.benefits_review_reason());
  draft.Involve(service).Involve(other);
  draft.Stated(service, "went live", service.went_live());
  draft.Stated(other, "went live", other.went_live());
  findings->push_back(draft.Take());
}

}  // namespace

void AddReviewFindings(const Facts& facts, Findings* findings) {
  const LiveService* newest = NewestReviewed(facts);
  for (const LiveService& service : facts.live_services) {
    AddMissingReview(service, findings);
    if (newest != nullptr) AddUnevenReview(service, *newest, findings);
  }
}

}  // namespace concordat::programme
