// The one register or matrix that a question may be narrowed to.
#ifndef CONCORDAT_RISK_SERVICE_ASKED_REGISTER_H_
#define CONCORDAT_RISK_SERVICE_ASKED_REGISTER_H_

#include <absl/status/status.h>

#include <string>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/ledger/references.h"

namespace concordat::risk {

// OK where it is named and is, or was, one of the partnership; INVALID_ARGUMENT for another
// name, NOT_FOUND for one that never was.
template <typename Record>
absl::Status CheckAskedRecord(const Records& records, const std::string& field,
                              const std::string& name) {
  if (!records.TypeOf<Record>().Matches(name) || ResourceType::ParentOf(name) != records.parent()) {
    return InvalidField(field, Concat("is no name of a ", field, " of the partnership"));
  }
  return CheckEverHeld(records.connection(), {}, name);
}

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_ASKED_REGISTER_H_
