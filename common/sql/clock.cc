#include "common/sql/clock.h"

#include <absl/time/clock.h>

#include <functional>
#include <utility>

#include "common/base/errors.h"
#include "common/base/log.h"

namespace concordat {
namespace {

constexpr char kNow[] = "SELECT " CONCORDAT_DATABASE_NOW;
constexpr absl::Duration kPatience = absl::Seconds(2);

// What the database said between two looks at our own clock.
struct ClockLook {
  absl::Time theirs;
  // How far ours is ahead, and how long the way of the answer may make that wrong.
  absl::Duration ahead, way;

  bool Within(absl::Duration bound) const { return absl::AbsDuration(ahead) - way <= bound; }
};

absl::StatusOr<ClockLook> LookAtClock(Connection& connection,
                                      const std::function<absl::Time()>& own_clock) {
  ClockLook look;
  const absl::Time before = own_clock();
  absl::Status status = connection.Query(kNow, {}, [&look](const Row& row) {
    look.theirs = absl::FromUnixMicros(row.Int(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  look.way = (own_clock() - before) / 2;
  look.ahead = before + look.way - look.theirs;
  return look;
}

absl::Status Skewed() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "CLOCK_SKEWED",
                         "the clock of this replica or of its database is wrong");
}

}  // namespace

absl::StatusOr<absl::Time> DatabaseNow(Connection& connection) {
  auto look = LookAtClock(connection, &absl::Now);
  if (!look.ok()) return look.status();
  if (!look->Within(connection.max_clock_skew())) return Skewed();
  return look->theirs;
}

absl::Status CheckDatabaseClock(Connection& connection) { return DatabaseNow(connection).status(); }

ClockWatch::ClockWatch(Database* database, absl::Duration bound,
                       std::function<absl::Time()> own_clock)
    : database_(*database), bound_(bound), own_clock_(std::move(own_clock)) {}

absl::Status ClockWatch::Measure() {
  ClockLook look;
  const absl::Status status =
      database_.Read(absl::Now() + kPatience, [&](Connection& connection) -> absl::Status {
        auto taken = LookAtClock(connection, own_clock_);
        if (taken.ok()) look = *taken;
        return taken.status();
      });
  if (!status.ok()) return status;
  skew_micros_ = absl::ToInt64Microseconds(look.ahead);
  const bool right = look.Within(bound_);
  if (right_.exchange(right) == right) return status;
  Log(right ? LogLevel::kInfo : LogLevel::kError, right ? "clock_is_right" : "clock_is_wrong",
      {{"ahead_ms", absl::ToDoubleMilliseconds(look.ahead)},
       {"bound_ms", absl::ToDoubleMilliseconds(bound_)}});
  return status;
}

absl::Status ClockWatch::Check() const { return right_ ? absl::OkStatus() : Skewed(); }

}  // namespace concordat
