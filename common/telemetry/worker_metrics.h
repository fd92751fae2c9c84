// How busy the workers of a process are.
#ifndef CONCORDAT_COMMON_TELEMETRY_WORKER_METRICS_H_
#define CONCORDAT_COMMON_TELEMETRY_WORKER_METRICS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/base/worker_pool.h"

namespace concordat {

// Pools by the name of their lane. One may end before telemetry does.
using Lanes = std::vector<std::pair<std::string, std::weak_ptr<const WorkerPool>>>;

// Work that waits, threads that work and threads in all, of each lane.
void RegisterWorkerMetrics(const Lanes& lanes);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_WORKER_METRICS_H_
