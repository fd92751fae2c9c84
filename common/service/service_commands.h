// What a service's program does besides serving. Each answers with the exit code
// and says on stderr what went wrong.
#ifndef CONCORDAT_COMMON_SERVICE_SERVICE_COMMANDS_H_
#define CONCORDAT_COMMON_SERVICE_SERVICE_COMMANDS_H_

#include <absl/status/status.h>

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "common/service/service_definition.h"
#include "common/sql/database.h"

namespace concordat {

// Says what is wrong; answers with 1.
int ReportFailure(const ServiceDefinition& definition, const absl::Status& status);

// Applies what has not been applied to the schema.
int RunMigrate(const ServiceDefinition& definition);

// Prints the tables that a resource needs.
int PrintDdl(const ServiceDefinition& definition, std::string_view noun);

// `verify-history`, `redact`, `begin-epoch` and `record-backup`, with the account that the
// environment names.
using LedgerCommand =
    std::function<int(Database&, const std::vector<std::string>& arguments, std::ostream&)>;
int RunOnLedger(const ServiceDefinition& definition, const LedgerCommand& command,
                const std::vector<std::string>& arguments);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SERVICE_COMMANDS_H_
