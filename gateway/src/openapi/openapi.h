// The OpenAPI 3.1 document of everything that the router serves, made from the
// descriptors and the comments of the protos.
#ifndef CONCORDAT_GATEWAY_OPENAPI_OPENAPI_H_
#define CONCORDAT_GATEWAY_OPENAPI_OPENAPI_H_

#include <nlohmann/json.hpp>

#include "common/rpc/method_table.h"
#include "gateway/src/openapi/proto_comments.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {

nlohmann::ordered_json MakeOpenApi(const Router& router, const ProtoComments& comments);

// Binds GetOpenApi; the document is made at once.
void BindOpenApi(const Router& router, MethodTable* methods);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_OPENAPI_OPENAPI_H_
