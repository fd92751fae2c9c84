// What a program of ours is told by its environment, whichever house it stands in.
#ifndef CONCORDAT_TESTS_SUPPORT_PROGRAM_ENVIRONMENT_H_
#define CONCORDAT_TESTS_SUPPORT_PROGRAM_ENVIRONMENT_H_

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "common/sql/mysql.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/test_keys.h"

namespace concordat::test {

inline constexpr std::array<const char*, 3> kServicePrograms = {"programme-service",
                                                                "benefits-service", "risk-service"};
inline constexpr char kGatewayProgram[] = "gateway";

// Where each of kServicePrograms is found, by its name: gRPC targets.
using Targets = std::map<std::string, std::string, std::less<>>;

// Of a service that listens at `listen`, but for its database.
Environment ServiceEnvironment(const std::string& service, const TestKeys& keys,
                               const Targets& targets, const std::string& listen,
                               const Version& version = ThisVersion());

// CONCORDAT_DB_* of a database that is reached by a socket; the password, which may
// not be empty, is in the file.
Environment DatabaseEnvironment(const DatabaseOptions& options, const std::string& password_file);

// Of a gateway on free ports.
Environment GatewayEnvironment(const TestKeys& keys, const Targets& targets,
                               const Version& version = ThisVersion());

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_PROGRAM_ENVIRONMENT_H_
