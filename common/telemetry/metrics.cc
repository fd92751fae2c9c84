#include "common/telemetry/metrics.h"

#include <opentelemetry/metrics/provider.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/telemetry/telemetry.h"

namespace concordat {
namespace {

namespace otel = opentelemetry;

using Histogram = otel::metrics::Histogram<double>;
using Counter = otel::metrics::Counter<uint64_t>;
using Asked = otel::nostd::shared_ptr<otel::metrics::ObservableInstrument>;

constexpr char kScope[] = "concordat";

otel::nostd::string_view ToOtel(std::string_view text) { return {text.data(), text.size()}; }

otel::nostd::shared_ptr<otel::metrics::Meter> Meter() {
  return otel::metrics::Provider::GetMeterProvider()->GetMeter(kScope);
}

template <typename Instrument>
using ByName = std::map<std::string, std::shared_ptr<Instrument>, std::less<>>;

struct Instruments {
  std::mutex mutex;
  ByName<Histogram> histograms;
  ByName<Counter> counters;
  std::vector<Asked> asked;
};

// Never destroyed: threads may still measure while the process ends.
Instruments& All() {
  static Instruments& all = *new Instruments();
  return all;
}

// The instrument of a name, which `make` makes the first time.
template <typename Instrument, typename Make>
std::shared_ptr<Instrument> Named(ByName<Instrument>& instruments, std::string_view metric,
                                  Make make) {
  std::lock_guard lock(All().mutex);
  auto found = instruments.find(metric);
  if (found == instruments.end()) {
    std::shared_ptr<Instrument> made(make().release());
    found = instruments.emplace(std::string(metric), std::move(made)).first;
  }
  return found->second;
}

std::map<std::string, std::string> Attributes(MetricLabels labels) {
  std::map<std::string, std::string> attributes;
  for (const auto& [key, value] : labels) {
    if (!value.empty()) attributes.emplace(key, value);
  }
  return attributes;
}

void Observe(otel::metrics::ObserverResult result, void* values) {
  using Observer = otel::nostd::shared_ptr<otel::metrics::ObserverResultT<double>>;
  auto& observer = *otel::nostd::get<Observer>(result);
  for (const LabelledValue& each : (*static_cast<MetricValues*>(values))()) {
    observer.Observe(each.value, each.labels);
  }
}

void Ask(Asked instrument, MetricValues values) {
  // Never given back: the reader of metrics may be asking just now.
  instrument->AddCallback(Observe, new MetricValues(std::move(values)));
  std::lock_guard lock(All().mutex);
  All().asked.push_back(std::move(instrument));
}

}  // namespace

void RecordDuration(std::string_view metric, absl::Duration duration, MetricLabels labels) {
  if (!Telemetry::exporting()) return;
  Named(All().histograms, metric, [metric] {
    return Meter()->CreateDoubleHistogram(ToOtel(metric), "", "s");
  })->Record(absl::ToDoubleSeconds(duration), Attributes(labels), otel::context::Context());
}

void Count(std::string_view metric, std::string_view unit, uint64_t amount, MetricLabels labels) {
  if (!Telemetry::exporting()) return;
  Named(All().counters, metric, [metric, unit] {
    return Meter()->CreateUInt64Counter(ToOtel(metric), "", ToOtel(unit));
  })->Add(amount, Attributes(labels), otel::context::Context());
}

void RegisterGauges(std::string_view metric, std::string_view unit, MetricValues values) {
  Ask(Meter()->CreateDoubleObservableGauge(ToOtel(metric), "", ToOtel(unit)), std::move(values));
}

void RegisterTotals(std::string_view metric, std::string_view unit, MetricValues values) {
  Ask(Meter()->CreateDoubleObservableCounter(ToOtel(metric), "", ToOtel(unit)), std::move(values));
}

void RegisterGauge(std::string_view metric, std::string_view unit, std::function<double()> value) {
  RegisterGauges(metric, unit,
                 [value = std::move(value)] { return std::vector<LabelledValue>{{{}, value()}}; });
}

void ForgetInstruments() {
  std::lock_guard lock(All().mutex);
  All().histograms.clear();
  All().counters.clear();
  All().asked.clear();
}

}  // namespace concordat
