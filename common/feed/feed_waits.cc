#include "common/feed/feed_waits.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "common/base/errors.h"
#include "common/feed/feed_batch.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

constexpr char kSelectSeal[] = "SELECT known_time FROM feed_seal WHERE id = 1";
constexpr char kRaiseSeal[] = "UPDATE feed_seal SET known_time = ? WHERE id = 1 AND known_time < ?";
constexpr char kSelectWaiting[] = "SELECT MIN(record_time), MAX(record_time) FROM outbox";

// Nobody waits longer than this, whatever the caller's deadline.
constexpr absl::Duration kMaxWait = absl::Seconds(10);
// Kept back from the deadline for the reads after the wait.
constexpr absl::Duration kReserve = absl::Milliseconds(50);
// How far a caller's clock may be ahead of ours; the difference is waited for.
constexpr absl::Duration kClockSkew = absl::Seconds(1);
constexpr absl::Duration kShortestPause = absl::Milliseconds(2);
constexpr absl::Duration kLongestPause = absl::Milliseconds(50);
// One look is given no more, so that a database that is away is told.
constexpr absl::Duration kLookLimit = absl::Seconds(5);

absl::Status Behind() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "SEQUENCER_BEHIND",
                         "changes just recorded have no place in the feed yet");
}

}  // namespace

FeedWaits::FeedWaits(Database* database, std::function<void()> wake_sequencer)
    : database_(*database),
      wake_sequencer_(std::move(wake_sequencer)),
      thread_([this] { Run(); }) {}

FeedWaits::~FeedWaits() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void FeedWaits::Await(std::optional<absl::Time> moment, const CallLimits& limits, Done done) {
  const absl::Time until = std::min(limits.deadline - kReserve, absl::Now() + kMaxWait);
  Wait wait{std::nullopt, limits, until, std::move(done)};
  if (moment.has_value()) wait.moment = absl::ToUnixMicros(*moment);
  {
    const std::lock_guard lock(mutex_);
    arrived_.push_back(std::move(wait));
  }
  changed_.notify_all();
}

void FeedWaits::Run() {
  absl::Duration pause = kShortestPause;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      const auto wanted = [this] { return stopping_ || !arrived_.empty(); };
      if (waiting_.empty()) {
        changed_.wait(lock, wanted);
        pause = kShortestPause;
      } else {
        changed_.wait_for(lock, absl::ToChronoNanoseconds(pause), wanted);
        pause = std::min(pause * 2, kLongestPause);
      }
      std::ranges::move(arrived_, std::back_inserter(waiting_));
      arrived_.clear();
      if (stopping_) break;
    }
    Turn();
    if (!waiting_.empty()) wake_sequencer_();
  }
  for (const Wait& wait : waiting_) wait.done(Behind());
}

absl::StatusOr<FeedWaits::Look> FeedWaits::TakeLook() {
  Look look;
  absl::Status status =
      database_.Read(absl::Now() + kLookLimit, [&](Connection& connection) -> absl::Status {
        auto head = ReadFeedHead(connection);
        if (!head.ok()) return head.status();
        // The next change is known later than the newest.
        closed_ = std::max(closed_.load(), head->known_time - 1);
        absl::Status read = connection.Query(kSelectSeal, {}, [this](const Row& row) {
          closed_ = std::max(closed_.load(), row.Int(0));
          return absl::OkStatus();
        });
        if (!read.ok()) return read;
        // The time before what waits: all that was answered by then is among it.
        auto clock = DatabaseNow(connection);
        if (!clock.ok()) return clock.status();
        look = {.now = absl::ToUnixMicros(*clock), .oldest = {}, .newest = {}};
        return connection.Query(kSelectWaiting, {}, [&look](const Row& row) {
          if (!row.IsNull(0)) look.oldest = row.Int(0);
          if (!row.IsNull(1)) look.newest = row.Int(1);
          return absl::OkStatus();
        });
      });
  if (!status.ok()) return status;
  return look;
}

std::optional<absl::Status> FeedWaits::Judge(const Look& look, int64_t closed, Wait* wait,
                                             int64_t* seal) {
  if (wait->moment.has_value() && *wait->moment <= closed) return absl::OkStatus();
  absl::Status wanted = wait->limits.CheckCancelled();
  if (!wanted.ok()) return wanted;
  if (wait->moment.has_value() &&
      *wait->moment - look.now > absl::ToInt64Microseconds(kClockSkew)) {
    return InvalidField("as_known_at", "is in the future");
  }
  if (!wait->recorded_by.has_value() && wait->moment.value_or(0) <= look.now) {
    // Closed up to now at once, for those who come with a moment between.
    if (wait->moment.has_value()) wait->moment = look.now;
    wait->recorded_by = std::min(look.newest.value_or(0),
                                 wait->moment.value_or(std::numeric_limits<int64_t>::max()));
  }
  const bool sequenced = wait->recorded_by.has_value() &&
                         (!look.oldest.has_value() || *look.oldest > *wait->recorded_by);
  if (sequenced) {
    *seal = std::max(*seal, wait->moment.value_or(0));
    return absl::OkStatus();
  }
  if (absl::Now() + kShortestPause > wait->until) return Behind();
  return std::nullopt;
}

absl::Status FeedWaits::Seal(int64_t moment) {
  absl::Status status =
      database_.Transact(absl::Now() + kLookLimit, [moment](Connection& connection) {
        return connection.Execute(kRaiseSeal, {moment, moment}).status();
      });
  if (status.ok()) closed_ = std::max(closed_.load(), moment);
  // To who reads, that others wrote in between time and again is no conflict of its own.
  return absl::IsAborted(status) ? Behind() : status;
}

void FeedWaits::Turn() {
  const auto look = TakeLook();
  std::vector<std::pair<Wait, absl::Status>> over;
  std::vector<Wait> still;
  int64_t seal = 0;
  for (Wait& wait : waiting_) {
    const auto judged = look.ok() ? Judge(*look, closed_, &wait, &seal) : look.status();
    if (judged.has_value()) {
      over.emplace_back(std::move(wait), *judged);
    } else {
      still.push_back(std::move(wait));
    }
  }
  waiting_ = std::move(still);
  const absl::Status sealed = seal > closed_ ? Seal(seal) : absl::OkStatus();
  for (auto& [wait, status] : over) {
    const bool sealed_for = status.ok() && wait.moment.value_or(0) > closed_;
    wait.done(sealed_for ? sealed : status);
  }
}

}  // namespace concordat
