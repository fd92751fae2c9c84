// Findings that were worked out, kept for the pages that follow. They are the same
// for as long as the same is asked as at the same day and places in the feeds, and by
// those who may see the same; a key holds all of that, so nothing here goes stale.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDINGS_CACHE_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDINGS_CACHE_H_

#include <absl/functional/function_ref.h>
#include <absl/status/statusor.h>

#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "common/base/call_limits.h"
#include "programme-service/src/kept_findings.h"

namespace concordat::programme {

class FindingsCache {
 public:
  using Found = std::shared_ptr<const KeptFindings>;

  // Keeps what takes up to so many bytes in all; what was asked for longest ago
  // goes first. Of what alone takes more those findings are kept that are asked for next.
  explicit FindingsCache(size_t max_bytes) : max_bytes_(max_bytes) {}

  // What is enough, and after which order key is gone on from there.
  struct Question {
    absl::FunctionRef<bool(const KeptFindings&)> is_enough;
    std::string_view after;
  };

  // What is kept for the key where that is enough, or all that `make` works out. Whoever
  // asks for what somebody is working out waits for it, within the limits.
  absl::StatusOr<Found> Get(const std::string& key, const Question& question,
                            const CallLimits& limits,
                            absl::FunctionRef<absl::StatusOr<AllFindings>()> make);

 private:
  struct Entry {
    std::string key;
    Found found;
    size_t bytes;
  };

  // Until nobody works it out any more, or for a while.
  void AwaitOther(const std::string& key, const CallLimits& limits);
  // Null without enough.
  Found Look(const std::string& key, const Question& question);
  void Keep(const std::string& key, Found found, std::string_view after);

  // In the lock.
  void Forget(const std::string& key);

  const size_t max_bytes_;
  std::mutex mutex_;
  std::condition_variable_any done_;
  // The newest first.
  std::list<Entry> entries_;
  std::map<std::string, std::list<Entry>::iterator> by_key_;
  size_t bytes_ = 0;
  // What somebody is working out.
  std::set<std::string> in_work_;
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDINGS_CACHE_H_
