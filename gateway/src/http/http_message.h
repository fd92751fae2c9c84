// An HTTP request and its response, apart from the server that carries them.
#ifndef CONCORDAT_GATEWAY_HTTP_HTTP_MESSAGE_H_
#define CONCORDAT_GATEWAY_HTTP_HTTP_MESSAGE_H_

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concordat::gateway {

struct HttpRequest {
  // `GET`, `POST`, …
  std::string method;
  // Path and query as sent, percent-encoded.
  std::string target;
  // Lower-case names; repeated headers are joined by commas.
  std::map<std::string, std::string, std::less<>> headers;
  std::string body;
  // Stopped when the client closes before it has its answer.
  std::stop_token gone;

  // Empty when absent.
  std::string_view Header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
  std::string_view Path() const { return std::string_view(target).substr(0, target.find('?')); }
  std::string_view Query() const {
    const size_t mark = target.find('?');
    return mark == std::string::npos ? std::string_view()
                                     : std::string_view(target).substr(mark + 1);
  }
};

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type = "application/json";
  std::string body;
};

using Respond = std::function<void(HttpResponse)>;

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_HTTP_MESSAGE_H_
