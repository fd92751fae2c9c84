// What each service's main calls: the commands of the program.
#ifndef CONCORDAT_COMMON_SERVICE_SERVICE_MAIN_H_
#define CONCORDAT_COMMON_SERVICE_SERVICE_MAIN_H_

#include "common/service/service_definition.h"

namespace concordat {

// Runs `serve` (also without a command), `migrate`, `ddl NOUN`,
// `verify-history`, `redact` or `--version`. Answers with the exit code.
int ServiceMain(int argc, char** argv, const ServiceDefinition& definition);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SERVICE_MAIN_H_
