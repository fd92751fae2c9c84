// A server of HTTP within the test, and connections to it that send bytes as they are.
#ifndef CONCORDAT_TESTS_SUPPORT_HTTP_SERVER_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_HTTP_SERVER_TESTING_H_

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gateway/src/http/http_server.h"
#include "tests/support/status_matchers.h"

namespace concordat::test {

// Tells the caller what it sent.
inline void Echo(const gateway::HttpRequest& request, const gateway::Respond& respond) {
  gateway::HttpResponse response;
  response.content_type = "text/plain";
  response.body = request.method + " " + request.target + " " + request.body;
  respond(std::move(response));
}

inline std::optional<size_t> ThousandBytes(const gateway::HttpRequest& head) {
  if (head.target == "/nobody") return std::nullopt;
  return 1000;
}

inline std::unique_ptr<gateway::HttpServer> Start(gateway::HttpServerOptions options = {},
                                                  gateway::HttpHandler handler = Echo) {
  options.listen = "127.0.0.1:0";
  auto server = gateway::HttpServer::Start(std::move(options), std::move(handler), ThousandBytes);
  EXPECT_THAT(server, IsOk());
  return *std::move(server);
}

// A connection that sends bytes as they are.
class Client {
 public:
  explicit Client(int port) : socket_(io_) {
    socket_.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(port)});
  }
  void Say(std::string_view text) {
    boost::system::error_code ignored;
    boost::asio::write(socket_, boost::asio::buffer(text.data(), text.size()), ignored);
  }
  // Sends no more, and listens on.
  void EndSaying() { socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send); }
  // What comes until and with `mark`.
  std::string HearUntil(std::string_view mark) {
    boost::system::error_code ignored;
    const size_t size =
        boost::asio::read_until(socket_, boost::asio::dynamic_buffer(held_), mark, ignored);
    std::string text = held_.substr(0, size);
    held_.erase(0, size);
    return text;
  }
  // What comes until the server closes.
  std::string HearAll() {
    boost::system::error_code ignored;
    boost::asio::read(socket_, boost::asio::dynamic_buffer(held_), ignored);
    return std::exchange(held_, "");
  }

 private:
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_;
  std::string held_;
};

inline constexpr char kGet[] = "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n";

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_HTTP_SERVER_TESTING_H_
