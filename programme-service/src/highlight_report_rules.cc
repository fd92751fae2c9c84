#include "programme-service/src/highlight_report_rules.h"

#include <google/protobuf/util/message_differencer.h>

#include "common/base/errors.h"
#include "programme-service/src/work_rules.h"

namespace concordat::programme {

absl::Status CheckHighlightReport(const v1::HighlightReport* before, v1::HighlightReport* after) {
  const bool submitted = before != nullptr && before->submitted();
  if (submitted && !google::protobuf::util::MessageDifferencer::Equals(*before, *after)) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "REPORT_SUBMITTED",
                           "a submitted highlight report never changes; write a later one");
  }
  return CheckOneWork(after->project(), after->live_service(), "highlight_report");
}

}  // namespace concordat::programme
