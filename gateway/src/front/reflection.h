// Answers to gRPC server reflection from the descriptors that are linked in: the
// library's own plugin lists only services that are registered with it.
#ifndef CONCORDAT_GATEWAY_FRONT_REFLECTION_H_
#define CONCORDAT_GATEWAY_FRONT_REFLECTION_H_

#include <grpcpp/generic/async_generic_service.h>

#include <string_view>

#include "concordat/gateway/v1/reflection.pb.h"

namespace concordat::gateway {

// Only what is public: the ledger between the services is not told of.
concordat::gateway::v1::ReflectResponse Reflect(
    const concordat::gateway::v1::ReflectRequest& request);

// True for the reflection method of either version.
bool IsReflection(std::string_view path);

// Answers the questions of one call until the client ends it.
grpc::ServerGenericBidiReactor* NewReflectionReactor();

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_REFLECTION_H_
