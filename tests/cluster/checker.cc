#include "tests/cluster/checker.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "common/base/text.h"
#include "tests/cluster/feed_checks.h"
#include "tests/cluster/timeline.h"

namespace concordat::test {
namespace {

constexpr std::array<const char*, 14> kNames = {
    "lost",           "doubled",    "changed",        "partial",      "from nowhere",
    "stale",          "impossible", "answer changed", "not as known", "unknown at a moment",
    "report changed", "feed",       "projection",     "unexplained"};

std::string Words(const State& state) {
  return state.deleted ? "deleted" : Concat("\"", state.title, "\"");
}

class Checker {
 public:
  Checker(const ClientLog& log, const History& history)
      : log_(log), history_(history), timelines_(TimelinesOf(log, history)) {
    for (const auto& [service, of_service] : history) {
      for (const RecordedChange& change : of_service.feed) {
        if (!change.key.empty()) by_key_[change.key].push_back(&change);
      }
    }
  }

  std::vector<Violation> Run() {
    for (const auto& [service, of_service] : history_) CheckFeed(service, of_service, &found_);
    CheckProjections(history_, &found_);
    CheckWrites();
    for (const ReadSeen& read : log_.reads) {
      for (const auto& [name, seen] : read.records) {
        read.known_at.has_value() ? CheckKnown(read, name, seen) : CheckNow(read, name, seen);
      }
    }
    CheckReports();
    for (const Strange& strange : log_.strange) {
      Add(Wrong::kUnexplained, Concat(strange.question, ": ", strange.status, " ", strange.body));
    }
    return std::move(found_);
  }

 private:
  void Add(Wrong wrong, std::string what) { found_.push_back({wrong, std::move(what)}); }

  void CheckWrites() {
    std::set<std::string> keys;
    for (const WriteSeen& write : log_.writes) {
      keys.insert(write.key);
      CheckEffects(write);
      if (write.outcome == Outcome::kRefused) CheckRefusal(write);
    }
    for (const auto& [key, changes] : by_key_) {
      if (keys.contains(key)) continue;
      Add(Wrong::kFromNowhere, Concat(changes[0]->name, " has a change of ", key));
    }
  }

  bool IsAsAsked(const WriteSeen& write, const RecordedChange& change) {
    const auto asked = write.effects.find(change.name);
    if (asked == write.effects.end()) return false;
    State wanted = asked->second;
    if (write.verb == "undelete") {
      wanted.title = timelines_[change.name].TitleBy(change.revision - 1);
    }
    return wanted == change.state();
  }

  // What was so already when it was asked for.
  bool WasSoAlready(const WriteSeen& write) {
    if (!write.revision.has_value() || (write.verb != "delete" && write.verb != "undelete")) {
      return false;
    }
    const auto& [name, asked] = *write.effects.begin();
    return timelines_[name].MayBe(write.span, [&](int64_t revision, const State& state) {
      return revision == *write.revision && state.deleted == asked.deleted;
    });
  }

  void CheckEffects(const WriteSeen& write) {
    const std::string what = Concat(write.verb, " ", write.key);
    std::map<std::string, int> times;
    for (const RecordedChange* change : by_key_[write.key]) {
      ++times[change->name];
      if (!IsAsAsked(write, *change)) {
        Add(Wrong::kChanged, Concat(what, " made ", change->name, " ", Words(change->state())));
      } else if (write.revision.has_value() && *write.revision != change->revision) {
        Add(Wrong::kChanged,
            Concat(what, " was answered revision ", *write.revision, " and is ", change->revision));
      }
    }
    for (const auto& [name, count] : times) {
      if (count > 1) Add(Wrong::kDoubled, Concat(what, " is there ", count, " times in ", name));
    }
    if (write.outcome == Outcome::kRefused && !times.empty()) {
      Add(Wrong::kFromNowhere, Concat(what, " was refused (", write.status, ") and is there"));
    }
    if (times.size() == write.effects.size()) return;
    if (write.outcome == Outcome::kDone) {
      if (WasSoAlready(write)) return;
      Add(Wrong::kLost, Concat(what, " has ", times.size(), " of ", write.effects.size()));
    } else if (!times.empty()) {
      Add(Wrong::kPartial, Concat(what, " has ", times.size(), " of ", write.effects.size()));
    }
  }

