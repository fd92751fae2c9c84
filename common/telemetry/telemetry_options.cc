#include "common/telemetry/telemetry_options.h"

#include <absl/strings/numbers.h>

#include <string_view>

namespace concordat {
namespace {

constexpr std::string_view kParentBased = "parentbased_";

double ReadRatio(EnvironmentReader& environment) {
  const std::string text = environment.Text("OTEL_TRACES_SAMPLER_ARG", "1");
  double ratio = 0;
  if (!absl::SimpleAtod(text, &ratio) || !(ratio >= 0 && ratio <= 1))
    environment.Refuse("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1");
  return ratio;
}

void ReadSampler(EnvironmentReader& environment, TelemetryOptions* options) {
  const double ratio = ReadRatio(environment);
  const std::string text = environment.Text("OTEL_TRACES_SAMPLER", "parentbased_always_on");
  std::string_view root = text;
  options->follows_parent = root.starts_with(kParentBased);
  if (options->follows_parent) root.remove_prefix(kParentBased.size());
  if (root == "always_on") {
    options->ratio = 1;
  } else if (root == "always_off") {
    options->ratio = 0;
  } else if (root == "traceidratio") {
    options->ratio = ratio;
  } else {
    environment.Refuse(
        "OTEL_TRACES_SAMPLER must be always_on, always_off, traceidratio, or one of them after "
        "parentbased_");
  }
}

}  // namespace

TelemetryOptions ReadTelemetryOptions(EnvironmentReader& environment) {
  TelemetryOptions options;
  options.endpoint = environment.Text("OTEL_EXPORTER_OTLP_ENDPOINT");
  ReadSampler(environment, &options);
  options.metric_interval = std::chrono::milliseconds(
      environment.Number("OTEL_METRIC_EXPORT_INTERVAL", 10'000, 1'000, 3'600'000));
  return options;
}

}  // namespace concordat
