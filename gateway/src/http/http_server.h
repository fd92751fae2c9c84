// HTTP/1.1 over Boost.Beast: connections are coroutines on a few threads, so a
// slow client holds a socket and nothing else.
#ifndef CONCORDAT_GATEWAY_HTTP_HTTP_SERVER_H_
#define CONCORDAT_GATEWAY_HTTP_HTTP_SERVER_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

struct HttpServerOptions {
  // `127.0.0.1:8080`; port 0 for any that is free.
  std::string listen;
  // PEM; plain HTTP when empty.
  std::string certificate;
  std::string key;
  int threads = 2;
  int max_connections = 1000;
  // Of bodies that all connections hold at a time.
  int64_t body_budget = 256 << 20;
  absl::Duration header_timeout = absl::Seconds(10);
  absl::Duration body_timeout = absl::Seconds(60);
  absl::Duration idle_timeout = absl::Seconds(60);
  absl::Duration write_timeout = absl::Seconds(60);
};

// Handles a request and answers once, on any thread.
using HttpHandler = std::function<void(HttpRequest, Respond)>;
// Most bytes of a body, by what its headers say; nothing when the answer needs no body,
// because who asks may not or nothing is there. The handler then gets the request
// without it.
using BodyLimit = std::function<std::optional<size_t>(const HttpRequest& head)>;

class HttpServer {
 public:
  static absl::StatusOr<std::unique_ptr<HttpServer>> Start(HttpServerOptions options,
                                                           HttpHandler handler, BodyLimit limit);
  // Drains for a few seconds.
  ~HttpServer();

  // Takes no more connections and lets requests under way end. Those that have not
  // in nine tenths of the time are cancelled. False when some run on all the same:
  // what they work with must then outlive them.
  bool Drain(absl::Duration limit);

  int port() const;

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_HTTP_SERVER_H_
