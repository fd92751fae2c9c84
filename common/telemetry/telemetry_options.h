// Where traces and metrics go and how many, from the variables that OpenTelemetry defines.
#ifndef CONCORDAT_COMMON_TELEMETRY_TELEMETRY_OPTIONS_H_
#define CONCORDAT_COMMON_TELEMETRY_TELEMETRY_OPTIONS_H_

#include <chrono>
#include <string>

#include "common/base/environment.h"

namespace concordat {

struct TelemetryOptions {
  // OTLP over gRPC; where it is empty, spans still have ids, for the log, and go nowhere.
  std::string endpoint;
  // Whether what a parent decided for its trace counts before `ratio`.
  bool follows_parent = true;
  // The part of the traces that are kept, 0 to 1.
  double ratio = 1;
  // How often metrics go out; an export has to end within it, so that a second is the least.
  std::chrono::milliseconds metric_interval{10'000};
};

// OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER (always_on, always_off, traceidratio, or one
// of them after `parentbased_`, which is usual: parentbased_always_on), OTEL_TRACES_SAMPLER_ARG
// (the ratio; used with traceidratio alone, as its specification has it, and checked always)
// and OTEL_METRIC_EXPORT_INTERVAL in milliseconds. A value that is none is refused.
TelemetryOptions ReadTelemetryOptions(EnvironmentReader& environment);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_TELEMETRY_OPTIONS_H_
