#include "bench/http_connection.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace concordat::bench {

namespace asio = boost::asio;
namespace http = boost::beast::http;

struct HttpConnection::Impl {
  asio::io_context io;
  asio::ip::tcp::socket socket{io};
  boost::beast::flat_buffer buffer;
};

HttpConnection::HttpConnection(int port) : impl_(std::make_unique<Impl>()) {
  impl_->socket.connect({asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(port)});
  impl_->socket.set_option(asio::ip::tcp::no_delay(true));
}
HttpConnection::~HttpConnection() = default;

bool HttpConnection::Get(const std::string& target, const std::string& token) {
  http::request<http::empty_body> request(http::verb::get, target, 11);
  request.set(http::field::host, "127.0.0.1");
  request.set(http::field::authorization, "Bearer " + token);
  boost::system::error_code error;
  http::write(impl_->socket, request, error);
  http::response<http::string_body> response;
  if (!error) http::read(impl_->socket, impl_->buffer, response, error);
  return !error && response.result() == http::status::ok;
}

}  // namespace concordat::bench
