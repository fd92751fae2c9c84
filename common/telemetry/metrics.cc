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
using Gauge = otel::metrics::ObservableInstrument;

constexpr char kScope[] = "concordat";

otel::nostd::string_view ToOtel(std::string_view text) { return {text.data(), text.size()}; }

otel::nostd::shared_ptr<otel::metrics::Meter> Meter() {
  return otel::metrics::Provider::GetMeterProvider()->GetMeter(kScope);
}

struct Instruments {
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<Histogram>, std::less<>> histograms;
  std::vector<otel::nostd::shared_ptr<Gauge>> gauges;
};

// Never destroyed: threads may still measure while the process ends.
Instruments& All() {
  static Instruments& all = *new Instruments();
  return all;
}

std::shared_ptr<Histogram> HistogramOf(std::string_view metric) {
  std::lock_guard lock(All().mutex);
  auto found = All().histograms.find(metric);
  if (found == All().histograms.end()) {
    std::shared_ptr<Histogram> made(
        Meter()->CreateDoubleHistogram(ToOtel(metric), "", "s").release());
    found = All().histograms.emplace(std::string(metric), std::move(made)).first;
  }
  return found->second;
}

void Observe(otel::metrics::ObserverResult result, void* value) {
  using Observer = otel::nostd::shared_ptr<otel::metrics::ObserverResultT<double>>;
  otel::nostd::get<Observer>(result)->Observe((*static_cast<std::function<double()>*>(value))());
}

}  // namespace

void RecordDuration(std::string_view metric, absl::Duration duration, MetricLabels labels) {
  if (!Telemetry::exporting()) return;
  std::map<std::string, std::string> attributes;
  for (const auto& [key, value] : labels) attributes.emplace(key, value);
  HistogramOf(metric)->Record(absl::ToDoubleSeconds(duration), attributes,
                              otel::context::Context());
}

void RegisterGauge(std::string_view metric, std::string_view unit, std::function<double()> value) {
  auto gauge = Meter()->CreateDoubleObservableGauge(ToOtel(metric), "", ToOtel(unit));
  // Never given back: the reader of metrics may be asking just now.
  gauge->AddCallback(Observe, new std::function<double()>(std::move(value)));
  std::lock_guard lock(All().mutex);
  All().gauges.push_back(std::move(gauge));
}

void ForgetInstruments() {
  std::lock_guard lock(All().mutex);
  All().histograms.clear();
  All().gauges.clear();
}

}  // namespace concordat
