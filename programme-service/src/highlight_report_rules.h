// Rules on highlight reports.
#ifndef CONCORDAT_PROGRAMME_SERVICE_HIGHLIGHT_REPORT_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_HIGHLIGHT_REPORT_RULES_H_

#include <absl/status/status.h>

#include "concordat/programme/v1/highlight_report.pb.h"

namespace concordat::programme {

// A report is about one piece of work, and once submitted it never changes but for
// who may see it: a later report supersedes it.
absl::Status CheckHighlightReport(const v1::HighlightReport* before, v1::HighlightReport* after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_HIGHLIGHT_REPORT_RULES_H_
