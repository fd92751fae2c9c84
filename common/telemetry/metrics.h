// Durations, counts, and values that are asked for.
#ifndef CONCORDAT_COMMON_TELEMETRY_METRICS_H_
#define CONCORDAT_COMMON_TELEMETRY_METRICS_H_

#include <absl/time/time.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concordat {

using MetricLabels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Adds a duration to a histogram of seconds. A label without a value is left out.
void RecordDuration(std::string_view metric, absl::Duration duration, MetricLabels labels);

// Adds to a counter, which never goes down.
void Count(std::string_view metric, std::string_view unit, uint64_t amount, MetricLabels labels);

// One of the values of a metric.
struct LabelledValue {
  std::map<std::string, std::string> labels;
  double value = 0;
};

// The values of a metric just now.
using MetricValues = std::function<std::vector<LabelledValue>()>;

// Metrics whose values are asked for at each export, until telemetry ends: what `values`
// refers to has to live as long. A gauge goes up and down, a total never down.
void RegisterGauges(std::string_view metric, std::string_view unit, MetricValues values);
void RegisterTotals(std::string_view metric, std::string_view unit, MetricValues values);

// A gauge of one value.
void RegisterGauge(std::string_view metric, std::string_view unit, std::function<double()> value);

// For telemetry that begins: instruments of an earlier one are made anew.
void ForgetInstruments();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_METRICS_H_
