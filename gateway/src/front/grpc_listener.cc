#include "gateway/src/front/grpc_listener.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/contain.h"
#include "gateway/src/http/listening_socket.h"

namespace concordat::gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Not in HTTP/2: after settings and GOAWAY the library's clients try again until the deadline
// of their call, while this fails it at once as UNAVAILABLE.
constexpr std::string_view kNoRoom =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 20\r\n"
    "Connection: close\r\n\r\ntoo many connections";

constexpr auto kPause = std::chrono::milliseconds(20);
// How long, how many and for how much one that is turned away may stay.
constexpr auto kLinger = std::chrono::milliseconds(500);
constexpr int kMaxLingering = 100;
constexpr int kMaxUnwantedReads = 16;

// A connection that gRPC has: while its descriptor is that of the same socket it is open.
struct Held {
  int descriptor;
  ino_t socket;

  static ino_t SocketOf(int descriptor) {
    struct stat status = {};
    return fstat(descriptor, &status) == 0 ? status.st_ino : 0;
  }
  bool is_open() const { return SocketOf(descriptor) == socket; }
};

// Closed while its client still sends, a connection would take the answer with it: what
// comes is thrown away for a short while.
class Lingering : public std::enable_shared_from_this<Lingering> {
 public:
  Lingering(tcp::socket socket, int* count)
      : socket_(std::move(socket)), timer_(socket_.get_executor()), count_(*count) {
    ++count_;
  }
  ~Lingering() { --count_; }

  void Start() {
    timer_.expires_after(kLinger);
    timer_.async_wait([self = weak_from_this()](error_code) {
      const auto alive = self.lock();
      error_code ignored;
      if (alive != nullptr) alive->socket_.close(ignored);
    });
    Read(kMaxUnwantedReads);
  }

 private:
  void Read(int left) {
    socket_.async_read_some(asio::buffer(unwanted_),
                            [self = shared_from_this(), left](error_code error, size_t) {
                              if (!error && left > 1) self->Read(left - 1);
                            });
  }

  tcp::socket socket_;
  asio::steady_timer timer_;
  int& count_;
  std::array<char, 1024> unwanted_;
};

}  // namespace

struct GrpcListener::Impl {
  explicit Impl(GrpcListenerOptions given) : options(std::move(given)) {}

  const GrpcListenerOptions options;
  Take take;
  std::vector<Held> held;
  int lingering = 0;
  asio::io_context io;
  tcp::acceptor acceptor{io};
  asio::steady_timer pause{io};
  std::thread thread;

  void Accept() {
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) return;
      if (error) return AcceptLater();
      RunContained("grpc accept", [&] { Admit(std::move(socket)); });
      Accept();
    });
  }

  // Out of descriptors: some may end before more are taken.
  void AcceptLater() {
    pause.expires_after(kPause);
    pause.async_wait([this](error_code error) {
      if (!error) Accept();
    });
  }

  void Admit(tcp::socket socket) {
    const auto most = static_cast<size_t>(options.max_connections);
    if (held.size() >= most) std::erase_if(held, [](const Held& one) { return !one.is_open(); });
    if (held.size() >= most) return TurnAway(std::move(socket));
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.native_non_blocking(true, ignored);
    error_code error;
    const int descriptor = socket.release(error);
    if (error) return;
    held.push_back({descriptor, Held::SocketOf(descriptor)});
    take(acceptor.native_handle(), descriptor);
  }

  void TurnAway(tcp::socket socket) {
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(options.tls ? kTlsNoRoom : kNoRoom), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    if (lingering >= kMaxLingering) return;
    std::make_shared<Lingering>(std::move(socket), &lingering)->Start();
  }
};

GrpcListener::GrpcListener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

GrpcListener::~GrpcListener() {
  impl_->io.stop();
  if (impl_->thread.joinable()) impl_->thread.join();
}

int GrpcListener::port() const { return impl_->acceptor.local_endpoint().port(); }

absl::StatusOr<std::unique_ptr<GrpcListener>> GrpcListener::Open(GrpcListenerOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  const absl::Status status = ListenOn(impl->options.listen, &impl->acceptor);
  if (!status.ok()) return status;
  return std::unique_ptr<GrpcListener>(new GrpcListener(std::move(impl)));
}

void GrpcListener::Start(Take take) {
  impl_->take = std::move(take);
  impl_->Accept();
  impl_->thread = std::thread([io = &impl_->io] { io->run(); });
}

}  // namespace concordat::gateway
