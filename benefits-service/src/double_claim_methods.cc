#include "benefits-service/src/double_claim_methods.h"

#include <string>

#include "benefits-service/src/claim_group_rules.h"
#include "benefits-service/src/claim_scan.h"
#include "benefits-service/src/claim_totals.h"
#include "common/base/text.h"
#include "common/ledger/step_method.h"
#include "common/operations/operation_methods.h"
#include "common/service/report_method.h"
#include "concordat/benefits/v1/double_claims.pb.h"

namespace concordat::benefits {
namespace {

std::string Method(std::string_view verb) {
  return Concat("concordat.benefits.v1.DoubleClaims.", verb);
}

template <typename Request>
void BindJudgement(const Ledger& ledger, std::string_view verb, v1::ClaimGroup::State state,
                   MethodTable* methods) {
  BindStep<Request, v1::ClaimGroup>(
      ledger, Method(verb),
      [state](const WriteScope& scope, const Request& request, v1::ClaimGroup* group) {
        return Judge({state, request.reason(), request.role(), scope.effective}, group);
      },
      methods);
}

}  // namespace

void BindDoubleClaims(const ServiceParts& parts, MethodTable* methods) {
  const Ledger& ledger = parts.ledger;
  BindOperation<v1::ScanDoubleClaimsRequest, v1::ScanDoubleClaimsResponse>(
      parts.operations, Method("ScanDoubleClaims"), nullptr,
      [&ledger](OperationRun& run, const v1::ScanDoubleClaimsRequest& request) {
        return ScanDoubleClaims(ledger, run, request);
      },
      methods);
  BindJudgement<v1::ConfirmClaimGroupRequest>(ledger, "ConfirmClaimGroup",
                                              v1::ClaimGroup::STATE_CONFIRMED, methods);
  BindJudgement<v1::DismissClaimGroupRequest>(ledger, "DismissClaimGroup",
                                              v1::ClaimGroup::STATE_DISMISSED, methods);
  BindReport<v1::GetClaimTotalsRequest, v1::ClaimTotals>(
      ledger, Method("GetClaimTotals"), ParentCheck::kReadable,
      [](Connection& connection, const Ledger& kept, const v1::GetClaimTotalsRequest& request,
         const ReadAt& at) {
        return ReadClaimTotals(Records(connection, kept.registry(), request.parent(), at));
      },
      methods);
}

}  // namespace concordat::benefits
