// The titles of the work that findings are of.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDING_WORKS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDING_WORKS_H_

#include <absl/status/status.h>

#include <map>
#include <string>

#include "common/findings/findings.h"
#include "common/ledger/records.h"

namespace concordat::programme {

// By their names; work without a title there, which may not be told or is not there, is
// left out.
void GiveTitles(const std::map<std::string, std::string>& titles, Findings* findings);

// The same from the tables, of all work that the findings name at once.
absl::Status ReadWorkTitles(const Records& records, Findings* findings);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDING_WORKS_H_
