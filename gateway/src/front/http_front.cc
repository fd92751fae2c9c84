#include "gateway/src/front/http_front.h"

#include <memory>

#include "gateway/src/front/http_exchange.h"

namespace concordat::gateway {

void HttpFront::Handle(HttpRequest request, Respond respond) const {
  std::make_shared<HttpExchange>(parts_, std::move(request), std::move(respond))->Run();
}

std::optional<size_t> HttpFront::BodyLimit(const HttpRequest& head) const {
  const Router::Match match = parts_.router->Find(head.method, head.Path(), /*prefers_page=*/false);
  if (match.route == nullptr) return std::nullopt;
  if (!parts_.dispatch->MayCall(*match.route->method, head.Header("authorization"))) {
    return std::nullopt;
  }
  return match.route->rules.max_body;
}

}  // namespace concordat::gateway
