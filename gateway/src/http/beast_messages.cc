#include "gateway/src/http/beast_messages.h"

#include <cctype>
#include <utility>

namespace concordat::gateway {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

HttpRequest ToRequest(http::request<http::string_body>&& message) {
  HttpRequest request;
  request.method = std::string(View(message.method_string()));
  request.target = std::string(View(message.target()));
  for (const auto& field : message) {
    std::string name(View(field.name_string()));
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    std::string& value = request.headers[name];
    if (!value.empty()) value += ", ";
    value += View(field.value());
  }
  request.body = std::move(message.body());
  return request;
}

http::response<http::string_body> ToMessage(HttpResponse&& response, const std::string& method,
                                            bool keep_alive) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
  for (auto& [name, value] : response.headers) message.insert(name, value);
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) message.set(http::field::content_type, response.content_type);
  message.keep_alive(keep_alive);
  if (bodiless) return message;
  if (method == "HEAD") {
    message.content_length(response.body.size());
  } else {
    message.body() = std::move(response.body);
    message.prepare_payload();
  }
  return message;
}

int StatusOf(const error_code& error) {
  if (error == http::error::header_limit) return 431;
  if (error == http::error::body_limit) return 413;
  if (error == beast::error::timeout) return 408;
  if (error.category() == make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message) {
    return 400;
  }
  return 0;
}

}  // namespace concordat::gateway
