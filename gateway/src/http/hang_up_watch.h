// Notices clients that close while their request is under way, when nobody reads
// from their connection.
#ifndef CONCORDAT_GATEWAY_HTTP_HANG_UP_WATCH_H_
#define CONCORDAT_GATEWAY_HTTP_HANG_UP_WATCH_H_

#include <map>
#include <mutex>
#include <stop_token>

namespace concordat::gateway {

// Asks the system of all sockets at once whether the other side has closed. That
// takes no byte from them, so it is the same with TLS, and with a next request
// that waits already. Safe for many threads.
class HangUpWatch {
 public:
  // Watches a socket while it lives; the socket has to outlive it.
  class Watched {
   public:
    Watched(HangUpWatch& watch, int socket);
    ~Watched();
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    // Stopped when the client has closed.
    std::stop_token gone() const { return stop_.get_token(); }

   private:
    HangUpWatch& watch_;
    const int socket_;
    const std::stop_source stop_;
  };

  // Looks once; stops what nobody waits for any more.
  void Look();
  // Stops everything, for a server that waits no longer.
  void StopAll();

 private:
  std::mutex mutex_;
  std::map<int, std::stop_source> watched_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_HANG_UP_WATCH_H_
