#include "common/telemetry/worker_metrics.h"

#include <functional>
#include <string_view>

#include "common/telemetry/metrics.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

void Register(std::string_view metric, std::string_view unit, const Lanes& lanes,
              std::function<double(const WorkerPool::Use&)> value) {
  RegisterGauges(metric, unit, [lanes, value = std::move(value)] {
    std::vector<LabelledValue> values;
    for (const auto& [lane, pool] : lanes) {
      const auto alive = pool.lock();
      if (alive != nullptr) values.push_back({{{semconv::kLane, lane}}, value(alive->use())});
    }
    return values;
  });
}

}  // namespace

void RegisterWorkerMetrics(const Lanes& lanes) {
  using Use = WorkerPool::Use;
  Register(semconv::kWorkQueued, "{request}", lanes,
           [](const Use& use) { return static_cast<double>(use.queued); });
  Register(semconv::kWorkersBusy, "{thread}", lanes, [](const Use& use) { return use.busy; });
  Register(semconv::kWorkersMax, "{thread}", lanes, [](const Use& use) { return use.workers; });
}

}  // namespace concordat
