#include "gateway/src/front/http_front.h"

#include <memory>

#include "gateway/src/front/http_exchange.h"

namespace concordat::gateway {

void HttpFront::Handle(HttpRequest request, Respond respond) const {
  std::make_shared<HttpExchange>(parts_, std::move(request), std::move(respond))->Run();
}

size_t HttpFront::BodyLimit(std::string_view method, std::string_view target) const {
  // These have no body to speak of, and are most requests.
  if (method == "GET" || method == "HEAD") return MethodRules().max_body;
  const std::string_view path = target.substr(0, target.find('?'));
  const Router::Match match = parts_.router->Find(method, path, /*prefers_page=*/false);
  return match.route == nullptr ? MethodRules().max_body : match.route->rules.max_body;
}

}  // namespace concordat::gateway
