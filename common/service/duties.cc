#include "common/service/duties.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <string>
#include <utility>

#include "common/base/log.h"
#include "common/base/text.h"

namespace concordat {
namespace {

// Who does not lead looks this often whether it has come to.
constexpr absl::Duration kLook = absl::Seconds(5);

}  // namespace

Duties::Duties(const std::vector<Duty>& duties, ServiceParts parts,
               const std::function<bool()>& leading, absl::Duration interval) {
  for (const Duty& duty : duties) {
    jobs_.push_back(std::make_unique<BackgroundJob>([duty, parts, leading, interval] {
      if (!leading()) return std::min(kLook, interval);
      const absl::Status done = duty.run(parts, absl::Now() + interval);
      if (!done.ok()) {
        Log(LogLevel::kWarning, "duty_not_done",
            {{"duty", duty.name}, {"error", std::string(ToStd(done.message()))}});
      }
      return interval;
    }));
  }
}

void Duties::Start() {
  for (const auto& job : jobs_) job->Start();
}

}  // namespace concordat
