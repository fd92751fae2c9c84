#include "common/base/worker_pool.h"

#include <utility>

#include "common/base/contain.h"

namespace concordat {

WorkerPool::WorkerPool(int workers, size_t queue) : limit_(queue) {
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
  return {queue_.size(), busy_, static_cast<int>(threads_.size())};
}

void WorkerPool::Run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::function<void()> work = std::move(queue_.front());
    queue_.pop_front();
    ++busy_;
    lock.unlock();
    RunContained("worker", work);
    work = nullptr;
    lock.lock();
    --busy_;
  }
}

}  // namespace concordat
