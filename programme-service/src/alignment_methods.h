// Answers how work and what drives it answer one another.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_ALIGNMENT_METHODS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_ALIGNMENT_METHODS_H_

#include <absl/status/statusor.h>

#include "common/ledger/ledger.h"
#include "common/ledger/records.h"
#include "common/rpc/method_table.h"
#include "concordat/programme/v1/alignment.pb.h"

namespace concordat::programme {

// The gaps as at the read.
absl::StatusOr<v1::Alignment> ReadAlignment(const Records& records,
                                            const v1::GetAlignmentRequest& request);

// The ledger must outlive the table.
void BindAlignments(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_ALIGNMENT_METHODS_H_
