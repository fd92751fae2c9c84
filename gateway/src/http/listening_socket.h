// Where a front listens.
#ifndef CONCORDAT_GATEWAY_HTTP_LISTENING_SOCKET_H_
#define CONCORDAT_GATEWAY_HTTP_LISTENING_SOCKET_H_

#include <absl/status/status.h>

// clang-format off: Asio 1.74 uses std::exchange without including <utility>.
#include <utility>
// clang-format on
#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <string_view>

namespace concordat::gateway {

// Opens an acceptor on `127.0.0.1:8080` or `[::1]:8080`; port 0 for any that is free.
// INVALID_ARGUMENT for what is no address, FAILED_PRECONDITION where none can listen.
absl::Status ListenOn(const std::string& address, boost::asio::ip::tcp::acceptor* acceptor);

// Said to who comes over TLS and finds no room, before any handshake: a fatal alert,
// internal_error, which is what RFC 8446 (6.2) has for that.
inline constexpr std::string_view kTlsNoRoom{"\x15\x03\x03\x00\x02\x02\x50", 7};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_LISTENING_SOCKET_H_
