#include "common/feed/feed_batch.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "common/base/text.h"
#include "common/ledger/hash_chain.h"
#include "common/sql/bulk.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

constexpr char kSelectHead[] =
    "SELECT position, known_time, hash FROM feed ORDER BY position DESC LIMIT 1";
// Written, so that a batch and a moment that is being closed exclude each other, on
// whichever nodes of a cluster they are.
constexpr char kTouchSeal[] = "UPDATE feed_seal SET batch = batch + 1 WHERE id = 1";
constexpr char kSelectSeal[] = "SELECT known_time FROM feed_seal WHERE id = 1";
constexpr char kSelectEpoch[] = "SELECT COALESCE(MAX(epoch), 0) FROM feed_epoch";
// Revisions go on counting when a name is used again, so the name and not the
// uid is what they order.
constexpr char kSelectFirstWaiting[] = "SELECT name, MIN(revision) FROM outbox WHERE name IN ";
constexpr char kSelectOldest[] = "SELECT MIN(record_time) FROM outbox";
constexpr char kInsertFeed[] =
    "INSERT INTO feed (position, epoch, change_id, known_time, prev_hash, hash) VALUES ";
constexpr char kDeleteOutbox[] = "DELETE FROM outbox WHERE change_id IN ";

constexpr absl::Duration kPatience = absl::Seconds(10);

constexpr char kFromOutbox[] = " FROM outbox o JOIN changes c ON c.change_id = o.change_id";
// In the order of the index, whatever the server thinks of the size of the tables: sorting
// all that waits for each batch is what it must not cost.
constexpr char kFromOldest[] =
    " FROM outbox o FORCE INDEX (outbox_order) STRAIGHT_JOIN changes c"
    " ON c.change_id = o.change_id";

using FirstWaiting = std::map<std::string, int64_t>;

