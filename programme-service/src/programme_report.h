// The programme report: the work in a board's scope with meetings, papers and councils.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PROGRAMME_REPORT_H_
#define CONCORDAT_PROGRAMME_SERVICE_PROGRAMME_REPORT_H_

#include <absl/status/statusor.h>

#include <string>

#include "common/ledger/records.h"
#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/report.pb.h"

namespace concordat::programme {

// The most entries of each list.
inline constexpr int kMaxReported = 1000;

// `board` may be empty; NOT_FOUND when it is not there on the day. Each list has at most
// so many entries.
absl::StatusOr<v1::ProgrammeReport> ReadProgrammeReport(
    const Records& records, const std::string& board,
    const benefits::v1::BenefitsPosition& positions, int most);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PROGRAMME_REPORT_H_
