// How many calls one caller may have under way, so that none takes the house from the
// others.
#ifndef CONCORDAT_GATEWAY_BACKENDS_CALLER_LIMITS_H_
#define CONCORDAT_GATEWAY_BACKENDS_CALLER_LIMITS_H_

#include <absl/status/statusor.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace concordat::gateway {

struct CallerLimitOptions {
  int calls = 64;
  // Reports, findings and files among them.
  int heavy_calls = 4;
};

// What a caller still may, by the limit that its call comes to first, as answers say it
// (draft-ietf-httpapi-ratelimit-headers): of calls under way, not of a time.
struct CallerQuota {
  // `calls`, `heavy-calls`
  std::string name;
  int most = 0;
  // Beside those under way.
  int left = 0;

  // `"calls";q=64;qu="concurrent-requests"`
  std::string policy() const;
  // `"calls";r=63`
  std::string rest() const;
};

// Knows only callers that have calls under way. Safe for many threads.
class CallerLimits {
 public:
  explicit CallerLimits(CallerLimitOptions options) : options_(options) {}

  // One call, until it is let go of. The limits must outlive it.
  using Slot = std::shared_ptr<void>;
  // RESOURCE_EXHAUSTED when the caller has as many as it may. Says what is left, either way.
  absl::StatusOr<Slot> Take(const std::string& subject, bool heavy, CallerQuota* quota);

 private:
  struct Use {
    int calls = 0;
    int heavy_calls = 0;
  };
  void GiveBack(const std::string& subject, bool heavy);

  const CallerLimitOptions options_;
  std::mutex mutex_;
  std::map<std::string, Use> uses_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_CALLER_LIMITS_H_
