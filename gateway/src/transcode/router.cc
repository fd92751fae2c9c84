#include "gateway/src/transcode/router.h"

#include <google/protobuf/descriptor_database.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "common/base/utf8.h"
#include "gateway/src/transcode/percent.h"
#include "google/api/annotations.pb.h"

namespace concordat::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

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

[[noreturn]] void Abort(const MethodDescriptor& method, const std::string& what) {
  std::fprintf(stderr, "%s: %s\n", method.full_name().c_str(), what.c_str());
  std::abort();
}

const FieldDescriptor* SingularField(const Descriptor& message, const std::string& name,
                                     FieldDescriptor::CppType type) {
  const FieldDescriptor* field = message.FindFieldByName(name);
  const bool fits = field != nullptr && !field->is_repeated() && field->cpp_type() == type;
  return fits ? field : nullptr;
}

// Path variables are texts, of the request or of a message in it; bodies are messages.
void CheckFields(const Route& route) {
  constexpr auto kMessage = FieldDescriptor::CPPTYPE_MESSAGE;
  const Descriptor& request = *route.method->input_type();
  for (const std::string& variable : route.path.fields()) {
    const size_t point = variable.find('.');
    const Descriptor* holder = &request;
    if (point != std::string::npos) {
      const auto* outer = SingularField(request, variable.substr(0, point), kMessage);
      holder = outer == nullptr ? nullptr : outer->message_type();
    }
    const std::string last = variable.substr(point == std::string::npos ? 0 : point + 1);
    if (holder == nullptr || !SingularField(*holder, last, FieldDescriptor::CPPTYPE_STRING)) {
      Abort(*route.method, "the path sets \"" + variable + "\", which is no text field");
    }
  }
  if (!route.body.empty() && route.body != "*" && !SingularField(request, route.body, kMessage)) {
    Abort(*route.method, "the body is \"" + route.body + "\", which is no message");
  }
  if (!route.response_body.empty() &&
      !SingularField(*route.method->output_type(), route.response_body, kMessage)) {
    Abort(*route.method,
          "the response body is \"" + route.response_body + "\", which is no message");
  }
}

void AddRoute(const google::api::HttpRule& rule, const MethodDescriptor& method,
              std::vector<Route>* routes) {
  const auto [http_method, pattern] = MethodAndPattern(rule);
  auto path = RouteTemplate::Parse(pattern);
  if (!path.ok()) Abort(method, std::string(path.status().message()));
  routes->push_back({http_method, pattern, *std::move(path), &method, RulesOf(method), rule.body(),
                     rule.response_body()});
  CheckFields(routes->back());
}

bool HasPublicMethod(const ServiceDescriptor& service) {
  for (int i = 0; i < service.method_count(); ++i) {
    if (RulesOf(*service.method(i)).is_public()) return true;
  }
  return false;
}

struct SplitPath {
  std::vector<std::string> segments;
  std::string_view verb;
};

// Segments decoded, after the path has been split: an encoded slash or colon is
// a character of its segment. Nothing for a path that no route can have.
std::optional<SplitPath> Split(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  SplitPath split;
  const size_t colon = path.rfind(':');
  if (colon != std::string_view::npos && path.find('/', colon) == std::string_view::npos) {
    split.verb = path.substr(colon + 1);
    if (split.verb.empty()) return std::nullopt;
    path = path.substr(0, colon);
  }
  for (size_t begin = 1; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    auto segment = PercentDecode(path.substr(begin, end - begin));
    if (!segment.has_value() || segment->empty() || !IsUtf8(*segment)) return std::nullopt;
    split.segments.push_back(*std::move(segment));
    begin = end + 1;
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
    for (int i = 0; i < file->service_count(); ++i) {
      if (HasPublicMethod(*file->service(i))) services.push_back(file->service(i));
    }
  }
  return services;
}

bool AnswersBytes(const Route& route) {
  return route.method->output_type()->full_name() == "google.api.HttpBody";
}

Router::Router(const std::vector<const ServiceDescriptor*>& services) {
  for (const ServiceDescriptor* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      if (!method.options().HasExtension(google::api::http)) continue;
      const MethodRules rules = RulesOf(method);
      if (rules.access == type::v1::ACCESS_UNSPECIFIED) Abort(method, "its access is not stated");
      if (rules.internal) continue;
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
  const auto split = Split(path);
  const std::string_view wanted = http_method == "HEAD" ? "GET" : http_method;
  Match match;
  if (path == "*") {
    for (const Route& route : routes_) match.allowed.insert(route.http_method);
  }
  for (const Route& route : routes_) {
    if (!split.has_value()) break;
    auto bindings = route.path.Match(split->segments, split->verb);
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
