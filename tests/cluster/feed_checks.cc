#include "tests/cluster/feed_checks.h"

#include <map>
#include <set>
#include <utility>

#include "common/base/text.h"

namespace concordat::test {
namespace {

constexpr char kPeer[] = "programme";

// What a reader of the feed up to a place holds.
std::set<ProjectionRow> Project(const std::vector<RecordedChange>& feed, int64_t up_to) {
  std::set<ProjectionRow> rows;
  std::map<std::pair<std::string, std::string>, ProjectionRow> in_force;
  for (const RecordedChange& change : feed) {
    if (change.position > up_to) break;
    for (const std::string& day : change.superseded_from) {
      auto ended = in_force.extract({change.name, day});
      if (ended.empty()) continue;
      std::get<5>(ended.mapped()) = change.position;
      rows.insert(std::move(ended.mapped()));
    }
    for (const RecordedSlice& slice : change.slices) {
      in_force[{change.name, slice.valid_from}] = {
          change.name, slice.valid_from, change.position, slice.valid_to, slice.state.deleted, 0};
    }
  }
  for (auto& [key, row] : in_force) rows.insert(std::move(row));
  return rows;
}

}  // namespace

void CheckFeed(const std::string& service, const ServiceHistory& history,
               std::vector<Violation>* found) {
  const auto add = [&](int64_t position, std::string_view what) {
    found->push_back({Wrong::kFeed, Concat(service, " at ", position, ": ", what)});
  };
  std::set<std::string> changes;
  std::map<std::string, int64_t> revisions;
  int64_t position = 0;
  absl::Time known = absl::InfinitePast();
  for (const RecordedChange& change : history.feed) {
    if (change.position != ++position) add(change.position, "positions have a gap");
    position = change.position;
    if (!changes.insert(change.change_id).second) add(position, "a change is there twice");
    if (change.known_time <= known) add(position, "is not known later than the one before");
    known = change.known_time;
    if (change.revision != ++revisions[change.name]) {
      add(position, Concat("revision ", change.revision, " of ", change.name, " is out of order"));
    }
    revisions[change.name] = change.revision;
  }
  if (history.waiting != 0) add(position, Concat(history.waiting, " changes have no place"));
  if (history.changes != static_cast<int64_t>(changes.size()) + history.waiting) {
    add(position,
        Concat("the ledger has ", history.changes, " changes, the feed ", changes.size()));
  }
}

void CheckProjections(const History& history, std::vector<Violation>* found) {
  const auto peer = history.find(kPeer);
  if (peer == history.end()) return;
  const auto& feed = peer->second.feed;
  for (const auto& [service, of_service] : history) {
    if (service == kPeer) continue;
    const int64_t head = feed.empty() ? 0 : feed.back().position;
    if (of_service.peer_position != head) {
      found->push_back({Wrong::kProjection, Concat(service, " has read up to ",
                                                   of_service.peer_position, " of ", head)});
    }
    if (of_service.projection != Project(feed, of_service.peer_position)) {
      found->push_back({Wrong::kProjection, Concat(service, " holds something else")});
    }
  }
}

}  // namespace concordat::test
