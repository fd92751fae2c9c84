#include "common/feed/feed.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/feed/change_reader.h"
#include "common/feed/feed_batch.h"
#include "common/identity/access.h"
#include "common/ledger/exempt.h"
#include "common/resource/resource_index.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

using ledger::v1::Change;
using ledger::v1::ListChangesRequest;
using ledger::v1::ListChangesResponse;
using ledger::v1::PinPositionRequest;
using ledger::v1::PinPositionResponse;
using ledger::v1::Position;

constexpr char kKnownAt[] =
    "SELECT position FROM feed WHERE known_time <= ? ORDER BY known_time DESC LIMIT 1";
constexpr char kSelectSeal[] = "SELECT known_time FROM feed_seal WHERE id = 1";
constexpr char kRaiseSeal[] = "UPDATE feed_seal SET known_time = ? WHERE id = 1 AND known_time < ?";
constexpr char kHashAt[] = "SELECT hash FROM feed WHERE position = ?";
constexpr char kNewestWaiting[] = "SELECT MAX(record_time) FROM outbox WHERE record_time <= ?";

// A pin waits no longer than this, whatever the caller's deadline.
constexpr absl::Duration kMaxWait = absl::Seconds(10);
// Kept back from the deadline for the reads after the wait.
constexpr absl::Duration kReserve = absl::Milliseconds(50);
// How far a caller's clock may be ahead of ours; the difference is waited for.
constexpr absl::Duration kClockSkew = absl::Seconds(1);

constexpr int kDefaultPage = 500;
constexpr int kMaxPage = 2000;

absl::Time MomentOf(const google::protobuf::Timestamp& as_known_at) {
  return absl::FromUnixSeconds(as_known_at.seconds()) + absl::Nanoseconds(as_known_at.nanos());
}

// The time by which the newest change that waits was recorded.
absl::StatusOr<std::optional<int64_t>> NewestWaiting(Connection& connection, int64_t recorded_by) {
  std::optional<int64_t> newest;
  absl::Status status = connection.Query(kNewestWaiting, {recorded_by}, [&newest](const Row& row) {
    if (!row.IsNull(0)) newest = row.Int(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return newest;
}

absl::Status EpochIsOver() {
  return ErrorWithReason(absl::StatusCode::kOutOfRange, kEpochOver,
                         "the feed has begun anew since; read it from the start");
}

absl::Status CheckHash(Connection& connection, const Position& after) {
  bool same = false;
  absl::Status status =
      connection.Query(kHashAt, {after.position()}, [&same, &after](const Row& row) {
        same = row.Text(0) == after.hash();
        return absl::OkStatus();
      });
  if (!status.ok() || same) return status;
  return ErrorWithReason(absl::StatusCode::kOutOfRange, kFeedForked,
                         "the feed held something else there; read it from the start");
}

absl::Status CheckCursor(Connection& connection, const Position& after, const std::string& service,
                         const FeedHead& head) {
  if (!after.service().empty() && after.service() != service) {
    return InvalidField("after.service", Concat("this is the feed of ", service));
  }
  if (after.epoch() != head.epoch) return EpochIsOver();
  if (after.position() > head.position) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, kFeedBehind,
                           "this replica has not come to that place yet");
  }
  const bool carries_hash = after.position() > 0 && !after.hash().empty();
  return carries_hash ? CheckHash(connection, after) : absl::OkStatus();
}

absl::Status Behind() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "SEQUENCER_BEHIND",
                         "changes just recorded have no place in the feed yet");
}

