// One operation of the OpenAPI document: a route with its parameters, body,
// answers and headers.
#ifndef CONCORDAT_GATEWAY_OPENAPI_OPENAPI_OPERATION_H_
#define CONCORDAT_GATEWAY_OPENAPI_OPENAPI_OPERATION_H_

#include <nlohmann/json.hpp>
#include <string>

#include "gateway/src/openapi/openapi_path.h"
#include "gateway/src/openapi/openapi_schemas.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {

// `id` is unique in the document.
nlohmann::ordered_json MakeOperation(const Route& route, const OpenApiPath& path,
                                     const std::string& id, const ProtoComments& comments,
                                     OpenApiSchemas* schemas);

// Parameters, responses and headers that operations refer to: the parts of
// `components` beside the schemas.
nlohmann::ordered_json SharedComponents();

// The schema of application/problem+json.
nlohmann::ordered_json ProblemSchema();

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_OPENAPI_OPENAPI_OPERATION_H_
