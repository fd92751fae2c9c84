#include "common/operations/operation_waits.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/log.h"
#include "common/base/text.h"
#include "common/operations/operation_tables.h"

namespace concordat {
namespace {

constexpr size_t kMostWaiting = 1000;
constexpr absl::Duration kPause = absl::Milliseconds(200);
constexpr absl::Duration kPatience = absl::Seconds(5);

}  // namespace

OperationWaits::OperationWaits(Database* database)
    : database_(*database), looks_([this] { return Look(); }) {
  looks_.Start();
}

OperationWaits::~OperationWaits() { Stop(); }

bool OperationWaits::Await(std::string name, absl::Time until, const CallLimits& limits,
                           Done done) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= kMostWaiting) return false;
    waiting_.push_back({std::move(name), until, limits, std::move(done)});
  }
  looks_.Wake();
  return true;
}

void OperationWaits::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  looks_.Stop();
  std::vector<Wait> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting.swap(waiting_);
  }
  for (const Wait& wait : waiting) wait.done(absl::OkStatus());
}

absl::Duration OperationWaits::Look() {
  std::set<std::string> names;
  {
    const std::lock_guard lock(mutex_);
    for (const Wait& wait : waiting_) names.insert(wait.name);
  }
  if (names.empty()) return absl::Hours(1);
  std::set<std::string> unfinished;
  const absl::Status status =
      database_.Read(absl::Now() + kPatience, [&](Connection& connection) -> absl::Status {
        auto read = StillUnfinished(connection, {names.begin(), names.end()});
        if (read.ok()) unfinished = {read->begin(), read->end()};
        return read.status();
      });
  std::vector<std::pair<Wait, absl::Status>> over;
  {
    const std::lock_guard lock(mutex_);
    const absl::Time now = absl::Now();
    const auto waits_on = [&](Wait& wait) {
      absl::Status come = status.ok() ? wait.limits.CheckCancelled() : status;
      // One that came while we looked has not been looked for.
      const bool open = !names.contains(wait.name) || unfinished.contains(wait.name);
      if (come.ok() && open && now < wait.until) return true;
      over.emplace_back(std::move(wait), std::move(come));
      return false;
    };
    const auto rest = std::ranges::partition(waiting_, waits_on);
    waiting_.erase(rest.begin(), rest.end());
  }
  for (const auto& [wait, come] : over) wait.done(come);
  return kPause;
}

}  // namespace concordat
