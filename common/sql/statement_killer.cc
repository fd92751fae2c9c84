#include "common/sql/statement_killer.h"

#include <absl/time/clock.h>

#include <algorithm>

#include "common/base/contain.h"
#include "common/base/text.h"

namespace concordat {

StatementKiller::~StatementKiller() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

StatementKiller::Watch::Watch(StatementKiller& killer, int64_t connection_id,
                              const CallLimits& limits)
    : killer_(killer) {
  entry_.connection_id = connection_id;
  entry_.deadline = limits.deadline;
  {
    std::lock_guard lock(killer_.mutex_);
    place_ = killer_.entries_.insert(killer_.entries_.end(), &entry_);
    if (!killer_.thread_.joinable()) killer_.thread_ = std::thread([&killer] { killer.Run(); });
    if (entry_.deadline < killer_.next_look_) killer_.changed_.notify_one();
  }
  on_cancel_.emplace(limits.cancelled, Tell{this});
}

void StatementKiller::Watch::Tell::operator()() const noexcept {
  std::lock_guard lock(watch->killer_.mutex_);
  watch->entry_.gone = true;
  watch->killer_.changed_.notify_one();
}

void StatementKiller::Watch::End() {
  on_cancel_.reset();
  std::unique_lock lock(killer_.mutex_);
  killer_.killed_.wait(lock, [this] { return !entry_.killing; });
  if (!entry_.listed) return;
  killer_.entries_.erase(place_);
  entry_.listed = false;
}

void StatementKiller::Run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    Watch::Entry* const due = Due(&next_look_);
    if (due == nullptr) {
      if (next_look_ == absl::InfiniteFuture()) {
        changed_.wait(lock);
      } else {
        changed_.wait_until(lock, absl::ToChronoTime(next_look_));
      }
      continue;
    }
    // It stays while it is being killed.
    due->killing = true;
    const int64_t connection_id = due->connection_id;
    lock.unlock();
    RunContained("kill", [this, connection_id] { Kill(connection_id); });
    lock.lock();
    due->killing = false;
    due->killed = true;
    killed_.notify_all();
  }
}

StatementKiller::Watch::Entry* StatementKiller::Due(absl::Time* next) {
  *next = absl::InfiniteFuture();
  const absl::Time now = absl::Now();
  for (Watch::Entry* entry : entries_) {
    if (entry->killed) continue;
    if (entry->gone || entry->deadline <= now) return entry;
    *next = std::min(*next, entry->deadline);
  }
  return nullptr;
}

// A server that does not answer has nothing to kill: the connection breaks by itself.
void StatementKiller::Kill(int64_t connection_id) {
  // Twice, since one that was idle for long may have been closed.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (connection_ == nullptr || connection_->broken()) {
      auto opened = Connection::Open(options_);
      if (!opened.ok()) return;
      connection_ = *std::move(opened);
    }
    const absl::Status killed = connection_->RunScript(Concat("KILL QUERY ", connection_id));
    if (killed.ok() || !connection_->broken()) return;
  }
}

}  // namespace concordat
