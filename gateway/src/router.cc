#include "gateway/src/router.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <google/protobuf/descriptor_database.h>

#include "common/text.h"
#include "google/api/annotations.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr char kInternalPackage[] = "concordat.ledger.v1";

std::pair<std::string, std::string> MethodAndPattern(const google::api::HttpRule& rule) {
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      return {"GET", rule.get()};
    case google::api::HttpRule::kPut:
      return {"PUT", rule.put()};
    case google::api::HttpRule::kPost:
      return {"POST", rule.post()};
    case google::api::HttpRule::kDelete:
      return {"DELETE", rule.delete_()};
    case google::api::HttpRule::kPatch:
      return {"PATCH", rule.patch()};
    case google::api::HttpRule::kCustom:
      return {rule.custom().kind(), rule.custom().path()};
    default:
      return {};
  }
}

void AddRoute(const google::api::HttpRule& rule, const MethodDescriptor& method,
              std::vector<Route>* routes) {
  const auto [http_method, pattern] = MethodAndPattern(rule);
  auto path = RouteTemplate::Parse(pattern);
  if (!path.ok()) {
    std::fprintf(stderr, "%s: %s\n", method.full_name().c_str(),
                 std::string(path.status().message()).c_str());
    std::abort();
  }
  routes->push_back(
      {http_method, pattern, *std::move(path), &method, rule.body(), rule.response_body()});
}

// True when the answer is raw bytes with a type of their own.
bool AnswersBytes(const Route& route) {
  return route.method->output_type()->full_name() == "google.api.HttpBody";
}

struct SplitPath {
  std::vector<std::string_view> segments;
  std::string_view verb;
};

SplitPath Split(std::string_view path) {
  SplitPath split;
  if (path.starts_with('/')) path.remove_prefix(1);
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    split.segments.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  std::string_view& last = split.segments.back();
  const size_t colon = last.rfind(':');
  if (colon != std::string_view::npos) {
    split.verb = last.substr(colon + 1);
    last = last.substr(0, colon);
  }
  return split;
}

}  // namespace

std::vector<const ServiceDescriptor*> PublicServices() {
  std::vector<std::string> files;
  DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::ranges::sort(files);
  std::vector<const ServiceDescriptor*> services;
  for (const std::string& name : files) {
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(name);
    if (!file->package().starts_with("concordat.") || file->package() == kInternalPackage) continue;
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

Router::Router(const std::vector<const ServiceDescriptor*>& services) {
  for (const ServiceDescriptor* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      if (!method.options().HasExtension(google::api::http)) continue;
      const auto& rule = method.options().GetExtension(google::api::http);
      AddRoute(rule, method, &routes_);
      for (const auto& more : rule.additional_bindings()) AddRoute(more, method, &routes_);
    }
  }
  std::ranges::stable_sort(routes_, [](const Route& a, const Route& b) {
    return a.path.literals() > b.path.literals();
  });
}

Router::Match Router::Find(std::string_view http_method, std::string_view path,
                           bool prefers_page) const {
  const SplitPath split = Split(path);
  const std::string_view wanted = http_method == "HEAD" ? "GET" : http_method;
  Match match;
  for (const Route& route : routes_) {
    auto bindings = route.path.Match(split.segments, split.verb);
    if (!bindings.has_value()) continue;
    match.allowed.insert(route.http_method);
    if (route.http_method != wanted) continue;
    // Of two methods on one path, the one that answers as the client prefers.
    const bool better = match.route == nullptr || (match.route->pattern == route.pattern &&
                                                   AnswersBytes(route) == prefers_page);
    if (!better) continue;
    match.route = &route;
    match.bindings = *std::move(bindings);
  }
  if (match.allowed.contains("GET")) match.allowed.insert("HEAD");
  return match;
}

}  // namespace concordat::gateway
