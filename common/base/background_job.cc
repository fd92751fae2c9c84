#include "common/base/background_job.h"

#include <absl/random/random.h>

#include <utility>

#include "common/base/contain.h"

namespace concordat {
namespace {

constexpr absl::Duration kPauseAfterThrow = absl::Seconds(1);

}  // namespace

BackgroundJob::BackgroundJob(std::function<absl::Duration()> round) : round_(std::move(round)) {}

void BackgroundJob::Start() {
  thread_ = std::thread([this] { Run(); });
}

void BackgroundJob::Wake() {
  {
    std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void BackgroundJob::Stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void BackgroundJob::Run() {
  absl::BitGen random;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    // Cleared before the round: a wake during it asks for another.
    woken_ = false;
    lock.unlock();
    // Jitter keeps replicas from asking the database all at one moment.
    absl::Duration pause = kPauseAfterThrow;
    RunContained("background job", [&] { pause = round_() * absl::Uniform(random, 0.75, 1.25); });
    lock.lock();
    changed_.wait_for(lock, absl::ToChronoNanoseconds(pause),
                      [this] { return woken_ || stopping_; });
  }
}

}  // namespace concordat
