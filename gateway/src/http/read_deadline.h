// How long a connection may take to send something.
#ifndef CONCORDAT_GATEWAY_HTTP_READ_DEADLINE_H_
#define CONCORDAT_GATEWAY_HTTP_READ_DEADLINE_H_

#include <absl/time/time.h>

// clang-format off: Asio 1.74 uses std::exchange without including <utility>.
#include <utility>
// clang-format on
#include <boost/asio/ip/tcp.hpp>
#include <memory>

namespace concordat::gateway {

// Ends the reading of a socket after a time and leaves it open: Beast's own timer closes
// it, and who was too slow could not be told. All of it runs on the socket's strand.
class ReadDeadline {
 public:
  // The socket outlives it.
  explicit ReadDeadline(boost::asio::ip::tcp::socket& socket);
  ~ReadDeadline();
  ReadDeadline(const ReadDeadline&) = delete;
  ReadDeadline& operator=(const ReadDeadline&) = delete;

  // From now on, instead of what was set before.
  void Set(absl::Duration after);
  void Lift();
  // True once it has come, until it is set again or lifted.
  bool passed() const;

 private:
  struct State;
  // What the timer holds while it runs.
  std::shared_ptr<State> state_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_READ_DEADLINE_H_
