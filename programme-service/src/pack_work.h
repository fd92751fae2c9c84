// The projects and live services of a board pack: red, amber, changed or due, and
// the rest. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_PACK_WORK_H_
#define CONCORDAT_PROGRAMME_SERVICE_PACK_WORK_H_

#include "programme-service/src/pack_part.h"
#include "programme-service/src/work_report.h"

namespace concordat::programme {

// Adds the work in the scope to its lists, and counts all of it.
void AddPackWork(const PackQuestion& question, const WorkReporter& reporter, v1::PackPart* part);

// True when the date, by every day that it may mean, is on or before the day.
bool IsDue(const std::string& date, absl::CivilDay day);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_PACK_WORK_H_
