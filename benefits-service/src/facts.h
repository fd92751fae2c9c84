// What benefits-service holds of one partnership at one moment: what its rules
// and reports work on.
#ifndef CONCORDAT_BENEFITS_SERVICE_FACTS_H_
#define CONCORDAT_BENEFITS_SERVICE_FACTS_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <map>
#include <string>
#include <vector>

#include "common/findings/finding_scope.h"
#include "common/ledger/ledger.h"
#include "common/ledger/temporal_store.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/benefits_review.pb.h"
#include "concordat/benefits/v1/expected_result.pb.h"
#include "concordat/benefits/v1/measure.pb.h"
#include "concordat/benefits/v1/measure_return.pb.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// A benefit with its shares.
struct BenefitFacts {
  v1::Benefit benefit;
  std::vector<v1::Share> shares;
};

// A measure with its returns.
struct MeasureFacts {
  v1::Measure measure;
  std::vector<v1::MeasureReturn> returns;
};

struct Facts {
  absl::CivilDay day;
  // Each in the order of the paper.
  std::vector<BenefitFacts> benefits;
  std::vector<MeasureFacts> measures;
  std::vector<v1::ExpectedResult> results;
  std::vector<v1::BenefitsReview> reviews;
  // In the order of their names.
  std::vector<v1::StatedFigure> figures;
};

absl::StatusOr<Facts> ReadFacts(Connection& connection, const Ledger& ledger,
                                const std::string& parent, const ReadAt& at);

// Leaves only what comes of the projects and live services of a scope, and the
// figures that stand with them.
void Narrow(const Scope& scope, Facts* facts);

// What each record comes of, by name; nothing for those that come of no work.
std::map<std::string, std::string> WorkByRecord(const Facts& facts);

// The project or live service that a record comes from; empty without one.
template <typename Record>
const std::string& WorkOf(const Record& record) {
  return record.project().empty() ? record.live_service() : record.project();
}

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FACTS_H_
