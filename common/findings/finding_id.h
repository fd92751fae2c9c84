// What a finding is known by: its id, the same for as long as the same records
// disagree under the same rule whatever their figures, and a digest of the figures.
#ifndef CONCORDAT_COMMON_FINDINGS_FINDING_ID_H_
#define CONCORDAT_COMMON_FINDINGS_FINDING_ID_H_

#include <string>
#include <string_view>
#include <vector>

#include "common/findings/findings.h"

namespace concordat {

// First 32 hexadecimal digits of the SHA-256 over the rule and the record names
// in their order, a line each.
std::string FindingId(std::string_view rule, std::vector<std::string> records);

// Gives each finding that has none its id, and puts them in the order of their
// ids. One record may break one rule on several lines: that is one finding.
void IdentifyFindings(Findings* findings);

// Has findings repeat none that is not among them: its rule may be turned off, or it may
// be left out for who reads.
void DropLooseLinks(Findings* findings);

// SHA-256 over record, label and value of each fact, each after its length.
std::string FindingFigures(const ledger::v1::Finding& finding);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FINDINGS_FINDING_ID_H_
