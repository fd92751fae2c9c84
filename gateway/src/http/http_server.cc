#include "gateway/src/http/http_server.h"

#include <absl/time/clock.h>

#include <array>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/contain.h"
#include "common/base/text.h"
#include "gateway/src/http/beast_messages.h"
#include "gateway/src/http/http_session.h"
#include "gateway/src/http/listening_socket.h"

namespace concordat::gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using TlsStream = boost::beast::ssl_stream<boost::beast::tcp_stream>;

constexpr absl::Duration kLastDrain = absl::Seconds(5);
// How soon it is noticed that a client has gone.
constexpr auto kLook = std::chrono::milliseconds(100);
// How long, how many and for how much one that is turned away may stay.
constexpr auto kLinger = std::chrono::milliseconds(500);
constexpr int kMaxLingering = 100;
constexpr int kMaxUnwantedReads = 16;

// The end of a coroutine.
void TellOfThrow(const std::exception_ptr& thrown) {
  if (thrown != nullptr) RunContained("http", [&thrown] { std::rethrow_exception(thrown); });
}

}  // namespace

struct HttpServer::Impl {
  explicit Impl(HttpServerOptions options)
      : session(std::make_shared<SessionContext>(std::move(options))) {}

  const std::shared_ptr<SessionContext> session;
  asio::io_context io;
  asio::ssl::context tls{asio::ssl::context::tls_server};
  tcp::acceptor acceptor{io};
  std::vector<std::thread> threads;
  // Turned away and not gone yet.
  std::atomic<int> lingering = 0;

  // False when there are still some after the time.
  static bool AwaitNone(const std::atomic<int>& some, absl::Duration limit) {
    const absl::Time end = absl::Now() + limit;
    while (some > 0 && absl::Now() < end) absl::SleepFor(absl::Milliseconds(10));
    return some == 0;
  }

