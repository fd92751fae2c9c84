// What rules find.
#ifndef CONCORDAT_COMMON_FINDINGS_FINDINGS_H_
#define CONCORDAT_COMMON_FINDINGS_FINDINGS_H_

#include <vector>

#include "concordat/ledger/v1/finding.pb.h"

namespace concordat {

using Findings = std::vector<ledger::v1::Finding>;

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FINDINGS_FINDINGS_H_
