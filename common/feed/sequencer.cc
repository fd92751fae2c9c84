#include "common/feed/sequencer.h"

#include <absl/time/clock.h>

#include <utility>

#include "common/base/log.h"
#include "common/base/text.h"

namespace concordat {
namespace {

void AnchorInLog(const FeedHead& head) {
  Log(LogLevel::kInfo, "feed_anchor",
      {{"epoch", head.epoch}, {"position", head.position}, {"hash", head.hash}});
}

}  // namespace

Sequencer::Sequencer(Database* database, SequencerOptions options)
    : database_(*database),
      options_(std::move(options)),
      lease_("sequencer", options_.lease),
      job_([this] { return Round(); }) {}

void Sequencer::Stop() {
  job_.Stop();
  if (lease_.held()) lease_.Release(database_);
  leading_ = false;
}

absl::Duration Sequencer::Round() {
  if (options_.may_lead && !options_.may_lead()) {
    if (lease_.held()) lease_.Release(database_);
    leading_ = false;
    return options_.poll;
  }
  if (!lease_.held()) {
    auto taken = lease_.Take(database_);
    leading_ = taken.ok() && *taken;
    Tell(taken.status());
    if (!leading_) return options_.poll;
    Log(LogLevel::kInfo, "sequencer_leads",
        {{"holder", lease_.holder()}, {"fence", lease_.fence()}});
  }
  return Lead();
}

absl::Duration Sequencer::Lead() {
  auto batch = SequenceBatch(database_, lease_, options_.batch);
  absl::Status status = batch.status();
  if (status.ok() && batch->count == 0) status = lease_.RenewIfDue(database_);
  leading_ = lease_.held();
  Tell(status);
  // Whatever failed was undone; the next round begins anew from the tables.
  if (!status.ok()) return options_.poll;
  sequenced_ += batch->count;
  lag_micros_ = batch->count == 0 ? 0 : absl::ToInt64Microseconds(absl::Now() - batch->oldest);
  if (absl::Now() >= next_anchor_) Anchor();
  return batch->count > 0 ? absl::ZeroDuration() : options_.poll;
}

void Sequencer::Anchor() {
  FeedHead head;
  absl::Status status =
      database_.Read(absl::Now() + absl::Seconds(2), [&head](Connection& connection) {
        auto read = ReadFeedHead(connection);
        if (!read.ok()) return read.status();
        head = *std::move(read);
        return absl::OkStatus();
      });
  if (!status.ok()) return;
  options_.anchor ? options_.anchor(head) : AnchorInLog(head);
  next_anchor_ = absl::Now() + options_.anchor_interval;
}

// A database that is away is told once, and once when it is back.
void Sequencer::Tell(const absl::Status& status) {
  if (status.ok() != failing_) return;
  failing_ = !status.ok();
  Log(failing_ ? LogLevel::kWarning : LogLevel::kInfo,
      failing_ ? "sequencer_waits" : "sequencer_goes_on",
      {{"error", std::string(ToStd(status.message()))}});
}

}  // namespace concordat
