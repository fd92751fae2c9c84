// How many councils there are on a day. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_COUNCIL_NUMBER_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_COUNCIL_NUMBER_H_

#include <absl/time/civil_time.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/council_count.pb.h"
#include "concordat/programme/v1/council_number.pb.h"

namespace concordat::programme {

using CouncilsByName = std::map<std::string, v1::Council, std::less<>>;
using CouncilKinds = std::set<int>;

// Counts the members there are on a day; in place of one that has ceased to be by then
// the bodies that took its duties over, however often they were reorganised.
v1::CouncilNumber CountMembers(const std::set<std::string>& members, const CouncilsByName& councils,
                               const CouncilKinds& kinds, absl::CivilDay day);

// Adds up counts of one basis: of those of the same kinds the newest that is stated as of
// the day or before. Empty where there is none.
v1::CouncilNumber AddCounts(const std::vector<v1::CouncilCount>& counts, const CouncilKinds& kinds,
                            absl::CivilDay day);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_COUNCIL_NUMBER_H_
