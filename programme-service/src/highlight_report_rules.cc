#include "programme-service/src/highlight_report_rules.h"

#include "common/base/errors.h"
#include "common/resource/field_rules.h"
#include "programme-service/src/work_rules.h"

namespace concordat::programme {

namespace {

// What the report says, whoever may see it.
v1::HighlightReport WordsOf(const v1::HighlightReport& report) {
  v1::HighlightReport words = report;
  words.clear_marking();
  return words;
}

}  // namespace

absl::Status CheckHighlightReport(const v1::HighlightReport* before, v1::HighlightReport* after) {
  const bool submitted = before != nullptr && before->submitted();
  if (submitted && !SameValues(WordsOf(*before), WordsOf(*after))) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "REPORT_SUBMITTED",
                           "a submitted highlight report never changes; write a later one");
  }
  return CheckOneWork(after->project(), after->live_service(), "highlight_report");
}

}  // namespace concordat::programme
