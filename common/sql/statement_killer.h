// Ends statements that nobody waits for any more: whose client went away or whose
// deadline has passed. One thread and one connection of its own; a statement that ends
// in time costs no word with the server.
#ifndef CONCORDAT_COMMON_SQL_STATEMENT_KILLER_H_
#define CONCORDAT_COMMON_SQL_STATEMENT_KILLER_H_

#include <absl/time/time.h>

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "common/base/call_limits.h"
#include "common/sql/mysql.h"

namespace concordat {

class StatementKiller {
 public:
  explicit StatementKiller(DatabaseOptions options) : options_(std::move(options)) {}
  ~StatementKiller();
  StatementKiller(const StatementKiller&) = delete;
  StatementKiller& operator=(const StatementKiller&) = delete;

  // The work of one connection for one call, while it lives.
  class Watch {
   public:
    Watch(StatementKiller& killer, int64_t connection_id, const CallLimits& limits);
    ~Watch() { End(); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    // Nothing is killed from here on; what is being killed has been when it returns.
    void End();
    // True when the server was told to kill on the connection. It may do so a little
    // later, so that nobody else is to have it.
    bool killed() const { return entry_.killed; }

   private:
    friend class StatementKiller;
    struct Entry {
      int64_t connection_id = 0;
      absl::Time deadline;
      bool gone = false, killing = false, killed = false, listed = true;
    };
    struct Tell {
      Watch* watch;
      void operator()() const noexcept;
    };

    StatementKiller& killer_;
    Entry entry_;
    std::list<Entry*>::iterator place_;
    std::optional<std::stop_callback<Tell>> on_cancel_;
  };

 private:
  void Run();
  // The next that is to be killed, or nullptr and when to look again.
  Watch::Entry* Due(absl::Time* next);
  void Kill(int64_t connection_id);

  const DatabaseOptions options_;
  std::mutex mutex_;
  std::condition_variable changed_, killed_;
  std::list<Watch::Entry*> entries_;
  absl::Time next_look_ = absl::InfiniteFuture();
  bool stopping_ = false;
  // Of the thread alone.
  std::unique_ptr<Connection> connection_;
  // Begun with the first watch.
  std::thread thread_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_STATEMENT_KILLER_H_