// Leaves out changes of what is exempt: as they made it, or as it is now.
absl::Status LeaveOutExempt(Connection& connection, ListChangesResponse* response) {
  std::map<const ResourceType*, std::set<std::string>> names;
  for (const Change& change : response->changes()) {
    const ResourceType* type = FindLinkedType(change.payload().type());
    if (type != nullptr) names[type].insert(change.payload().name());
  }
  std::set<std::string> exempt;
  for (const auto& [type, of_type] : names) {
    auto among = ExemptAmong(connection, *type, of_type, LondonDay(absl::Now()));
    if (!among.ok()) return among.status();
    exempt.merge(*among);
  }
  const auto is_exempt = [&exempt](const Change& change) {
    const auto& payload = change.payload();
    return exempt.contains(payload.name()) ||
           std::ranges::any_of(payload.slices(), [&payload](const auto& slice) {
             return IsMarkedExempt(payload, slice);
           });
  };
  auto* changes = response->mutable_changes();
  changes->erase(std::remove_if(changes->begin(), changes->end(), is_exempt), changes->end());
  return absl::OkStatus();
}

}  // namespace

Feed::Feed(Database* database, std::string service, std::function<void()> wake_sequencer)
    : database_(*database),
      service_(std::move(service)),
      wake_sequencer_(std::move(wake_sequencer)) {}

// What was recorded by then and waits now is looked for until it has gone from
// the outbox. Later changes don't hold it up.
absl::Status Feed::AwaitSequenced(absl::Time recorded_by, const CallLimits& limits) const {
  const absl::Time limit = std::min(limits.deadline - kReserve, absl::Now() + kMaxWait);
  int64_t by = recorded_by == absl::InfiniteFuture() ? std::numeric_limits<int64_t>::max()
                                                     : absl::ToUnixMicros(recorded_by);
  for (absl::Duration pause = absl::Milliseconds(2);;
       pause = std::min(pause * 2, absl::Milliseconds(50))) {
    std::optional<int64_t> waiting;
    absl::Status status = database_.Read(limits, [&](Connection& connection) {
      auto newest = NewestWaiting(connection, by);
      if (newest.ok()) waiting = *newest;
      return newest.status();
    });
    if (!status.ok() || !waiting.has_value()) return status;
    by = *waiting;
    if (absl::Now() + pause > limit) {
      return Behind();
    }
    wake_sequencer_();
    absl::SleepFor(pause);
  }
}

// Notes up to when the feed is closed: nothing is known by then any more that is not
// yet. Answers with the database's time.
absl::StatusOr<absl::Time> Feed::LookWhatIsClosed(const CallLimits& limits) const {
  absl::Time now;
  absl::Status status = database_.Read(limits, [&](Connection& connection) -> absl::Status {
    auto head = ReadFeedHead(connection);
    if (!head.ok()) return head.status();
    // The next change is known later than the newest.
    closed_ = std::max(closed_.load(), head->known_time - 1);
    absl::Status read = connection.Query(kSelectSeal, {}, [this](const Row& row) {
      closed_ = std::max(closed_.load(), row.Int(0));
      return absl::OkStatus();
    });
    if (!read.ok()) return read;
    auto clock = DatabaseNow(connection);
    if (clock.ok()) now = *clock;
    return clock.status();
  });
  if (!status.ok()) return status;
  return now;
}

// Closes the feed up to a moment: what waits and was recorded by then gets its place,
// what comes later is known later.
absl::Status Feed::Close(absl::Time moment, const CallLimits& limits) const {
  const int64_t micros = absl::ToUnixMicros(moment);
  if (micros <= closed_) return absl::OkStatus();
  auto now = LookWhatIsClosed(limits);
  if (!now.ok() || micros <= closed_) return now.status();
  if (moment - *now > kClockSkew) return InvalidField("as_known_at", "is in the future");
  if (moment > *now) absl::SleepFor(moment - *now);
  // One of those who wait does it for all of them.
  const absl::Time patience = std::min(limits.deadline, absl::Now() + kMaxWait);
  const std::unique_lock<std::timed_mutex> alone(closing_, absl::ToChronoTime(patience));
  if (!alone.owns_lock()) return Behind();
  if (micros <= closed_) return absl::OkStatus();
  now = LookWhatIsClosed(limits);
  return now.ok() ? CloseAlone(std::max(moment, *now), limits) : now.status();
}

