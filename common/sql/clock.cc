#include "common/sql/clock.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/errors.h"
#include "common/base/log.h"

namespace concordat {
namespace {

constexpr char kNow[] = "SELECT " CONCORDAT_DATABASE_NOW;
constexpr absl::Duration kPatience = absl::Seconds(2);

}  // namespace

absl::StatusOr<absl::Time> DatabaseNow(Connection& connection) {
  absl::Time now;
  absl::Status status = connection.Query(kNow, {}, [&now](const Row& row) {
    now = absl::FromUnixMicros(row.Int(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return now;
}

ClockWatch::ClockWatch(Database* database, absl::Duration bound,
                       std::function<absl::Time()> own_clock)
    : database_(*database), bound_(bound), own_clock_(std::move(own_clock)) {}

absl::Status ClockWatch::Measure() {
  absl::Time before, theirs, after;
  const absl::Status status =
      database_.Read(absl::Now() + kPatience, [&](Connection& connection) -> absl::Status {
        before = own_clock_();
        auto now = DatabaseNow(connection);
        after = own_clock_();
        if (now.ok()) theirs = *now;
        return now.status();
      });
  if (!status.ok()) return status;
  // Theirs is of some moment between the two.
  const absl::Duration way = (after - before) / 2;
  const absl::Duration skew = before + way - theirs;
  skew_micros_ = absl::ToInt64Microseconds(skew);
  const bool right = absl::AbsDuration(skew) - way <= bound_;
  if (right_.exchange(right) == right) return status;
  Log(right ? LogLevel::kInfo : LogLevel::kError, right ? "clock_is_right" : "clock_is_wrong",
      {{"ahead_ms", absl::ToDoubleMilliseconds(skew)},
       {"bound_ms", absl::ToDoubleMilliseconds(bound_)}});
  return status;
}

absl::Status ClockWatch::Check() const {
  if (right_) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kUnavailable, "CLOCK_SKEWED",
                         "the clock of this replica is wrong, so that it does not write");
}

}  // namespace concordat
