// What clients saw: each request with when it began and ended, and what came of it.
#ifndef CONCORDAT_TESTS_CLUSTER_CLIENT_LOG_H_
#define CONCORDAT_TESTS_CLUSTER_CLIENT_LOG_H_

#include <absl/time/time.h>

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace concordat::test {

// What a record says at a time; a record that is not there is deleted.
struct State {
  bool deleted = true;
  std::string title;

  bool operator==(const State&) const = default;
};

struct Span {
  absl::Time begin, end;
};

enum class Outcome {
  kDone,
  // Refused at the first try: it has no effect.
  kRefused,
  // Not answered, or answered that nobody knows: it has its whole effect once, or none.
  kUnknown,
};

// A keyed write, with all that was tried under its key.
struct WriteSeen {
  // Unique; the titles that it writes are as well.
  std::string key;
  std::string verb;
  // By name; an import has several. What is undeleted has the title that it had.
  std::map<std::string, State> effects;
  Span span;
  Outcome outcome = Outcome::kUnknown;
  // The last answer's: 0 where there was none.
  int status = 0;
  std::string reason;
  // The revision that it was made from, and the one that was answered, where there are.
  std::optional<int64_t> from, revision;
  int tries = 0;
};

// What a read said of a record.
struct Seen {
  State state;
  // As answered; reads of the past and of what is not there tell none.
  std::optional<int64_t> revision;
};

// One answer, of one record or of a list: by name, also of what should be there and is not.
struct ReadSeen {
  std::map<std::string, Seen> records;
  // In the words of the request.
  std::string question;
  Span span;
  // For a read as known at a moment.
  std::optional<absl::Time> known_at;
};

// A report as known at a moment, by its bytes.
struct ReportSeen {
  std::string question;
  std::string digest;
};

// An answer that no client should get, whatever is killed.
struct Strange {
  std::string question;
  int status = 0;
  std::string body;
};

// Anything that was asked, at each try.
struct RequestSeen {
  Span span;
  // Not answered, or answered that it cannot be: 5xx.
  bool failed = false;
};

struct ClientLog {
  std::vector<WriteSeen> writes;
  std::vector<ReadSeen> reads;
  std::vector<ReportSeen> reports;
  std::vector<Strange> strange;
  std::vector<RequestSeen> requests;
  // Reads that were answered that nobody knows.
  int unanswered_reads = 0;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_CLIENT_LOG_H_
