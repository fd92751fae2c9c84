// Holds what clients saw against what the history says: a pure function.
#ifndef CONCORDAT_TESTS_CLUSTER_CHECKER_H_
#define CONCORDAT_TESTS_CLUSTER_CHECKER_H_

#include <ostream>
#include <string>
#include <vector>

#include "tests/cluster/client_log.h"
#include "tests/cluster/history.h"

namespace concordat::test {

enum class Wrong {
  // Writes: acknowledged and not there; there more than once; there otherwise than asked
  // for or answered; there in part; there although refused, or asked for by nobody.
  kLost,
  kDoubled,
  kChanged,
  kPartial,
  kFromNowhere,
  // Reads: older than what was known before; of something that never was, or not yet.
  kStale,
  kImpossible,
  // Reads as known at a moment: not the same again; not what the feed says; without what
  // was acknowledged before the moment.
  kAnswerChanged,
  kNotAsKnown,
  kUnknownAtMoment,
  // A report as known at a moment that is not the same again.
  kReportChanged,
  // The feed: a gap, a change twice, revisions or times out of order, a change left out.
  kFeed,
  // What is held of a peer is not what its feed says.
  kProjection,
  // A write refused for a reason that never held, or an answer that none should get.
  kUnexplained,
};

struct Violation {
  Wrong wrong;
  std::string what;
};

std::ostream& operator<<(std::ostream& out, const Violation& violation);

std::vector<Violation> Check(const ClientLog& log, const History& history);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_CHECKER_H_
