// Names of operations, which say the service that keeps them:
// `partnerships/{partnership}/operations/{service}-{uuid}`.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_NAME_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_NAME_H_

#include <string>
#include <string_view>

namespace concordat {

// A name that nothing had before. The partnership is an id.
std::string NewOperationName(std::string_view service, std::string_view partnership);

// `benefits`; empty for what is no name of an operation.
std::string_view ServiceOfOperation(std::string_view name);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_NAME_H_