  absl::Status LoadTls() {
    const HttpServerOptions& options = session->options;
    if (options.certificate.empty()) return absl::OkStatus();
    error_code error;
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                    asio::ssl::context::no_tlsv1_1);
    tls.use_certificate_chain(asio::buffer(options.certificate), error);
    if (!error) tls.use_private_key(asio::buffer(options.key), asio::ssl::context::pem, error);
    if (!error) return absl::OkStatus();
    return absl::InvalidArgumentError(
        Concat("the HTTP certificate or key is wrong: ", error.message()));
  }

  void Spawn(tcp::socket socket) {
    const auto executor = socket.get_executor();
    boost::beast::tcp_stream stream(std::move(socket));
    if (session->options.certificate.empty()) {
      asio::co_spawn(executor, ServePlain(std::move(stream), session), &TellOfThrow);
    } else {
      asio::co_spawn(executor, ServeTls(TlsStream(std::move(stream), tls), session), &TellOfThrow);
    }
  }

  // Says why, where that needs no waiting: a fresh socket takes these few bytes. Closed
  // while its client still sends, it would take the answer with it, so that some linger.
  // Over TLS an answer in HTTP needs a handshake, which those get who may linger; others get
  // an alert, which needs none.
  void TurnAway(tcp::socket socket) {
    const auto executor = socket.get_executor();
    const bool tls_wanted = !session->options.certificate.empty();
    const bool may_linger = lingering < kMaxLingering;
    if (tls_wanted && may_linger) {
      TlsStream stream(boost::beast::tcp_stream(std::move(socket)), tls);
      asio::co_spawn(executor, AnswerOverTls(std::move(stream)), &TellOfThrow);
      return;
    }
    error_code ignored;
    socket.non_blocking(true, ignored);
    if (tls_wanted) {
      socket.write_some(asio::buffer(kTlsNoRoom), ignored);
    } else {
      socket.write_some(asio::buffer(NoRoom()), ignored);
    }
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    if (!may_linger) return;
    asio::co_spawn(executor, Linger(boost::beast::tcp_stream(std::move(socket))), &TellOfThrow);
  }

  static std::string NoRoom() {
    return Concat("HTTP/1.1 503 Service Unavailable\r\nDate: ", HttpDate(absl::Now()),
                  "\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  asio::awaitable<void> AnswerOverTls(TlsStream stream) {
    const Counted counted(lingering);
    error_code error;
    const auto awaited = [&error] { return asio::redirect_error(asio::use_awaitable, error); };
    stream.next_layer().expires_after(kLinger);
    co_await stream.async_handshake(asio::ssl::stream_base::server, awaited());
    if (error) co_return;
    const std::string answer = NoRoom();
    co_await asio::async_write(stream, asio::buffer(answer), awaited());
    if (!error) co_await stream.async_shutdown(awaited());
  }

  asio::awaitable<void> Linger(boost::beast::tcp_stream stream) {
    const Counted counted(lingering);
    error_code error;
    std::array<char, 1024> unwanted;
    stream.expires_after(kLinger);
    for (int i = 0; !error && i < kMaxUnwantedReads; ++i) {
      co_await stream.async_read_some(asio::buffer(unwanted),
                                      asio::redirect_error(asio::use_awaitable, error));
    }
  }

  asio::awaitable<void> Accept() {
    while (!session->stopping) {
      try {
        co_await AcceptOne();
      } catch (...) {
        LogException("http accept");
      }
    }
  }

  asio::awaitable<void> AcceptOne() {
    error_code error;
    // Each connection has a strand: its timer and its reads never run side by side.
    tcp::socket socket = co_await acceptor.async_accept(
        asio::make_strand(io), asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      // Out of descriptors: let some end before taking more.
      co_await Pause(std::chrono::milliseconds(20));
      co_return;
    }
    if (session->connections >= session->options.max_connections) {
      TurnAway(std::move(socket));
      co_return;
    }
    socket.set_option(tcp::no_delay(true), error);
    Spawn(std::move(socket));
  }

  asio::awaitable<void> Pause(std::chrono::milliseconds time) {
    asio::steady_timer timer(io, time);
    error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }

  // As long as the server stands, also while it drains.
  asio::awaitable<void> WatchForHangUps() {
    for (;;) {
      co_await Pause(kLook);
      RunContained("http hang-ups", [this] { session->hang_ups.Look(); });
    }
  }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(HttpServerOptions options,
                                                              HttpHandler handler,
                                                              BodyLimit limit) {
  auto impl = std::make_unique<Impl>(std::move(options));
  impl->session->handler = std::move(handler);
  impl->session->limit = std::move(limit);
  absl::Status status = impl->LoadTls();
  if (status.ok()) status = ListenOn(impl->session->options.listen, &impl->acceptor);
  if (!status.ok()) return status;
  asio::co_spawn(impl->io, impl->Accept(), &TellOfThrow);
  asio::co_spawn(impl->io, impl->WatchForHangUps(), &TellOfThrow);
  for (int i = 0; i < impl->session->options.threads; ++i) {
    impl->threads.emplace_back([io = &impl->io] { io->run(); });
  }
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

bool HttpServer::Drain(absl::Duration limit) {
  impl_->session->stopping = true;
  asio::post(impl_->io, [impl = impl_.get()] {
    error_code ignored;
    impl->acceptor.close(ignored);
  });
  const absl::Duration part = limit / 10;
  const SessionContext& session = *impl_->session;
  // Whoever keeps a connection hears in the next answer that it ends. Cut off before, it
  // might have sent a request that nobody answers.
  if (Impl::AwaitNone(session.connections, part)) return true;
  if (Impl::AwaitNone(session.under_way, limit - 2 * part)) return true;
  // Those who still wait are told that it was in vain.
  impl_->session->hang_ups.StopAll();
  return Impl::AwaitNone(session.under_way, part);
}

HttpServer::~HttpServer() {
  Drain(kLastDrain);
  impl_->io.stop();
  for (std::thread& thread : impl_->threads) thread.join();
}

int HttpServer::port() const { return impl_->acceptor.local_endpoint().port(); }

}  // namespace concordat::gateway
