#include "tests/cluster/event_figures.h"

#include <algorithm>
#include <iomanip>
#include <map>

namespace concordat::test {
namespace {

bool IsSlow(const RequestSeen& request) { return request.span.end - request.span.begin > kSlow; }

bool IsFelt(const RequestSeen& request) { return request.failed || IsSlow(request); }

double Rate(int part, int all) { return all == 0 ? 0 : 100.0 * part / all; }

double Seconds(absl::Duration duration) { return absl::ToDoubleSeconds(duration); }

// `requests` are in the order in which they ended. What is felt after a quiet time is
// not the event's.
EventFigures FiguresOfOne(const Event& event, const std::vector<RequestSeen>& requests) {
  EventFigures figures{.event = event};
  const auto first = std::ranges::lower_bound(
      requests, event.span.begin, {}, [](const RequestSeen& request) { return request.span.end; });
  absl::Time until = event.span.end;
  for (auto request = first; request != requests.end(); ++request) {
    if (!IsFelt(*request)) continue;
    if (request->span.begin > until + kQuiet) break;
    until = std::max(until, request->span.end);
    figures.recovered = request->span.end - event.span.begin;
  }
  for (auto request = first; request != requests.end(); ++request) {
    if (request->span.begin > until) continue;
    ++figures.requests;
    figures.failed += request->failed;
    figures.slow += !request->failed && IsSlow(*request);
  }
  return figures;
}

absl::Time Over(const EventFigures& figures) {
  return std::max(figures.event.span.end, figures.event.span.begin + figures.recovered);
}

struct Kind {
  int times = 0, requests = 0, failed = 0, slow = 0;
  std::vector<double> recovered, afterwards;
};

void TellTable(const std::vector<EventFigures>& figures, bool alone, std::ostream& out) {
  std::map<std::string, Kind> kinds;
  for (const EventFigures& of : figures) {
    if (alone && !of.alone) continue;
    Kind& kind = kinds[of.event.what];
    ++kind.times;
    kind.requests += of.requests;
    kind.failed += of.failed;
    kind.slow += of.slow;
    kind.recovered.push_back(Seconds(of.recovered));
    kind.afterwards.push_back(Seconds(Over(of) - of.event.span.end));
  }
  out << "| " << (alone ? "alone" : "all") << " | times | requests | failed % | over " << kSlow
      << " % | recovered after s, middle | most | after its end, most |\n"
      << "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (auto& [what, kind] : kinds) {
    std::ranges::sort(kind.recovered);
    out << "| " << what << " | " << kind.times << " | " << kind.requests << " | "
        << std::setprecision(2) << Rate(kind.failed, kind.requests) << " | "
        << Rate(kind.slow, kind.requests) << " | " << std::setprecision(1)
        << kind.recovered[kind.recovered.size() / 2] << " | " << kind.recovered.back() << " | "
        << std::ranges::max(kind.afterwards) << " |\n";
  }
}

}  // namespace

std::vector<EventFigures> FiguresOf(std::vector<Event> events, std::vector<RequestSeen> requests) {
  std::ranges::sort(events, {}, [](const Event& event) { return event.span.begin; });
  std::ranges::sort(requests, {}, [](const RequestSeen& request) { return request.span.end; });
  std::vector<EventFigures> all;
  for (const Event& event : events) all.push_back(FiguresOfOne(event, requests));
  for (EventFigures& one : all) {
    one.alone = std::ranges::none_of(all, [&one](const EventFigures& other) {
      return &other != &one && other.event.span.begin < Over(one) &&
             one.event.span.begin < Over(other);
    });
  }
  return all;
}

void TellEvents(const std::vector<EventFigures>& figures, std::ostream& out) {
  out << std::fixed;
  for (const EventFigures& of : figures) {
    out << std::setprecision(1) << std::setw(7)
        << Seconds(of.event.span.begin - figures.front().event.span.begin) << " s  "
        << of.event.what << ": " << Seconds(of.event.span.end - of.event.span.begin) << " s, "
        << of.failed << " of " << of.requests << " requests failed (" << std::setprecision(2)
        << Rate(of.failed, of.requests) << " %), " << of.slow << " slow, recovered after "
        << std::setprecision(1) << Seconds(of.recovered) << " s"
        << (of.alone ? "" : ", beside others") << "\n";
  }
}

void TellKinds(const std::vector<EventFigures>& figures, std::ostream& out) {
  out << std::fixed;
  for (const bool alone : {true, false}) TellTable(figures, alone, out << "\n");
  out << std::flush;
}

}  // namespace concordat::test
