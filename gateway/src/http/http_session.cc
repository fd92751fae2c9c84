#include "gateway/src/http/http_session.h"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>
#include <cstdint>
#include <limits>
#include <utility>

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

std::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

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

// Gives the request to the handler and waits for its answer, whichever thread
// that comes from.
asio::awaitable<HttpResponse> Handle(const HttpHandler& handler, HttpRequest request) {
  const auto executor = co_await asio::this_coro::executor;
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(HttpResponse)>(
      [&](auto completion) {
        auto shared = std::make_shared<decltype(completion)>(std::move(completion));
        handler(std::move(request), [shared, executor](HttpResponse response) {
          asio::post(executor, [shared, response = std::move(response)]() mutable {
            (*shared)(std::move(response));
          });
        });
      },
      asio::use_awaitable);
}

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

// What is wrong with a request that could not be read; 0 when nobody is there to be told.
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

template <typename Stream>
class Session {
 public:
  Session(Stream& stream, SessionContext& context) : stream_(stream), context_(context) {}

  asio::awaitable<void> Serve() {
    bool keep = true;
    while (keep && !context_.stopping) keep = co_await ServeOne();
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
    beast::get_lowest_layer(stream_).expires_never();
    HttpResponse response = co_await Handle(context_.handler, std::move(request));
    co_return co_await Write(std::move(response), method, keep && !context_.stopping);
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
    co_await Write(HttpProblem(status, error.message(), "", ""), "", false);
    co_await Linger();
    co_return false;
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
    Expire(context_.options.write_timeout);
    if (method == "HEAD") {
      http::response_serializer<http::string_body> serializer(message);
      co_await http::async_write_header(stream_, serializer, Await(error));
    } else {
      co_await http::async_write(stream_, message, Await(error));
    }
    co_return keep && !error;
  }

  Stream& stream_;
  SessionContext& context_;
  beast::flat_buffer buffer_;
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