absl::Status Feed::CloseAlone(absl::Time moment, const CallLimits& limits) const {
  absl::Status status = AwaitSequenced(moment, limits);
  if (!status.ok()) return status;
  const int64_t micros = absl::ToUnixMicros(moment);
  status = database_.Transact(limits, [micros](Connection& connection) {
    return connection.Execute(kRaiseSeal, {micros, micros}).status();
  });
  if (status.ok()) closed_ = std::max(closed_.load(), micros);
  return status;
}

absl::StatusOr<int64_t> Feed::PositionKnownAt(const google::protobuf::Timestamp& as_known_at,
                                              const CallLimits& limits) const {
  const absl::Time moment = MomentOf(as_known_at);
  absl::Status status = Close(moment, limits);
  if (!status.ok()) return status;
  const int64_t micros = absl::ToUnixMicros(moment);
  int64_t position = 0;
  status = database_.Read(limits, [&](Connection& connection) {
    return connection.Query(kKnownAt, {micros}, [&position](const Row& row) {
      position = row.Int(0);
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return status;
  return position;
}

absl::Status Feed::CheckPin(const Caller& caller) const {
  if (!caller.pinned_epoch.has_value()) return absl::OkStatus();
  return database_.Read(caller.limits(), [&](Connection& connection) -> absl::Status {
    auto head = ReadFeedHead(connection);
    if (!head.ok()) return head.status();
    return *caller.pinned_epoch == head->epoch ? absl::OkStatus() : EpochIsOver();
  });
}

absl::Status Feed::PinCaller(const google::protobuf::Message& request, Caller* caller) const {
  const google::protobuf::Message* as_known_at = MessageField(request, "as_known_at");
  // A pin answers with a position instead of reading at one.
  const bool is_pin = request.GetDescriptor() == PinPositionRequest::descriptor();
  if (caller->pinned_position.has_value()) return CheckPin(*caller);
  if (as_known_at == nullptr || is_pin) return absl::OkStatus();
  auto position = PositionKnownAt(static_cast<const google::protobuf::Timestamp&>(*as_known_at),
                                  caller->limits());
  if (position.ok()) caller->pinned_position = *position;
  return position.status();
}

absl::StatusOr<PinPositionResponse> Feed::Pin(const PinPositionRequest& request,
                                              const CallLimits& limits) const {
  PinPositionResponse response;
  Position* position = response.mutable_position();
  position->set_service(service_);
  absl::Status status;
  if (!request.has_as_known_at()) status = AwaitSequenced(absl::InfiniteFuture(), limits);
  if (!status.ok()) return status;
  status = database_.Read(limits, [&](Connection& connection) {
    auto head = ReadFeedHead(connection);
    if (!head.ok()) return head.status();
    position->set_epoch(head->epoch);
    position->set_position(head->position);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (!request.has_as_known_at()) return response;
  auto known = PositionKnownAt(request.as_known_at(), limits);
  if (!known.ok()) return known.status();
  position->set_position(*known);
  return response;
}

absl::StatusOr<ListChangesResponse> Feed::List(const ListChangesRequest& request,
                                               const Caller& caller) const {
  if (request.page_size() < 0) return InvalidField("page_size", "is negative");
  const int limit =
      request.page_size() == 0 ? kDefaultPage : std::min(request.page_size(), kMaxPage);
  ListChangesResponse response;
  absl::Status status =
      database_.Read(caller.limits(), [&](Connection& connection) -> absl::Status {
        response.Clear();
        auto head = ReadFeedHead(connection);
        if (!head.ok()) return head.status();
        if (request.has_after()) {
          absl::Status fits = CheckCursor(connection, request.after(), service_, *head);
          if (!fits.ok()) return fits;
        }
        for (Position* position : {response.mutable_head(), response.mutable_reached()}) {
          position->set_service(service_);
          position->set_epoch(head->epoch);
          position->set_position(head->position);
          if (head->position > 0) position->set_hash(head->hash);
        }
        absl::Status read =
            ReadChanges(connection, {request.after().position(), head->position, limit},
                        {request.types().begin(), request.types().end()}, &response);
        return read.ok() && !SeesExempt(caller) ? LeaveOutExempt(connection, &response) : read;
      });
  if (!status.ok()) return status;
  return response;
}

}  // namespace concordat
