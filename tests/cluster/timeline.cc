#include "tests/cluster/timeline.h"

#include <algorithm>

namespace concordat::test {

void Latest::Finish() {
  std::ranges::sort(entries_);
  for (size_t i = 1; i < entries_.size(); ++i) {
    entries_[i].second = std::max(entries_[i].second, entries_[i - 1].second);
  }
}

int64_t Latest::By(absl::Time time) const {
  const auto after =
      std::ranges::upper_bound(entries_, time, {}, [](const auto& entry) { return entry.first; });
  return after == entries_.begin() ? 0 : std::prev(after)->second;
}

void Timeline::Finish() {
  states_[0] = State();
  for (const auto& [revision, change] : changes_) states_[revision] = change->state();
  known_.Finish();
  begun_.Finish();
}

bool Timeline::MayBe(const Span& span, const std::function<bool(int64_t, const State&)>& so) const {
  const int64_t newest = Newest(span.end);
  for (int64_t revision = Oldest(span.begin); revision <= newest; ++revision) {
    const State* const state = Of(revision);
    if (state != nullptr && so(revision, *state)) return true;
  }
  return false;
}

const State* Timeline::Of(int64_t revision) const {
  const auto found = states_.find(revision);
  return found == states_.end() ? nullptr : &found->second;
}

std::string Timeline::TitleBy(int64_t revision) const {
  std::string title;
  for (const auto& [older, state] : states_) {
    if (older <= revision && !state.deleted) title = state.title;
  }
  return title;
}

int64_t Timeline::KnownAt(absl::Time moment) const {
  int64_t newest = 0;
  for (const auto& [revision, change] : changes_) {
    if (change->known_time <= moment) newest = revision;
  }
  return newest;
}

std::map<std::string, Timeline> TimelinesOf(const ClientLog& log, const History& history) {
  std::map<std::string, Timeline> timelines;
  std::map<std::string, const WriteSeen*> by_key;
  for (const WriteSeen& write : log.writes) {
    by_key[write.key] = &write;
    for (const auto& [name, state] : write.effects) timelines[name];
  }
  for (const auto& [service, of_service] : history) {
    for (const RecordedChange& change : of_service.feed) {
      Timeline& timeline = timelines[change.name];
      timeline.Add(change);
      const auto write = by_key.find(change.key);
      const bool ours = write != by_key.end();
      timeline.Begin(ours ? write->second->span.begin : absl::InfinitePast(), change.revision);
      if (!ours) timeline.Know(absl::InfinitePast(), change.revision);
      if (ours && write->second->outcome == Outcome::kDone) {
        timeline.Know(write->second->span.end, change.revision);
      }
    }
  }
  for (const ReadSeen& read : log.reads) {
    for (const auto& [name, seen] : read.records) {
      if (seen.revision.has_value()) timelines[name].Know(read.span.end, *seen.revision);
    }
  }
  for (auto& [name, timeline] : timelines) timeline.Finish();
  return timelines;
}

}  // namespace concordat::test
