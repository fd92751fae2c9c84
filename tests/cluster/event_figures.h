// What clients felt of each event of a run: how many of their requests failed while it
// lasted, and how long it was until they felt nothing of it any more. Pure functions.
#ifndef CONCORDAT_TESTS_CLUSTER_EVENT_FIGURES_H_
#define CONCORDAT_TESTS_CLUSTER_EVENT_FIGURES_H_

#include <absl/time/time.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/cluster/client_log.h"

namespace concordat::test {

// From when something is taken away until it is back.
struct Event {
  std::string what;
  Span span;
};

// An answer that takes longer than this is felt as one that fails is.
inline constexpr absl::Duration kSlow = absl::Seconds(1);
// All is well again when nothing has been felt for this long.
inline constexpr absl::Duration kQuiet = absl::Seconds(2);

struct EventFigures {
  Event event;
  // No other event lasted, or was still felt, at the same time.
  bool alone = true;
  // Of the time from its beginning until it is over and no longer felt.
  int requests = 0, failed = 0, slow = 0;
  // From its beginning until the last that was felt of it had been answered; zero when
  // nothing was.
  absl::Duration recovered;
};

// Both in any order; the figures are in the order in which the events began.
std::vector<EventFigures> FiguresOf(std::vector<Event> events, std::vector<RequestSeen> requests);

// A line for each event, in seconds since the first.
void TellEvents(const std::vector<EventFigures>& figures, std::ostream& out);
// A line for each kind of event: those alone, then all.
void TellKinds(const std::vector<EventFigures>& figures, std::ostream& out);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_CLUSTER_EVENT_FIGURES_H_
