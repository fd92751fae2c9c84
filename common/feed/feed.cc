#include "common/feed/feed.h"

#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/base/worker_pool.h"
#include "common/feed/change_reader.h"
#include "common/feed/feed_batch.h"
#include "common/identity/access.h"
#include "common/ledger/exempt.h"
#include "common/resource/resource_index.h"

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
constexpr char kHashAt[] = "SELECT hash FROM feed WHERE position = ?";

constexpr int kDefaultPage = 500;
constexpr int kMaxPage = 2000;

absl::Time MomentOf(const google::protobuf::Timestamp& as_known_at) {
  return absl::FromUnixSeconds(as_known_at.seconds()) + absl::Nanoseconds(as_known_at.nanos());
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
      waits_(database, std::move(wake_sequencer)) {}

bool Feed::Await(const google::protobuf::Message& request, const Caller& caller,
                 FeedWaits::Done go) const {
  const bool is_pin = request.GetDescriptor() == PinPositionRequest::descriptor();
  const auto* known =
      static_cast<const google::protobuf::Timestamp*>(MessageField(request, "as_known_at"));
  if (!is_pin && (known == nullptr || caller.pinned_position.has_value())) return false;
  std::optional<absl::Time> moment;
  if (known != nullptr) moment = MomentOf(*known);
  if (moment.has_value() && waits_.IsClosed(*moment)) return false;
  waits_.Await(moment, caller.limits(), std::move(go));
  return true;
}

absl::Status Feed::WaitHere(std::optional<absl::Time> moment, const CallLimits& limits) const {
  if (moment.has_value() && waits_.IsClosed(*moment)) return absl::OkStatus();
  const WorkerPool::Waiting waits;
  absl::Status come;
  absl::Notification done;
  waits_.Await(moment, limits, [&](const absl::Status& status) {
    come = status;
    done.Notify();
  });
  done.WaitForNotification();
  return come;
}

absl::StatusOr<int64_t> Feed::PositionKnownAt(const google::protobuf::Timestamp& as_known_at,
                                              const CallLimits& limits) const {
  const absl::Time moment = MomentOf(as_known_at);
  absl::Status status = WaitHere(moment, limits);
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
  absl::Status status;
  if (!request.has_as_known_at()) status = WaitHere(std::nullopt, limits);
  if (!status.ok()) return status;
  return Place(request, limits);
}

absl::StatusOr<PinPositionResponse> Feed::Place(const PinPositionRequest& request,
                                                const CallLimits& limits) const {
  PinPositionResponse response;
  Position* position = response.mutable_position();
  position->set_service(service_);
  absl::Status status = database_.Read(limits, [&](Connection& connection) {
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
