#include "gateway/src/http/http_session.h"

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>
#include <cstdint>
#include <limits>
#include <utility>

#include "common/base/contain.h"
#include "gateway/src/http/await_answer.h"
#include "gateway/src/http/beast_messages.h"
#include "gateway/src/http/problem.h"

namespace concordat::gateway {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr size_t kMaxHeader = 16 << 10;
constexpr absl::Duration kLinger = absl::Seconds(2);
constexpr size_t kMaxUnwanted = 8 << 20;

auto Await(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

// Counts one while it lives.
class Counted {
 public:
  explicit Counted(std::atomic<int>& count) : count_(count) { ++count_; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;

 private:
  std::atomic<int>& count_;
};

template <typename Stream>
class Session {
 public:
  Session(Stream& stream, SessionContext& context) : stream_(stream), context_(context) {}

  asio::awaitable<void> Serve() {
    for (bool keep = true; keep && !context_.stopping;) {
      bool threw = false;
      try {
        keep = co_await ServeOne();
      } catch (...) {
        LogException("http session");
        threw = true;
      }
      if (!threw) continue;
      keep = false;
      // Half an answer cannot be mended.
      if (!answering_) co_await TurnAway(ProblemResponse(absl::InternalError("thrown"), "", ""));
    }
  }

 private:
  void Expire(absl::Duration after) {
    beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(after));
  }

  asio::awaitable<bool> ServeOne() {
    Parser parser;
    parser.header_limit(kMaxHeader);
    // ReadBody sets the real one. To Boost 1.74 every body is longer than `none`.
    parser.body_limit(std::numeric_limits<uint64_t>::max());
    error_code error;
    // The wait for the first byte is idleness, not slowness.
    if (buffer_.size() == 0) {
      Expire(context_.options.idle_timeout);
      buffer_.commit(co_await stream_.async_read_some(buffer_.prepare(4096), Await(error)));
      if (error) co_return false;
    }
    const Counted under_way(context_.under_way);
    Expire(context_.options.header_timeout);
    co_await http::async_read_header(stream_, buffer_, parser, Await(error));
    if (error) co_return co_await Refuse(error);
    if (parser.get().version() >= 11 && parser.get().count(http::field::host) != 1) {
      co_return co_await Refuse(make_error_code(http::error::bad_field));
    }
    if (!co_await ReadBody(parser, error)) co_return co_await Refuse(error);
    const bool keep = parser.get().keep_alive();
    HttpRequest request = ToRequest(parser.release());
    const std::string method = request.method;
    auto& connection = beast::get_lowest_layer(stream_);
    connection.expires_never();
    const HangUpWatch::Watched client(context_.hang_ups, connection.socket().native_handle());
    request.gone = client.gone();
    HttpResponse response = co_await AwaitAnswer(context_.handler, std::move(request));
    const bool over = context_.stopping || client.gone().stop_requested();
    co_return co_await Write(std::move(response), method, keep && !over);
  }

  asio::awaitable<bool> ReadBody(Parser& parser, error_code& error) {
    const size_t limit =
        context_.limit(View(parser.get().method_string()), View(parser.get().target()));
    // A body that says it is too long is refused before a byte of it is read.
    if (parser.content_length().has_value() && *parser.content_length() > limit) {
      error = http::error::body_limit;
      co_return false;
    }
    parser.body_limit(limit);
    Expire(context_.options.body_timeout);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      http::response<http::empty_body> go(http::status::continue_, 11);
      co_await http::async_write(stream_, go, Await(error));
      if (error) co_return false;
    }
    co_await http::async_read(stream_, buffer_, parser, Await(error));
    co_return !error;
  }

  asio::awaitable<bool> Refuse(error_code error) {
    const int status = StatusOf(error);
    if (status == 0) co_return false;
    co_await TurnAway(HttpProblem(status, error.message(), "", ""));
    co_return false;
  }

  // The last answer of a connection, whose request may still be on its way.
  asio::awaitable<void> TurnAway(HttpResponse response) {
    co_await Write(std::move(response), "", false);
    co_await Linger();
  }

  // A connection closed while its client still sends would take the answer with
  // it: what comes in is thrown away for a short while, up to a bound.
  asio::awaitable<void> Linger() {
    error_code error;
    beast::get_lowest_layer(stream_).socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    Expire(kLinger);
    std::array<char, 8192> unwanted;
    for (size_t read = 0; !error && read < kMaxUnwanted;) {
      read += co_await beast::get_lowest_layer(stream_).async_read_some(asio::buffer(unwanted),
                                                                        Await(error));
    }
  }

  asio::awaitable<bool> Write(HttpResponse response, const std::string& method, bool keep) {
    error_code error;
    auto message = ToMessage(std::move(response), method, keep);
    answering_ = true;
    Expire(context_.options.write_timeout);
    if (method == "HEAD") {
      http::response_serializer<http::string_body> serializer(message);
      co_await http::async_write_header(stream_, serializer, Await(error));
    } else {
      co_await http::async_write(stream_, message, Await(error));
    }
    answering_ = false;
    co_return keep && !error;
  }

  Stream& stream_;
  SessionContext& context_;
  beast::flat_buffer buffer_;
  // While an answer is on its way out.
  bool answering_ = false;
};

}  // namespace

asio::awaitable<void> ServePlain(beast::tcp_stream stream,
                                 std::shared_ptr<SessionContext> context) {
  const Counted counted(context->connections);
  co_await Session(stream, *context).Serve();
  error_code ignored;
  stream.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
}

asio::awaitable<void> ServeTls(beast::ssl_stream<beast::tcp_stream> stream,
                               std::shared_ptr<SessionContext> context) {
  const Counted counted(context->connections);
  error_code error;
  stream.next_layer().expires_after(absl::ToChronoNanoseconds(context->options.header_timeout));
  co_await stream.async_handshake(asio::ssl::stream_base::server, Await(error));
  if (error) co_return;
  co_await Session(stream, *context).Serve();
  stream.next_layer().expires_after(std::chrono::seconds(5));
  co_await stream.async_shutdown(Await(error));
}

}  // namespace concordat::gateway
