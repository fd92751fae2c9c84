#include "gateway/src/front/probes.h"

#include <absl/strings/str_join.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/contain.h"
#include "common/base/text.h"
#include "common/base/version.h"

namespace concordat::gateway {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(1);

HttpResponse Say(std::string json) {
  HttpResponse response;
  response.body = std::move(json);
  return response;
}

HttpResponse Well() { return Say("{\"status\":\"ok\"}\n"); }

// With what it can serve: a service that is away takes no other with it.
absl::StatusOr<HttpResponse> Ready(const Peers& backends) {
  const std::vector<std::string> missing = backends.Unreachable(kPatience);
  if (missing.size() == backends.size()) return absl::UnavailableError("no service answers");
  if (missing.empty()) return Well();
  return Say(Concat("{\"status\":\"degraded\",\"missing\":[\"", absl::StrJoin(missing, "\",\""),
                    "\"]}\n"));
}

}  // namespace

bool IsProbe(std::string_view path) {
  return path == "/healthz" || path == "/readyz" || path == "/version";
}

void Probe(std::string_view path, const Peers& backends, WorkerPool& workers,
           const std::function<void(absl::StatusOr<HttpResponse>)>& done) {
  if (path == "/version") return done(Say(Concat("{\"version\":\"", Version(), "\"}\n")));
  if (path != "/readyz") return done(Well());
  const bool taken = workers.Submit(
      [&backends, done] { done(Contained([&backends] { return Ready(backends); })); });
  if (!taken) done(absl::UnavailableError("too many requests wait"));
}

}  // namespace concordat::gateway
