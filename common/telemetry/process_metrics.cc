#include "common/telemetry/process_metrics.h"

#include <absl/time/clock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "common/telemetry/metrics.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

absl::Time Began() {
  static const absl::Time began = absl::Now();
  return began;
}

std::vector<LabelledValue> CpuSeconds() {
  rusage used = {};
  getrusage(RUSAGE_SELF, &used);
  return {
      {{{"cpu.mode", "user"}}, absl::ToDoubleSeconds(absl::DurationFromTimeval(used.ru_utime))},
      {{{"cpu.mode", "system"}}, absl::ToDoubleSeconds(absl::DurationFromTimeval(used.ru_stime))}};
}

double ResidentBytes() {
  int64_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double OpenFiles() {
  std::error_code gone;
  const std::filesystem::directory_iterator files("/proc/self/fd", gone);
  return static_cast<double>(std::distance(begin(files), end(files)));
}

}  // namespace

void RegisterProcessMetrics() {
  Began();
  RegisterTotals(semconv::kProcessCpuTime, "s", CpuSeconds);
  RegisterGauge(semconv::kProcessMemoryUsage, "By", ResidentBytes);
  RegisterGauge(semconv::kProcessOpenFiles, "{file_descriptor}", OpenFiles);
  RegisterGauge(semconv::kProcessUptime, "s",
                [] { return absl::ToDoubleSeconds(absl::Now() - Began()); });
}

}  // namespace concordat
