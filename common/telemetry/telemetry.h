// Traces and metrics over OTLP. A collector that is away loses telemetry and
// nothing else.
#ifndef CONCORDAT_COMMON_TELEMETRY_TELEMETRY_H_
#define CONCORDAT_COMMON_TELEMETRY_TELEMETRY_H_

#include <memory>
#include <string>

#include "common/telemetry/metrics.h"  // IWYU pragma: export
#include "common/telemetry/span.h"     // IWYU pragma: export

namespace concordat {

// Exports from its making to its end, to the OTLP/gRPC endpoint of
// OTEL_EXPORTER_OTLP_ENDPOINT; where that is empty, spans still have ids, for
// the log, and go nowhere. OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG say
// what is sampled: all that a parent does not leave out, unless they are set.
// OTEL_METRIC_EXPORT_INTERVAL says how often metrics go out: every 10,000 ms unless it is
// set, to 1,000 ms at least.
class Telemetry {
 public:
  explicit Telemetry(const std::string& service);
  // Sends what is left, for two seconds at most.
  ~Telemetry();
  Telemetry(const Telemetry&) = delete;
  Telemetry& operator=(const Telemetry&) = delete;

  // True while there is somewhere to export to.
  static bool exporting();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_TELEMETRY_H_
