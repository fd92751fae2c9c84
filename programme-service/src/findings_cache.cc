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
    const std::string& key, const Question& question, const CallLimits& limits,
    absl::FunctionRef<absl::StatusOr<AllFindings>()> make) {
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      Found kept = Look(key, question);
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
  Keep(key, found, question.after);
  return found;
}

void FindingsCache::AwaitOther(const std::string& key, const CallLimits& limits) {
  const WorkerPool::Waiting waits;
  std::unique_lock lock(mutex_);
  done_.wait_until(lock, limits.cancelled,
                   absl::ToChronoTime(std::min(limits.deadline, absl::Now() + kLook)),
                   [&] { return !in_work_.contains(key); });
}

FindingsCache::Found FindingsCache::Look(const std::string& key, const Question& question) {
  const auto kept = by_key_.find(key);
  if (kept == by_key_.end() || !question.is_enough(*kept->second->found)) return nullptr;
  entries_.splice(entries_.begin(), entries_, kept->second);
  return kept->second->found;
}

void FindingsCache::Keep(const std::string& key, Found found, std::string_view after) {
  const size_t own = 2 * key.size();
  if (found->bytes() + own > max_bytes_) {
    if (own >= max_bytes_) return;
    found = std::make_shared<const KeptFindings>(*found, after, max_bytes_ - own);
  }
  const size_t bytes = found->bytes() + own;
  const std::lock_guard lock(mutex_);
  Forget(key);
  entries_.push_front({key, std::move(found), bytes});
  by_key_[key] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > max_bytes_) Forget(std::string(entries_.back().key));
}

void FindingsCache::Forget(const std::string& key) {
  const auto kept = by_key_.find(key);
  if (kept == by_key_.end()) return;
  bytes_ -= kept->second->bytes;
  entries_.erase(kept->second);
  by_key_.erase(kept);
}

}  // namespace concordat::programme
