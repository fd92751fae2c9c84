#include "gateway/src/openapi/openapi.h"

#include <absl/strings/ascii.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/base/version.h"
#include "concordat/gateway/v1/openapi.pb.h"
#include "gateway/src/openapi/descriptor_set.h"
#include "gateway/src/openapi/openapi_operation.h"
#include "google/api/httpbody.pb.h"

namespace concordat::gateway {
namespace {

using nlohmann::ordered_json;

constexpr char kAbout[] =
    "The shared ledger of a partnership of councils: programmes, benefits, risks, and whether the "
    "figures agree. Dates are ISO 8601, amounts are whole pence, times are Europe/London.";

// Two methods on one path answer in two forms of content: the page joins the JSON.
void Join(const ordered_json& page, ordered_json* operation) {
  for (const auto& [type, content] : page["responses"]["200"]["content"].items()) {
    (*operation)["responses"]["200"]["content"][type] = content;
  }
}

ordered_json Tags(const Router& router, const ProtoComments& comments) {
  ordered_json tags = ordered_json::array();
  std::set<std::string> seen;
  for (const Route& route : router.routes()) {
    const auto& service = *route.method->service();
    if (!seen.insert(service.name()).second) continue;
    tags.push_back({{"name", service.name()}, {"description", comments.Of(service)}});
  }
  return tags;
}

}  // namespace

ordered_json MakeOpenApi(const Router& router, const ProtoComments& comments) {
  ordered_json document = {{"openapi", "3.1.0"}};
  document["info"] = {{"title", "Concordat"},
                      {"version", Version()},
                      {"description", kAbout},
                      {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
  document["servers"] = {{{"url", "/"}}};
  document["security"] = {{{"bearer", ordered_json::array()}}};
  document["tags"] = Tags(router, comments);
  std::vector<const google::protobuf::Descriptor*> requests;
  for (const Route& route : router.routes()) requests.push_back(route.method->input_type());
  OpenApiSchemas schemas(comments, requests);
  std::map<std::string, int> uses;
  ordered_json& paths = document["paths"] = ordered_json::object();
  for (const Route& route : router.routes()) {
    const OpenApiPath path = ToOpenApiPath(route.pattern);
    // An additional binding of a method is an operation of its own.
    const std::string& name = route.method->name();
    const int use = ++uses[name];
    const std::string id = use == 1 ? name : Concat(name, use);
    ordered_json operation = MakeOperation(route, path, id, comments, &schemas);
    ordered_json& place = paths[path.path][absl::AsciiStrToLower(route.http_method)];
    if (place.is_null()) {
      place = std::move(operation);
    } else {
      Join(operation, &place);
    }
  }
  document["components"] = SharedComponents();
  document["components"]["schemas"] = schemas.all();
  document["components"]["schemas"]["Problem"] = ProblemSchema();
  return document;
}

void BindOpenApi(const Router& router, MethodTable* methods) {
  google::api::HttpBody document;
  document.set_content_type("application/json");
  document.set_data(MakeOpenApi(router, ProtoComments(DescriptorSetBytes())).dump(2) + "\n");
  methods->Bind<v1::GetOpenApiRequest, google::api::HttpBody>(
      "concordat.gateway.v1.Descriptions.GetOpenApi",
      [document](const Caller&, const v1::GetOpenApiRequest&) { return document; });
}

}  // namespace concordat::gateway
