#include "tests/support/http_client.h"

#include <absl/strings/ascii.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <utility>

namespace concordat::test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr uint64_t kMaxAnswer = uint64_t{64} << 20;
constexpr auto kLimit = std::chrono::seconds(60);

http::request<http::string_body> Prepare(const HttpRequest& request) {
  http::request<http::string_body> message;
  message.version(11);
  message.method_string(request.method);
  message.target(request.target);
  message.set(http::field::host, "127.0.0.1");
  for (const auto& [name, value] : request.headers) message.set(name, value);
  message.body() = request.body;
  if (!request.body.empty() || request.method == "POST") message.prepare_payload();
  return message;
}

HttpAnswer Convert(http::response<http::string_body> message) {
  HttpAnswer answer;
  answer.status = message.result_int();
  for (const auto& field : message) {
    std::string name(field.name_string());
    absl::AsciiStrToLower(&name);
    answer.headers[name] = std::string(field.value());
  }
  answer.body = std::move(message.body());
  return answer;
}

}  // namespace

// Asynchronous only because Beast keeps its time limits for that form.
HttpAnswer Send(int port, const HttpRequest& request) {
  asio::io_context context;
  beast::tcp_stream stream(context);
  stream.expires_after(kLimit);
  stream.connect({asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(port)});

  const http::request<http::string_body> message = Prepare(request);
  http::response_parser<http::string_body> parser;
  parser.body_limit(kMaxAnswer);
  parser.skip(request.method == "HEAD");
  beast::flat_buffer buffer;
  beast::error_code error;
  http::async_write(stream, message, [&](beast::error_code written, size_t) {
    // A server may refuse before it has read everything: its answer counts.
    http::async_read(stream, buffer, parser, [&](beast::error_code read, size_t) {
      error = read ? (written ? written : read) : read;
    });
  });
  context.run();
  if (error) throw beast::system_error(error);
  return Convert(parser.release());
}

std::map<std::string, std::string> WithToken(const std::string& token) {
  return {{"Authorization", "Bearer " + token}};
}

}  // namespace concordat::test
