#include "programme-service/src/findings_cache.h"

#include <absl/cleanup/cleanup.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

#include "common/base/worker_pool.h"

namespace concordat::programme {
namespace {

// How long one wait is at most before it looks again.
constexpr absl::Duration kLook = absl::Minutes(1);

}  // namespace

absl::StatusOr<FindingsCache::Found> FindingsCache::Get(
    const std::string& key, const CallLimits& limits,
    absl::FunctionRef<absl::StatusOr<AllFindings>()> make) {
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      Found kept = Look(key);
      if (kept != nullptr) return kept;
      if (in_work_.insert(key).second) break;
    }
    AwaitOther(key, limits);
    absl::Status wanted = limits.Check(absl::Now());
    if (!wanted.ok()) return wanted;
  }
  // Also when `make` throws: others then try themselves.
  const absl::Cleanup end_work = [&] {
    const std::lock_guard lock(mutex_);
    in_work_.erase(key);
    done_.notify_all();
  };
  auto made = make();
  if (!made.ok()) return made.status();
  auto found = std::make_shared<const KeptFindings>(*std::move(made));
  Keep(key, found);
  return found;
}

void FindingsCache::AwaitOther(const std::string& key, const CallLimits& limits) {
  const WorkerPool::Waiting waits;
  std::unique_lock lock(mutex_);
  done_.wait_until(lock, limits.cancelled,
                   absl::ToChronoTime(std::min(limits.deadline, absl::Now() + kLook)),
                   [&] { return !in_work_.contains(key); });
}

FindingsCache::Found FindingsCache::Look(const std::string& key) {
  const auto kept = by_key_.find(key);
  if (kept == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, kept->second);
  return kept->second->found;
}

void FindingsCache::Keep(const std::string& key, Found found) {
  const size_t bytes = found->bytes() + 2 * key.size();
  if (bytes > max_bytes_) return;
  const std::lock_guard lock(mutex_);
  entries_.push_front({key, std::move(found), bytes});
  by_key_[key] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > max_bytes_) {
    bytes_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

}  // namespace concordat::programme
