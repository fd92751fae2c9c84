// Histograms of durations, and gauges that are asked for their value.
#ifndef CONCORDAT_COMMON_TELEMETRY_METRICS_H_
#define CONCORDAT_COMMON_TELEMETRY_METRICS_H_

#include <absl/time/time.h>

#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace concordat {

using MetricLabels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Adds a duration to a histogram of seconds.
void RecordDuration(std::string_view metric, absl::Duration duration, MetricLabels labels);

// A gauge whose value is asked for at each export, until telemetry ends: what
// `value` refers to has to live as long.
void RegisterGauge(std::string_view metric, std::string_view unit, std::function<double()> value);

// For telemetry that begins: instruments of an earlier one are made anew.
void ForgetInstruments();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_METRICS_H_
