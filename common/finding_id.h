// The id of a finding: the same for as long as the same records disagree under
// the same rule, whatever their figures.
#ifndef CONCORDAT_COMMON_FINDING_ID_H_
#define CONCORDAT_COMMON_FINDING_ID_H_

#include <string>
#include <string_view>
#include <vector>

namespace concordat {

// First 32 hexadecimal digits of the SHA-256 over the rule and the record names
// in their order, a line each.
std::string FindingId(std::string_view rule, std::vector<std::string> records);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FINDING_ID_H_
