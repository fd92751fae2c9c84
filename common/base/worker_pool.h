// A fixed number of workers over a bounded queue. What does not fit is refused
// at once, so that a caller can go elsewhere instead of waiting. Work that waits for
// something else than the processor says so, and holds no worker meanwhile.
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

  // While it lives, what runs on the worker on which it was made waits: other work is begun
  // in its place, of at most 64 that wait at a time. Its end waits until a worker is free
  // again, before what is queued. It is nothing on other threads.
  class Waiting {
   public:
    Waiting();
    ~Waiting();
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

   private:
    WorkerPool* const pool_;
  };

 private:
  void Run();
  // False where it goes on holding its worker.
  bool BeginWait();
  void EndWait();

  const int workers_;
  const size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_, freed_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  // Workers that run nothing.
  int free_;
  // What waits, and what of it wants to go on.
  int waiting_ = 0, returning_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_WORKER_POOL_H_
