#include "benefits-service/src/resources.h"

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/claim_group_rules.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/regional_findings.h"
#include "benefits-service/src/share_lines.h"
#include "benefits-service/src/share_rules.h"
#include "benefits-service/src/stated_figure_rules.h"
#include "concordat/benefits/v1/benefits_review.pb.h"
#include "concordat/benefits/v1/evidence.pb.h"
#include "concordat/benefits/v1/funnel_step.pb.h"
#include "concordat/benefits/v1/hand_over.pb.h"
#include "concordat/benefits/v1/regional_task.pb.h"

namespace concordat::benefits {

std::vector<ResourceRegistration> BenefitsResources() {
  return {
      Keep<v1::Benefit>(),
      Keep<v1::Share>(&CheckShare).Summed(kLinesSummary, &SummariseLines),
      Keep<v1::ExpectedResult>(),
      Keep<v1::Measure>(),
      Keep<v1::MeasureReturn>(),
      Keep<v1::StatedFigure>(&CheckStatedFigure),
      Keep<v1::BenefitsReview>(),
      Keep<v1::FunnelStep>(),
      Keep<v1::HandOver>(),
      Keep<v1::RegionalTask>(),
      Keep<v1::Evidence>(),
      Keep<v1::ClaimGroup>(&CheckClaimGroup),
  };
}

FindingsFunction BenefitsFindings() {
  return FindToTell([](Connection& connection, const Ledger& ledger, const std::string& parent,
                       const Scope& scope, const ReadAt& at) -> absl::StatusOr<Findings> {
    const auto facts = ReadCandidates(Records(connection, ledger.registry(), parent, at));
    if (!facts.ok()) return facts.status();
    const auto regional = ReadRegionalFacts(Records(connection, ledger.registry(), parent, at));
    if (!regional.ok()) return regional.status();
    Findings findings = FindInBenefits(*facts);
    AddRegionalFindings(*regional, facts->figures, &findings);
    KeepInScope(*facts, scope, &findings);
    return findings;
  });
}

}  // namespace concordat::benefits
