// A fixed number of threads over a bounded queue. What does not fit is refused
// at once, so that a caller can go elsewhere instead of waiting.
#ifndef CONCORDAT_COMMON_BASE_WORKER_POOL_H_
#define CONCORDAT_COMMON_BASE_WORKER_POOL_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace concordat {

class WorkerPool {
 public:
  WorkerPool(int workers, size_t queue);
  // Lets what was taken end.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full; the work is then not taken. Work that throws
  // is a line of the log: whoever waits for it must be told by the work itself.
  bool Submit(std::function<void()> work);

  // What it is doing: work that waits and threads that work, of so many.
  struct Use {
    size_t queued = 0;
    int busy = 0;
    int workers = 0;
  };
  Use use() const;

 private:
  void Run();

  const size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  int busy_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_WORKER_POOL_H_
