// What is found in the lines of a whole year.
#ifndef CONCORDAT_BENEFITS_SERVICE_YEAR_FINDINGS_H_
#define CONCORDAT_BENEFITS_SERVICE_YEAR_FINDINGS_H_

#include <map>
#include <set>
#include <string>

#include "benefits-service/src/facts.h"

namespace concordat::benefits {

// The works of all lines that a finding on the year is of, by its id. The facts must
// outlive them.
std::map<std::string, const std::set<std::string>*> WorksOfYearFindings(const Facts& facts);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_YEAR_FINDINGS_H_
