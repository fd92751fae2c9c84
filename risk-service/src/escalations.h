// Sends risks up by the rules of their partnership: where a risk is written, and daily.
#ifndef CONCORDAT_RISK_SERVICE_ESCALATIONS_H_
#define CONCORDAT_RISK_SERVICE_ESCALATIONS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <map>
#include <string>
#include <vector>

#include "common/service/service_definition.h"
#include "common/sql/mysql.h"

namespace concordat::risk {

// Judges risks that were written as they stand today and writes what follows, as the service
// and in the transaction of the connection; whoever writes or judges one of them goes on
// alone. A WholeRule to which nothing is wrong.
absl::StatusOr<std::map<std::string, absl::Status>> EscalateWritten(
    Connection& connection, const std::vector<std::string>& risks);

// Judges all risks once a day, and again when rules or matrices have changed: ages grow
// without a write.
Duty EscalateDaily();

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_ESCALATIONS_H_
