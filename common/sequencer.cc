#include "common/sequencer.h"

#include <utility>

#include <absl/time/clock.h>

namespace concordat {

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
  if (!lease_.held()) {
    auto taken = lease_.Take(database_);
    leading_ = taken.ok() && *taken;
    if (!leading_) return options_.poll;
  }
  return Lead();
}

absl::Duration Sequencer::Lead() {
  auto batch = SequenceBatch(database_, lease_, options_.batch);
  absl::Status status = batch.status();
  if (status.ok() && batch->count == 0) status = lease_.RenewIfDue(database_);
  leading_ = lease_.held();
  // Whatever failed was undone; the next round begins anew from the tables.
  if (!status.ok()) return options_.poll;
  sequenced_ += batch->count;
  if (absl::Now() >= next_anchor_) Anchor();
  return batch->count > 0 ? absl::ZeroDuration() : options_.poll;
}

void Sequencer::Anchor() {
  if (!options_.anchor) return;
  FeedHead head;
  absl::Status status =
      database_.Read(absl::Now() + absl::Seconds(2), [&head](Connection& connection) {
        auto read = ReadFeedHead(connection);
        if (read.ok()) head = *std::move(read);
        return read.status();
      });
  if (!status.ok()) return;
  options_.anchor(head);
  next_anchor_ = absl::Now() + options_.anchor_interval;
}

}  // namespace concordat
