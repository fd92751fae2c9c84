// The lines of a share in one cell: as SQL puts them there, and as they are kept in the row
// of the share. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_SHARE_LINES_H_
#define CONCORDAT_BENEFITS_SERVICE_SHARE_LINES_H_

#include <absl/status/status.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "benefits-service/src/share_reading.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {

// What stands for the kind of an actual that may be none yet.
inline constexpr int kMayLackKind = 9;

// The column of a share's row that keeps the summary.
inline constexpr char kLinesSummary[] = "lines_summary";

// Adds up `12010-11123400 32010-11-500`, so many lines: the kind, the financial year and
// the pence of each. DATA_LOSS where they are not such.
absl::Status AddLines(std::string_view lines, int64_t count, ShareOutline* share);

// What lines come to, as it is kept: of a year and a kind one entry as above, with what
// stands for an actual that lacks a day or evidence on any day; more where one would not
// tell as much. Then, after a semicolon, the last day that another actual is counted to.
std::string SummariseLines(const v1::Share& share);

// Adds up what has been kept, as it stands on a day.
absl::Status AddSummary(std::string_view summary, std::string_view day, ShareOutline* share);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_SHARE_LINES_H_
