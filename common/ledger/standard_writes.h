// The four standard methods that write: Create, Update, Delete, Undelete.
#ifndef CONCORDAT_COMMON_LEDGER_STANDARD_WRITES_H_
#define CONCORDAT_COMMON_LEDGER_STANDARD_WRITES_H_

#include <string>

#include "common/ledger/ledger.h"
#include "common/rpc/method_table.h"

namespace concordat {

// Binds the writing methods of one resource; `service` is the full name of its
// gRPC service with a point after it.
void BindStandardWrites(const Ledger& ledger, const ResourceType& type, const std::string& service,
                        MethodTable* methods);

// `Projects` for Project: the collection with a capital.
std::string PluralNoun(const ResourceType& type);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_STANDARD_WRITES_H_
