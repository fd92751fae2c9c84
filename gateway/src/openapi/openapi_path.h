// The path templates of google.api.http as OpenAPI writes them.
#ifndef CONCORDAT_GATEWAY_OPENAPI_OPENAPI_PATH_H_
#define CONCORDAT_GATEWAY_OPENAPI_OPENAPI_PATH_H_

#include <string>
#include <string_view>
#include <vector>

namespace concordat::gateway {

struct OpenApiPath {
  // `/v1/partnerships/{partnership}/projects/{project}:undelete`
  std::string path;
  // `partnership`, `project`
  std::vector<std::string> parameters;
  // Top-level fields of the request that the path sets: `name`, `project`.
  std::vector<std::string> fields;
};

// Of `/v1/{name=partnerships/*/projects/*}:undelete`: each `*` is named after the
// collection before it.
OpenApiPath ToOpenApiPath(std::string_view pattern);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_OPENAPI_OPENAPI_PATH_H_
