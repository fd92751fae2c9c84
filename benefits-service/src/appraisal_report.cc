#include "benefits-service/src/appraisal_report.h"

#include "benefits-service/src/appraisal.h"
#include "benefits-service/src/work.h"
#include "common/base/errors.h"
#include "common/findings/finding_scope.h"

namespace concordat::benefits {
namespace {

absl::StatusOr<v1::Appraisal> Appraise(const Records& records, const Scope& scope,
                                       const AppraisalTerms& terms) {
  AppraisalMaker maker(terms);
  absl::Status status = ReadShares(records, [&](const ShareOutline& share) {
    if (scope.Holds(WorkOf(share.benefit))) maker.Add(share);
  });
  if (!status.ok()) return status;
  return maker.Done();
}

}  // namespace

absl::StatusOr<v1::Appraisal> AppraiseShares(const Records& records,
                                             const v1::AppraiseBenefitsRequest& request) {
  const auto terms = AppraisalTermsOf(request, records.at().day);
  if (!terms.ok()) return terms.status();
  const Scope scope(request.scope());
  auto appraisal = Appraise(records, scope, *terms);
  if (!appraisal.ok() || !records.at().public_only) return appraisal;
  const auto all = Appraise(records.OfAll(), scope, *terms);
  if (!all.ok()) return all.status();
  if (all->SerializeAsString() == appraisal->SerializeAsString()) return appraisal;
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "SUMS_WITHHELD",
                         "what is exempt is part of the sums of this appraisal");
}

}  // namespace concordat::benefits
