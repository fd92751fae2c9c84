#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "risk-service/src/risk_rules.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

using google::protobuf::util::MessageDifferencer;
using Violations = std::vector<FieldViolation>;

void CheckBands(const v1::Matrix& matrix, Violations* violations) {
  int32_t highest = -1;
  for (int i = 0; i < matrix.bands_size(); ++i) {
    const v1::Band& band = matrix.bands(i);
    const std::string path = Concat("matrix.bands[", i, "]");
    if (band.lowest_score() <= highest) {
      violations->push_back({path + ".lowest_score", "is not above the band before"});
    }
    if (band.highest_score() < band.lowest_score()) {
      violations->push_back({path + ".highest_score", "is below the lowest score"});
    }
    highest = std::max(highest, band.highest_score());
  }
}

void CheckCells(const v1::Matrix& matrix, Violations* violations) {
  for (int i = 0; i < matrix.cells_size(); ++i) {
    const v1::Cell& cell = matrix.cells(i);
    const std::string path = Concat("matrix.cells[", i, "]");
    if (!HasRank(matrix.likelihoods(), cell.likelihood())) {
      violations->push_back({path + ".likelihood", "is not the rank of a likelihood"});
    }
    if (!HasRank(matrix.impacts(), cell.impact())) {
      violations->push_back({path + ".impact", "is not the rank of an impact"});
    }
    const bool named = std::ranges::any_of(
        matrix.bands(), [&cell](const v1::Band& band) { return band.rating() == cell.rating(); });
    if (!named) violations->push_back({path + ".rating", "is not the rating of a band"});
  }
}

void CheckReviewCycles(const v1::Matrix& matrix, Violations* violations) {
  for (int i = 0; i < matrix.review_cycles_size(); ++i) {
    const std::string& rating = matrix.review_cycles(i).rating();
    const bool named =
        rating.empty() || std::ranges::any_of(matrix.bands(), [&rating](const v1::Band& band) {
          return band.rating() == rating;
        });
    if (named) continue;
    violations->push_back(
        {Concat("matrix.review_cycles[", i, "].rating"), "is not the rating of a band"});
  }
}

// What risks were scored by: all but title, appetite, review cycles, source and marking.
v1::Matrix ScaleOf(const v1::Matrix& matrix) {
  v1::Matrix scale;
  scale.set_version(matrix.version());
  *scale.mutable_likelihoods() = matrix.likelihoods();
  *scale.mutable_impacts() = matrix.impacts();
  *scale.mutable_bands() = matrix.bands();
  *scale.mutable_cells() = matrix.cells();
  return scale;
}

}  // namespace

absl::Status CheckMatrix(const v1::Matrix* before, v1::Matrix* after) {
  if (before != nullptr && !MessageDifferencer::Equals(ScaleOf(*before), ScaleOf(*after))) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "MATRIX_VERSION_FIXED",
                           "the scale of a version does not change, since risks were scored by it;"
                           " record another version");
  }
  Violations violations;
  CheckBands(*after, &violations);
  CheckCells(*after, &violations);
  CheckReviewCycles(*after, &violations);
  if (!after->name().empty() && after->previous() == after->name()) {
    violations.push_back({"matrix.previous", "is the matrix itself"});
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

}  // namespace concordat::risk
