// One HTTP connection, plain or TLS, as a coroutine.
#ifndef CONCORDAT_GATEWAY_HTTP_HTTP_SESSION_H_
#define CONCORDAT_GATEWAY_HTTP_HTTP_SESSION_H_

// clang-format off: Asio 1.74 uses std::exchange without including <utility>.
#include <utility>
// clang-format on
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <memory>

#include "gateway/src/http/byte_budget.h"
#include "gateway/src/http/hang_up_watch.h"
#include "gateway/src/http/http_server.h"

namespace concordat::gateway {

// What all connections of a server share.
struct SessionContext {
  explicit SessionContext(HttpServerOptions given)
      : options(std::move(given)), bodies(options.body_budget) {}

  const HttpServerOptions options;
  ByteBudget bodies;
  HttpHandler handler;
  BodyLimit limit;
  HangUpWatch hang_ups;
  std::atomic<int> connections = 0;
  std::atomic<int> under_way = 0;
  std::atomic<bool> stopping = false;
};

// Counts one while it lives.
class Counted {
 public:
  explicit Counted(std::atomic<int>& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;

 private:
  std::atomic<int>& count_;
};

// Serves requests until the client closes, an error, or the server's stop.
boost::asio::awaitable<void> ServePlain(boost::beast::tcp_stream stream,
                                        std::shared_ptr<SessionContext> context);
boost::asio::awaitable<void> ServeTls(boost::beast::ssl_stream<boost::beast::tcp_stream> stream,
                                      std::shared_ptr<SessionContext> context);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_HTTP_SESSION_H_
