#include "gateway/src/http/read_deadline.h"

#include <boost/asio/steady_timer.hpp>

namespace concordat::gateway {

using boost::asio::ip::tcp;
using boost::system::error_code;

struct ReadDeadline::State {
  explicit State(tcp::socket& socket) : socket(socket), timer(socket.get_executor()) {}

  tcp::socket& socket;
  boost::asio::steady_timer timer;
  // Of the timer: one that has run out before it was set anew or lifted means nothing.
  int turn = 0;
  bool passed = false;
};

ReadDeadline::ReadDeadline(tcp::socket& socket) : state_(std::make_shared<State>(socket)) {}

ReadDeadline::~ReadDeadline() { Lift(); }

void ReadDeadline::Set(absl::Duration after) {
  Lift();
  state_->timer.expires_after(absl::ToChronoNanoseconds(after));
  state_->timer.async_wait([state = state_, turn = state_->turn](const error_code&) {
    if (turn != state->turn) return;
    state->passed = true;
    error_code ignored;
    state->socket.cancel(ignored);
  });
}

void ReadDeadline::Lift() {
  ++state_->turn;
  state_->passed = false;
  state_->timer.cancel();
}

bool ReadDeadline::passed() const { return state_->passed; }

}  // namespace concordat::gateway
