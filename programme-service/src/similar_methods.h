// Answers which works are like one.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_METHODS_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_METHODS_H_

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat::programme {

// The ledger must outlive the table.
void BindSimilarWorks(const Ledger& ledger, MethodTable* methods);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_METHODS_H_
