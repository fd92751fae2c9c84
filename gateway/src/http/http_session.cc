#include "gateway/src/http/http_session.h"

#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "common/base/contain.h"
#include "common/base/text.h"
#include "gateway/src/http/await_answer.h"
#include "gateway/src/http/beast_messages.h"
#include "gateway/src/http/chunked.h"
#include "gateway/src/http/problem.h"
#include "gateway/src/http/read_deadline.h"
#include "gateway/src/http/request_head.h"

namespace concordat::gateway {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr size_t kMaxHeader = 16 << 10;
constexpr std::string_view kEndOfHeader = "\r\n\r\n";
constexpr std::string_view kEmptyLine = "\r\n";
constexpr absl::Duration kLinger = absl::Seconds(5);
constexpr size_t kMaxUnwanted = 128 << 20;

auto Await(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

template <typename Stream>
class Session {
 public:
  Session(Stream& stream, SessionContext& context)
      : stream_(stream),
        context_(context),
        read_deadline_(beast::get_lowest_layer(stream).socket()) {}

  asio::awaitable<void> Serve() {
    for (bool keep = true; keep;) {
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
  // For what is written, and for last words: closes the connection.
  void Expire(absl::Duration after) {
    read_deadline_.Lift();
    beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(after));
  }

  // For what is read and has to be answered also when it comes too late.
  void ReadWithin(absl::Duration time) {
    beast::get_lowest_layer(stream_).expires_never();
    read_deadline_.Set(time);
  }

  asio::awaitable<bool> ServeOne() {
    error_code error;
    // The wait for the first byte is idleness, not slowness. Empty lines before a request are
    // passed over (RFC 9112, 2.2): some clients end a body with one.
    ReadWithin(context_.options.idle_timeout);
    for (SkipEmptyLines(); buffer_.empty() || buffer_ == "\r"; SkipEmptyLines()) {
      if (!co_await ReadMore(error)) co_return false;
    }
    const Counted under_way(context_.under_way);
    method_.clear();
    ReadWithin(context_.options.header_timeout);
    size_t end = 0;
    while ((end = buffer_.find(kEndOfHeader)) == std::string::npos) {
      if (buffer_.size() > kMaxHeader) co_return co_await Refuse(431, "the headers are too long");
      if (!MayBeginRequest(buffer_)) co_return co_await Refuse(400, "this is no HTTP/1.1 request");
      if (!co_await ReadMore(error)) co_return co_await Lost(error);
    }
    end += kEndOfHeader.size();
    if (end > kMaxHeader) co_return co_await Refuse(431, "the headers are too long");
    auto head = ReadRequestHead(std::string_view(buffer_).substr(0, end));
    if (!head.ok()) co_return co_await Refuse(400, ToStd(head.status().message()));
    buffer_.erase(0, end);
    method_ = head->request.method;
    if (head->expects_more) co_return co_await Refuse(417, "Expect can only be 100-continue");
    ByteBudget::Share share(context_.bodies);
    // Where nobody may ask, nothing of a body is read.
    bool unread = false;
    if (head->has_body()) {
      const auto limit = context_.limit(head->request);
      unread = !limit.has_value();
      if (!unread && !co_await ReadBody(*head, *limit, share)) co_return false;
    }
    co_return co_await Answer(*std::move(head), unread);
  }

  asio::awaitable<bool> Answer(RequestHead head, bool unread) {
    tells_that_it_keeps_ = head.minor_version == 0;
    auto& connection = beast::get_lowest_layer(stream_);
    read_deadline_.Lift();
    connection.expires_never();
    const HangUpWatch::Watched client(context_.hang_ups, connection.socket().native_handle());
    head.request.gone = client.gone();
    HttpResponse response = co_await AwaitAnswer(context_.handler, std::move(head.request));
    if (unread) {
      co_await TurnAway(std::move(response));
      co_return false;
    }
    const bool over = context_.stopping || client.gone().stop_requested();
    co_return co_await Write(std::move(response), head.keep_alive && !over);
  }

  // Adds what comes next to the buffer; false when nothing does, in time.
  asio::awaitable<bool> ReadMore(error_code& error) {
    if (read_deadline_.passed()) co_return false;
    std::array<char, 16384> bytes;
    const size_t count = co_await stream_.async_read_some(asio::buffer(bytes), Await(error));
    buffer_.append(bytes.data(), count);
    co_return !error && !read_deadline_.passed();
  }

  // False when the request ends here, answered where anybody is there to be told.
  asio::awaitable<bool> ReadBody(RequestHead& head, size_t limit, ByteBudget::Share& share) {
    // A body that says it is too long is refused before a byte of it is read.
    if (head.length > limit) co_return co_await Refuse(413, "the body is too long");
    error_code error;
    ReadWithin(context_.options.body_timeout);
    if (head.expects_continue && buffer_.empty()) {
      http::response<http::empty_body> go(http::status::continue_, 11);
      co_await http::async_write(stream_, go, Await(error));
      if (error) co_return false;
    }
    ChunkedDecoder chunks;
    std::string& body = head.request.body;
    for (;;) {
      const size_t before = body.size();
      auto used = head.chunked ? chunks.Take(buffer_, &body) : TakePlain(head);
      if (!used.ok()) co_return co_await Refuse(400, ToStd(used.status().message()));
      buffer_.erase(0, *used);
      // Also when the chunk that begins says that it would be.
      if (body.size() > limit || chunks.announced() > limit - body.size()) {
        co_return co_await Refuse(413, "the body is too long");
      }
      if (!share.Take(static_cast<int64_t>(body.size() - before))) {
        co_return co_await Refuse(503, "too many bodies are under way");
      }
      if (head.chunked ? chunks.done() : body.size() == head.length) co_return true;
      if (!co_await ReadMore(error)) co_return co_await Lost(error);
    }
  }

  // The same for a body whose length was said.
  absl::StatusOr<size_t> TakePlain(RequestHead& head) const {
    std::string& body = head.request.body;
    const size_t part = std::min<uint64_t>(buffer_.size(), head.length - body.size());
    body.append(buffer_, 0, part);
    return part;
  }

  void SkipEmptyLines() {
    while (buffer_.starts_with(kEmptyLine)) buffer_.erase(0, kEmptyLine.size());
  }

  // The client was too slow, sends no more and may still listen, or has gone.
  asio::awaitable<bool> Lost(error_code error) {
    if (error == asio::error::eof) {
      co_return co_await Refuse(400, "the request ended before it was whole");
    }
    if (!read_deadline_.passed()) co_return false;
    co_return co_await Refuse(408, "the request did not arrive in time");
  }

  asio::awaitable<bool> Refuse(int status, std::string_view why) {
    HttpResponse response = HttpProblem(status, why, "", "");
    if (status == 503) response.headers.emplace_back("Retry-After", "1");
    co_await TurnAway(std::move(response));
    co_return false;
  }

  // The last answer of a connection, whose request may still be on its way.
  asio::awaitable<void> TurnAway(HttpResponse response) {
    co_await Write(std::move(response), false);
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

  asio::awaitable<bool> Write(HttpResponse response, bool keep) {
    error_code error;
    auto message = ToMessage(std::move(response), method_, keep);
    // Who speaks HTTP/1.0 takes a connection as closed otherwise.
    if (keep && tells_that_it_keeps_) message.set(http::field::connection, "keep-alive");
    answering_ = true;
    Expire(context_.options.write_timeout);
    if (method_ == "HEAD") {
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
  ReadDeadline read_deadline_;
  // What has come and is not taken yet.
  std::string buffer_;
  // Of the request in hand; empty until it is known.
  std::string method_;
  bool tells_that_it_keeps_ = false;
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
