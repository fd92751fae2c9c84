#include "gateway/src/http/beast_messages.h"

#include <absl/time/clock.h>
#include <absl/time/time.h>

#include <utility>

namespace concordat::gateway {

namespace http = boost::beast::http;

std::string HttpDate(absl::Time time) {
  return absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", time, absl::UTCTimeZone());
}

http::response<http::string_body> ToMessage(HttpResponse&& response, const std::string& method,
                                            bool keep_alive) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
  message.set(http::field::date, HttpDate(absl::Now()));
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

}  // namespace concordat::gateway