absl::StatusOr<std::vector<ChangeRecord>> ReadOldest(Connection& connection, int64_t limit) {
  std::vector<ChangeRecord> waiting;
  absl::Status status = connection.Query(
      Concat("SELECT ", kChangeCells, kFromOldest, " ORDER BY o.record_time, o.change_id LIMIT ?"),
      {limit}, [&waiting](const Row& row) {
        waiting.push_back(ReadChangeRecord(row, 0));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return waiting;
}

// Of the names of the batch alone: however much waits, it costs what the batch does.
absl::StatusOr<FirstWaiting> ReadFirstWaiting(Connection& connection,
                                              const std::vector<ChangeRecord>& waiting) {
  std::set<std::string> names;
  for (const ChangeRecord& change : waiting) names.insert(change.name);
  FirstWaiting first;
  absl::Status status = QueryIn(connection, kSelectFirstWaiting, {names.begin(), names.end()},
                                " GROUP BY name", [&first](const Row& row) {
                                  first.emplace(row.Text(0), row.Int(1));
                                  return absl::OkStatus();
                                });
  if (!status.ok()) return status;
  return first;
}

// Adds the lower revisions of the batch's names that a wandering clock has put
// behind the batch; without them the batch could be all gaps for ever.
absl::Status AddLowerRevisions(Connection& connection, const FirstWaiting& first,
                               std::vector<ChangeRecord>* waiting) {
  std::set<std::string> known, complete, names;
  for (const ChangeRecord& change : *waiting) {
    known.insert(change.change_id);
    const auto found = first.find(change.name);
    if (found == first.end() || found->second == change.revision) complete.insert(change.name);
    names.insert(change.name);
  }
  std::vector<std::string> incomplete;
  std::ranges::set_difference(names, complete, std::back_inserter(incomplete));
  return QueryIn(connection, Concat("SELECT ", kChangeCells, kFromOutbox, " WHERE o.name IN "),
                 incomplete, " ORDER BY o.revision LIMIT 1000", [&](const Row& row) {
                   ChangeRecord change = ReadChangeRecord(row, 0);
                   if (known.insert(change.change_id).second) waiting->push_back(std::move(change));
                   return absl::OkStatus();
                 });
}

// The next changes in the order that the feed will have.
absl::StatusOr<std::vector<ChangeRecord>> ReadBatch(Connection& connection, int64_t limit) {
  auto waiting = ReadOldest(connection, limit);
  if (!waiting.ok()) return waiting.status();
  // All that waits was seen in one look: no revision can be missing.
  if (static_cast<int64_t>(waiting->size()) < limit) return OrderForFeed(*std::move(waiting), {});
  // Read after the batch: later commits only add higher revisions.
  auto first = ReadFirstWaiting(connection, *waiting);
  if (!first.ok()) return first.status();
  absl::Status status = AddLowerRevisions(connection, *first, &*waiting);
  if (!status.ok()) return status;
  return OrderForFeed(*std::move(waiting), *first);
}

absl::StatusOr<int64_t> LockSeal(Connection& connection) {
  int64_t sealed = 0;
  absl::Status status = connection.Execute(kTouchSeal).status();
  if (!status.ok()) return status;
  status = connection.Query(kSelectSeal, {}, [&sealed](const Row& row) {
    sealed = row.Int(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return sealed;
}

// Appends the changes to the feed after `head`, which moves along. A change is
// known from when it was recorded, unless a moment after that was asked about.
absl::Status Append(Connection& connection, const std::vector<ChangeRecord>& changes,
                    int64_t sealed, FeedHead* head) {
  SqlValues rows;
  std::vector<std::string> ids;
  auto moment = DatabaseNow(connection);
  if (!moment.ok()) return moment.status();
  const int64_t now = absl::ToUnixMicros(*moment);
  for (const ChangeRecord& change : changes) {
    const int64_t earliest = std::max(sealed, head->known_time) + 1;
    const FeedPlace place{head->position + 1, head->epoch,
                          std::max(std::min(change.record_time, now), earliest), head->hash};
    head->position = place.position;
    head->known_time = place.known_time;
    head->hash = LinkHash(place, change);
    rows.insert(rows.end(), {place.position, place.epoch, change.change_id, place.known_time,
                             place.prev_hash, head->hash});
    ids.push_back(change.change_id);
  }
  auto inserted = ExecuteRows(connection, {kInsertFeed, 6}, std::move(rows));
  if (!inserted.ok()) return inserted.status();
  auto deleted = ExecuteIn(connection, kDeleteOutbox, ids);
  if (!deleted.ok()) return deleted.status();
  if (*deleted == static_cast<int64_t>(ids.size())) return absl::OkStatus();
  return absl::AbortedError("another sequencer has been at the outbox");
}

absl::Status SequenceInTransaction(Connection& connection, Lease& lease, int64_t limit,
                                   Sequenced* sequenced) {
  // First, so that a former leader still at work makes us wait or makes us fail. The clock
  // is looked at once, where the changes get their times.
  absl::Status status = lease.RenewUnchecked(connection);
  if (!status.ok()) return status;
  auto sealed = LockSeal(connection);
  if (!sealed.ok()) return sealed.status();
  auto changes = ReadBatch(connection, limit);
  if (!changes.ok()) return changes.status();
  auto head = ReadFeedHead(connection);
  if (!head.ok()) return head.status();
  status = Append(connection, *changes, *sealed, &*head);
  sequenced->count = static_cast<int64_t>(changes->size());
  sequenced->head = *std::move(head);
  return status;
}

}  // namespace

absl::StatusOr<FeedHead> ReadFeedHead(Connection& connection) {
  FeedHead head;
  head.hash = kFirstPrevHash;
  absl::Status status = connection.Query(kSelectEpoch, {}, [&head](const Row& row) {
    head.epoch = row.Int(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  status = connection.Query(kSelectHead, {}, [&head](const Row& row) {
    head.position = row.Int(0);
    head.known_time = row.Int(1);
    head.hash = std::string(row.Text(2));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return head;
}

std::vector<ChangeRecord> OrderForFeed(std::vector<ChangeRecord> waiting,
                                       const std::map<std::string, int64_t>& first_waiting) {
  // Replicas' clocks differ, so a later revision may come first by its time. The
  // places a name has in the batch stay; its revisions fill them in order.
  std::map<std::string, std::vector<ChangeRecord>> by_name;
  std::vector<std::string> places;
  for (ChangeRecord& change : waiting) {
    places.push_back(change.name);
    by_name[change.name].push_back(std::move(change));
  }
  for (auto& [name, changes] : by_name) {
    std::ranges::sort(changes, std::ranges::greater(), &ChangeRecord::revision);
  }
  std::map<std::string, int64_t> next = first_waiting;
  std::vector<ChangeRecord> ordered;
  for (const std::string& name : places) {
    std::vector<ChangeRecord>& changes = by_name[name];
    const auto expected = next.find(name);
    if (expected != next.end() && changes.back().revision != expected->second++) {
      changes.pop_back();
      expected->second = -1;  // nothing after a gap either
      continue;
    }
    ordered.push_back(std::move(changes.back()));
    changes.pop_back();
  }
  return ordered;
}

absl::StatusOr<Sequenced> SequenceBatch(Database& database, Lease& lease, int64_t limit) {
  Sequenced sequenced;
  absl::Time oldest = absl::InfiniteFuture();
  // Looked at outside of a transaction: with nothing to do, nothing is written.
  absl::Status status = database.Read(absl::Now() + kPatience, [&](Connection& connection) {
    return connection.Query(kSelectOldest, {}, [&oldest](const Row& row) {
      if (!row.IsNull(0)) oldest = absl::FromUnixMicros(row.Int(0));
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return status;
  if (oldest == absl::InfiniteFuture()) return sequenced;
  status = database.Transact(absl::Now() + kPatience, [&](Connection& connection) {
    return SequenceInTransaction(connection, lease, limit, &sequenced);
  });
  if (!status.ok()) return status;
  sequenced.oldest = oldest;
  return sequenced;
}

}  // namespace concordat
