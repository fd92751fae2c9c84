#include "common/base/worker_pool.h"

#include <system_error>
#include <utility>

#include "common/base/contain.h"

namespace concordat {
namespace {

constexpr int kMostWaiting = 64;

// On whose worker this thread runs work that does not wait.
thread_local WorkerPool* running_in = nullptr;

}  // namespace

WorkerPool::Waiting::Waiting()
    : pool_(running_in != nullptr && running_in->BeginWait() ? running_in : nullptr) {
  if (pool_ != nullptr) running_in = nullptr;
}

WorkerPool::Waiting::~Waiting() {
  if (pool_ == nullptr) return;
  pool_->EndWait();
  running_in = pool_;
}

WorkerPool::WorkerPool(int workers, size_t queue)
    : workers_(workers), limit_(queue), free_(workers) {
  for (int i = 0; i < workers; ++i) threads_.emplace_back([this] { Run(); });
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::Submit(std::function<void()> work) {
  {
    std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= limit_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

WorkerPool::Use WorkerPool::use() const {
  std::lock_guard lock(mutex_);
  return {queue_.size(), workers_ - free_, workers_};
}

void WorkerPool::Run() {
  running_in = this;
  const auto may_begin = [this] { return !queue_.empty() && free_ > 0 && returning_ == 0; };
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return may_begin() || (stopping_ && queue_.empty()); });
    if (queue_.empty()) {
      // Nor is there anything for those who had no place to begin it.
      changed_.notify_all();
      return;
    }
    std::function<void()> work = std::move(queue_.front());
    queue_.pop_front();
    --free_;
    lock.unlock();
    RunContained("worker", work);
    work = nullptr;
    lock.lock();
    ++free_;
    if (returning_ > 0) freed_.notify_one();
  }
}

bool WorkerPool::BeginWait() {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_ == kMostWaiting) return false;
    // A thread in place of each that waits; once made it stays.
    if (static_cast<int>(threads_.size()) < workers_ + waiting_ + 1) {
      try {
        threads_.emplace_back([this] { Run(); });
      } catch (const std::system_error&) {
        return false;
      }
    }
    ++waiting_;
    ++free_;
  }
  // One of the two sorts is there.
  freed_.notify_one();
  changed_.notify_one();
  return true;
}

void WorkerPool::EndWait() {
  std::unique_lock lock(mutex_);
  ++returning_;
  freed_.wait(lock, [this] { return free_ > 0; });
  --returning_;
  --waiting_;
  --free_;
  // Whoever began nothing because of us.
  if (returning_ == 0 && free_ > 0) changed_.notify_all();
}

}  // namespace concordat
