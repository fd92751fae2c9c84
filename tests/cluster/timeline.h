// The revisions of each record in their order, and which of them may have been in force
// when: by what clients knew before, and by what had been asked for.
#ifndef CONCORDAT_TESTS_CLUSTER_TIMELINE_H_
#define CONCORDAT_TESTS_CLUSTER_TIMELINE_H_

#include <absl/time/time.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/cluster/client_log.h"
#include "tests/cluster/history.h"

namespace concordat::test {

// The greatest revision of all by a time.
class Latest {
 public:
  void Add(absl::Time time, int64_t revision) { entries_.emplace_back(time, revision); }
  void Finish();
  int64_t By(absl::Time time) const;

 private:
  std::vector<std::pair<absl::Time, int64_t>> entries_;
};

// One record. Revision 0 is before the first.
class Timeline {
 public:
  void Add(const RecordedChange& change) { changes_[change.revision] = &change; }
  // Known to a client by a time; begun by somebody at a time.
  void Know(absl::Time time, int64_t revision) { known_.Add(time, revision); }
  void Begin(absl::Time time, int64_t revision) { begun_.Add(time, revision); }
  void Finish();

  // The oldest revision that an answer of this time may still show, and the newest.
  int64_t Oldest(absl::Time begin) const { return known_.By(begin); }
  int64_t Newest(absl::Time end) const { return begun_.By(end); }
  // Whether a revision that may have been in force in the span has it so.
  bool MayBe(const Span& span, const std::function<bool(int64_t, const State&)>& so) const;
  // What a revision says; null for one that there is not.
  const State* Of(int64_t revision) const;
  // The title that it had last, at a revision or before.
  std::string TitleBy(int64_t revision) const;
  // The newest revision that was known at a moment, by the feed.
  int64_t KnownAt(absl::Time moment) const;

 private:
  std::map<int64_t, const RecordedChange*> changes_;
  std::map<int64_t, State> states_;
  Latest known_, begun_;
};

// By name. Keeps pointers into the history.
std::map<std::string, Timeline> TimelinesOf(const ClientLog& log, const History& history);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_TIMELINE_H_
