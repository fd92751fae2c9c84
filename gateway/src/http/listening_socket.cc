#include "gateway/src/http/listening_socket.h"

#include <absl/strings/numbers.h>

#include "common/base/text.h"

namespace concordat::gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

}  // namespace

absl::Status ListenOn(const std::string& address, tcp::acceptor* acceptor) {
  const size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  int port = -1;
  error_code error;
  const auto ip = asio::ip::make_address(host, error);
  if (error || colon == std::string::npos || !absl::SimpleAtoi(address.substr(colon + 1), &port) ||
      port < 0 || port > 65535) {
    return absl::InvalidArgumentError(Concat("\"", address, "\" is not an address and a port"));
  }
  const tcp::endpoint endpoint(ip, static_cast<unsigned short>(port));
  acceptor->open(endpoint.protocol(), error);
  if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
  if (!error) return absl::OkStatus();
  return absl::FailedPreconditionError(Concat("cannot listen on ", address, ": ", error.message()));
}

}  // namespace concordat::gateway
