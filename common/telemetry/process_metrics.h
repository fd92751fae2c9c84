// What the process takes of its machine, after the conventions for processes.
#ifndef CONCORDAT_COMMON_TELEMETRY_PROCESS_METRICS_H_
#define CONCORDAT_COMMON_TELEMETRY_PROCESS_METRICS_H_

namespace concordat {

// Processor time, resident memory, open files and age of this process, asked of the
// system at each export.
void RegisterProcessMetrics();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_PROCESS_METRICS_H_
