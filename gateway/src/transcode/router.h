// Finds the method that an HTTP request is for: built once from google.api.http
// in the descriptors, then read only.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_ROUTER_H_
#define CONCORDAT_GATEWAY_TRANSCODE_ROUTER_H_

#include <google/protobuf/descriptor.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/identity/method_rules.h"
#include "gateway/src/transcode/route_template.h"

namespace concordat::gateway {

struct Route {
  std::string http_method;
  // As written in the proto.
  std::string pattern;
  RouteTemplate path;
  const google::protobuf::MethodDescriptor* method = nullptr;
  MethodRules rules;
  // `*`, a field name, or empty.
  std::string body;
  std::string response_body;
};

// All linked-in services with a method that is public, in a fixed order.
std::vector<const google::protobuf::ServiceDescriptor*> PublicServices();

// True when the answer is raw bytes with a type of their own.
bool AnswersBytes(const Route& route);

class Router {
 public:
  // Ends the program on a rule that is wrong: it is an error in a proto.
  explicit Router(const std::vector<const google::protobuf::ServiceDescriptor*>& services);

  struct Match {
    // nullptr when no route has the path with the method.
    const Route* route = nullptr;
    PathBindings bindings;
    // HTTP methods that the path has, when `route` is null; empty: unknown path.
    std::set<std::string> allowed;
  };
  // Where two methods share a path, a client that prefers a page gets the one
  // that answers with google.api.HttpBody. `*` is no path, and has all methods.
  Match Find(std::string_view http_method, std::string_view path, bool prefers_page) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_ROUTER_H_
