#include "gateway/src/front/probes.h"

#include <string>
#include <utility>

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

absl::StatusOr<HttpResponse> Ready(const Peers& backends) {
  const std::string missing = backends.Unreachable(kPatience);
  if (!missing.empty()) return absl::UnavailableError(Concat("no answer from ", missing));
  return Well();
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
