// Traces and metrics over OTLP. A collector that is away loses telemetry and
// nothing else.
#ifndef CONCORDAT_COMMON_TELEMETRY_TELEMETRY_H_
#define CONCORDAT_COMMON_TELEMETRY_TELEMETRY_H_

#include <memory>
#include <string>

#include "common/telemetry/metrics.h"  // IWYU pragma: export
#include "common/telemetry/span.h"     // IWYU pragma: export
#include "common/telemetry/telemetry_options.h"

namespace concordat {

// Exports from its making to its end.
class Telemetry {
 public:
  Telemetry(const std::string& service, const TelemetryOptions& options);
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
