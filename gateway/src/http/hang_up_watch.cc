#include "gateway/src/http/hang_up_watch.h"

#include <poll.h>

#include <vector>

namespace concordat::gateway {

HangUpWatch::Watched::Watched(HangUpWatch& watch, int socket) : watch_(watch), socket_(socket) {
  std::lock_guard lock(watch_.mutex_);
  watch_.watched_.emplace(socket_, stop_);
}

HangUpWatch::Watched::~Watched() {
  std::lock_guard lock(watch_.mutex_);
  watch_.watched_.erase(socket_);
}

void HangUpWatch::Look() {
  std::vector<std::stop_source> gone;
  {
    // Held while looking: a number may be another socket's as soon as it is let go.
    std::lock_guard lock(mutex_);
    std::vector<pollfd> sockets;
    for (const auto& [socket, stop] : watched_) sockets.push_back({socket, POLLRDHUP, 0});
    if (sockets.empty() || poll(sockets.data(), sockets.size(), 0) <= 0) return;
    for (const pollfd& socket : sockets) {
      if (socket.revents != 0) gone.push_back(watched_.at(socket.fd));
    }
  }
  // What is told so may take locks of its own.
  for (std::stop_source& stop : gone) stop.request_stop();
}

void HangUpWatch::StopAll() {
  std::vector<std::stop_source> all;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [socket, stop] : watched_) all.push_back(stop);
  }
  for (std::stop_source& stop : all) stop.request_stop();
}

}  // namespace concordat::gateway
