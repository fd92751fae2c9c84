#include "common/peers/projection.h"

#include <absl/time/clock.h>

#include <optional>
#include <utility>

#include "common/base/log.h"
#include "common/base/text.h"
#include "common/peers/peer_resources.h"

namespace concordat {
namespace {

using ledger::v1::ListChangesRequest;
using ledger::v1::Position;

constexpr absl::Duration kPatience = absl::Seconds(10);
constexpr int64_t kForgetBatch = 5000;

}  // namespace

Projection::Projection(Database* database, PeerLedger peer, ProjectionOptions options)
    : database_(*database),
      peer_(std::move(peer)),
      options_(options),
      lease_(Concat("projection-", peer_.service), options.lease),
      job_([this] { return Round(); }) {}

void Projection::Stop() {
  job_.Stop();
  lease_.Release(database_);
}

absl::Duration Projection::Round() {
  if (!lease_.held()) {
    lag_ = 0;
    auto taken = lease_.Take(database_);
    if (!taken.ok() || !*taken) return options_.poll;
  }
  auto more = ReadPage();
  if (absl::IsOutOfRange(more.status())) more = BeginAnew();
  if (more.ok() && !*more) {
    absl::Status renewed = lease_.RenewIfDue(database_);
    if (!renewed.ok()) more = renewed;
  }
  Tell(more.status());
  return more.ok() && *more ? absl::ZeroDuration() : options_.poll;
}

// The call stands outside of any transaction: a slow peer holds no row.
absl::StatusOr<bool> Projection::ReadPage() {
  std::optional<Position> cursor;
  absl::Status status = database_.Read(absl::Now() + kPatience, [&](Connection& connection) {
    auto read = ReadPeerCursor(connection, peer_.service);
    if (read.ok()) cursor = *read;
    return read.status();
  });
  if (!status.ok()) return status;
  ListChangesRequest request;
  request.set_page_size(options_.page_size);
  if (cursor.has_value()) *request.mutable_after() = *cursor;
  auto page = peer_.list_changes(request, absl::Now() + kPatience);
  if (!page.ok()) return page.status();
  lag_ = page->head().position() - page->reached().position();
  const bool moved = !cursor.has_value() || cursor->epoch() != page->reached().epoch() ||
                     cursor->position() != page->reached().position();
  if (!moved) return false;
  status = database_.Transact(absl::Now() + kPatience, [&](Connection& connection) {
    // The lease keeps a replica that was away from taking a page in twice.
    absl::Status held = lease_.Renew(connection);
    return held.ok() ? ApplyPage(connection, peer_.service, *page) : held;
  });
  if (!status.ok()) return status;
  return lag_ > 0;
}

// The peer was restored: what is held may never have been. While it is read
// again, references are asked for.
absl::StatusOr<bool> Projection::BeginAnew() {
  Log(LogLevel::kWarning, "projection_begins_anew", {{"peer", peer_.service}});
  for (bool done = false; !done;) {
    absl::Status status =
        database_.Transact(absl::Now() + kPatience, [&](Connection& connection) -> absl::Status {
          absl::Status held = lease_.Renew(connection);
          if (!held.ok()) return held;
          auto forgotten = ForgetPeer(connection, peer_.service, kForgetBatch);
          if (forgotten.ok()) done = *forgotten;
          return forgotten.status();
        });
    if (!status.ok()) return status;
  }
  return true;
}

// A peer that is away is told once, and once when it is back.
void Projection::Tell(const absl::Status& status) {
  if (status.ok() != failing_) return;
  failing_ = !status.ok();
  Log(failing_ ? LogLevel::kWarning : LogLevel::kInfo,
      failing_ ? "projection_waits" : "projection_goes_on",
      {{"peer", peer_.service}, {"error", std::string(ToStd(status.message()))}});
}

}  // namespace concordat
