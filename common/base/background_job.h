// A thread that does one thing over and over until it is stopped: at once when
// woken, otherwise after a pause with jitter.
#ifndef CONCORDAT_COMMON_BASE_BACKGROUND_JOB_H_
#define CONCORDAT_COMMON_BASE_BACKGROUND_JOB_H_

#include <absl/time/time.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace concordat {

class BackgroundJob {
 public:
  // `round` does one round and says how long to pause before the next. After one
  // that throws, which is a line of the log, the pause is a second.
  explicit BackgroundJob(std::function<absl::Duration()> round);
  ~BackgroundJob() { Stop(); }
  BackgroundJob(const BackgroundJob&) = delete;
  BackgroundJob& operator=(const BackgroundJob&) = delete;

  void Start();
  // Ends the pause; from any thread, also before Start and after Stop.
  void Wake();
  // Lets the round under way end and joins the thread.
  void Stop();

 private:
  void Run();

  const std::function<absl::Duration()> round_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_BACKGROUND_JOB_H_