  // What it was refused for may have been so when it was.
  void CheckRefusal(const WriteSeen& write) {
    if (write.reason == "WRITE_CONFLICT") return;
    for (const auto& [name, asked] : write.effects) {
      const bool held =
          timelines_[name].MayBe(write.span, [&write](int64_t revision, const State& state) {
            if (write.status == 404 || write.reason == "RESOURCE_DELETED") return state.deleted;
            if (write.status == 409) return !state.deleted;
            return write.status == 412 && write.from != revision;
          });
      // An import is refused for any one of its rows.
      if (held) return;
    }
    Add(Wrong::kUnexplained, Concat(write.verb, " ", write.key, " was refused without cause: ",
                                    write.status, " ", write.reason));
  }

  void CheckNow(const ReadSeen& read, const std::string& name, const Seen& seen) {
    const Timeline& timeline = timelines_[name];
    const bool possible = timeline.MayBe(read.span, [&seen](int64_t revision, const State& state) {
      return state == seen.state && (!seen.revision.has_value() || *seen.revision == revision);
    });
    if (possible) return;
    const int64_t oldest = timeline.Oldest(read.span.begin);
    bool was = false;
    for (int64_t revision = 0; revision < oldest; ++revision) {
      const State* const state = timeline.Of(revision);
      was = was || (state != nullptr && *state == seen.state);
    }
    Add(was ? Wrong::kStale : Wrong::kImpossible,
        Concat(read.question, " showed ", name, " ", Words(seen.state), ", revision ",
               seen.revision.value_or(-1), "; known was ", oldest, ", begun ",
               timeline.Newest(read.span.end)));
  }

  void CheckKnown(const ReadSeen& read, const std::string& name, const Seen& seen) {
    const Timeline& timeline = timelines_[name];
    const std::string what = Concat(name, " as known at ", absl::FormatTime(*read.known_at));
    const auto [first, is_new] = told_.try_emplace({*read.known_at, name}, seen.state);
    if (!is_new && first->second != seen.state) {
      Add(Wrong::kAnswerChanged,
          Concat(what, " was ", Words(first->second), ", then ", Words(seen.state)));
    }
    const int64_t by_feed = timeline.KnownAt(*read.known_at);
    if (timeline.Oldest(*read.known_at) > by_feed) {
      Add(Wrong::kUnknownAtMoment, Concat(what, " is revision ", by_feed, "; acknowledged was ",
                                          timeline.Oldest(*read.known_at)));
    }
    const State* const state = timeline.Of(by_feed);
    if (state == nullptr || *state != seen.state) {
      Add(Wrong::kNotAsKnown,
          Concat(what, " was answered ", Words(seen.state), "; the feed says revision ", by_feed));
    }
  }

  void CheckReports() {
    std::map<std::string, std::string> digests;
    for (const ReportSeen& report : log_.reports) {
      const auto [first, is_new] = digests.try_emplace(report.question, report.digest);
      if (!is_new && first->second != report.digest) {
        Add(Wrong::kReportChanged, report.question);
      }
    }
  }

  const ClientLog& log_;
  const History& history_;
  std::map<std::string, Timeline> timelines_;
  std::map<std::string, std::vector<const RecordedChange*>> by_key_;
  std::map<std::pair<absl::Time, std::string>, State> told_;
  std::vector<Violation> found_;
};

}  // namespace

std::ostream& operator<<(std::ostream& out, const Violation& violation) {
  return out << kNames[static_cast<size_t>(violation.wrong)] << ": " << violation.what;
}

std::vector<Violation> Check(const ClientLog& log, const History& history) {
  return Checker(log, history).Run();
}

}  // namespace concordat::test
