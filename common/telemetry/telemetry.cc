#include "common/telemetry/telemetry.h"

#include <opentelemetry/exporters/otlp/otlp_grpc_exporter_factory.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_exporter_options.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_metric_exporter_factory.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_metric_exporter_options.h>
#include <opentelemetry/metrics/provider.h>
#include <opentelemetry/sdk/metrics/export/periodic_exporting_metric_reader_factory.h>
#include <opentelemetry/sdk/metrics/meter_provider.h>
#include <opentelemetry/sdk/metrics/view/instrument_selector_factory.h>
#include <opentelemetry/sdk/metrics/view/meter_selector_factory.h>
#include <opentelemetry/sdk/metrics/view/view_factory.h>
#include <opentelemetry/sdk/resource/resource.h>
#include <opentelemetry/sdk/trace/batch_span_processor_factory.h>
#include <opentelemetry/sdk/trace/batch_span_processor_options.h>
#include <opentelemetry/sdk/trace/samplers/parent_factory.h>
#include <opentelemetry/sdk/trace/samplers/trace_id_ratio_factory.h>
#include <opentelemetry/sdk/trace/tracer_provider.h>
#include <opentelemetry/trace/provider.h>

#include <atomic>
#include <chrono>
#include <future>
#include <utility>
#include <vector>

#include "common/base/uuid.h"
#include "common/base/version.h"
#include "common/telemetry/process_metrics.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

namespace otel = opentelemetry;
namespace otlp = opentelemetry::exporter::otlp;
namespace sdkm = opentelemetry::sdk::metrics;
namespace sdkt = opentelemetry::sdk::trace;
using otel::sdk::resource::Resource;

// An export that hangs and a flush that waits for it end within two seconds.
constexpr std::chrono::milliseconds kExportTimeout{800};
constexpr std::chrono::milliseconds kFlushTimeout{800};

std::atomic<bool> g_exporting = false;

template <typename Options>
Options ExporterOptions(const std::string& endpoint) {
  Options options;
  options.endpoint = endpoint;
  options.timeout = kExportTimeout;
  return options;
}

std::unique_ptr<sdkt::Sampler> MakeSampler(const TelemetryOptions& options) {
  auto root = sdkt::TraceIdRatioBasedSamplerFactory::Create(options.ratio);
  if (!options.follows_parent) return root;
  return sdkt::ParentBasedSamplerFactory::Create(std::move(root));
}

// The bounds that the conventions advise for durations in seconds, and finer
// ones below, where most of our calls lie.
void AddDurationBuckets(sdkm::MeterProvider* provider) {
  auto buckets = std::make_shared<sdkm::HistogramAggregationConfig>();
  buckets->boundaries_ = {0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1,
                          0.25,  0.5,   0.75,  1,    2.5,   5,    7.5,   10};
  provider->AddView(
      sdkm::InstrumentSelectorFactory::Create(sdkm::InstrumentType::kHistogram, "*", "s"),
      sdkm::MeterSelectorFactory::Create("", "", ""),
      sdkm::ViewFactory::Create("", "", "s", sdkm::AggregationType::kHistogram, buckets));
}

std::shared_ptr<sdkm::MeterProvider> MakeMetrics(const Resource& resource,
                                                 const TelemetryOptions& given) {
  sdkm::PeriodicExportingMetricReaderOptions options;
  options.export_interval_millis = given.metric_interval;
  options.export_timeout_millis = kExportTimeout;
  auto provider =
      std::make_shared<sdkm::MeterProvider>(std::make_unique<sdkm::ViewRegistry>(), resource);
  AddDurationBuckets(provider.get());
  provider->AddMetricReader(sdkm::PeriodicExportingMetricReaderFactory::Create(
      otlp::OtlpGrpcMetricExporterFactory::Create(
          ExporterOptions<otlp::OtlpGrpcMetricExporterOptions>(given.endpoint)),
      options));
  return provider;
}

}  // namespace

struct Telemetry::Impl {
  std::shared_ptr<sdkt::TracerProvider> traces;
  // Belongs to `traces`; null without an endpoint.
  sdkt::SpanExporter* exporter = nullptr;
  std::shared_ptr<sdkm::MeterProvider> metrics;

  void StartTraces(const Resource& resource, const TelemetryOptions& options) {
    std::vector<std::unique_ptr<sdkt::SpanProcessor>> processors;
    if (!options.endpoint.empty()) {
      sdkt::BatchSpanProcessorOptions batch;
      batch.max_queue_size = 8192;
      batch.schedule_delay_millis = std::chrono::milliseconds(500);
      auto otlp_exporter = otlp::OtlpGrpcExporterFactory::Create(
          ExporterOptions<otlp::OtlpGrpcExporterOptions>(options.endpoint));
      exporter = otlp_exporter.get();
      processors.push_back(
          sdkt::BatchSpanProcessorFactory::Create(std::move(otlp_exporter), batch));
    }
    traces = std::make_shared<sdkt::TracerProvider>(std::move(processors), resource,
                                                    MakeSampler(options));
    otel::trace::Provider::SetTracerProvider(
        otel::nostd::shared_ptr<otel::trace::TracerProvider>(traces));
  }

  void StartMetrics(const Resource& resource, const TelemetryOptions& options) {
    if (options.endpoint.empty()) return;
    metrics = MakeMetrics(resource, options);
    otel::metrics::Provider::SetMeterProvider(
        otel::nostd::shared_ptr<otel::metrics::MeterProvider>(metrics));
  }

  void StopTraces() {
    traces->ForceFlush(kFlushTimeout);
    // From here on an export fails at once, however many batches are left.
    if (exporter != nullptr) exporter->Shutdown(std::chrono::microseconds(1));
    traces->Shutdown(kFlushTimeout);
  }
};

Telemetry::Telemetry(const std::string& service, const TelemetryOptions& options)
    : impl_(std::make_unique<Impl>()) {
  const auto resource = Resource::Create({{semconv::kServiceName, service},
                                          {semconv::kServiceNamespace, "concordat"},
                                          {semconv::kServiceVersion, std::string(Version())},
                                          {semconv::kServiceInstanceId, NewUuid()}});
  impl_->StartTraces(resource, options);
  impl_->StartMetrics(resource, options);
  ForgetInstruments();
  g_exporting = !options.endpoint.empty();
  if (g_exporting) RegisterProcessMetrics();
}

Telemetry::~Telemetry() {
  g_exporting = false;
  auto stopped = std::async(std::launch::async, [this] {
    if (impl_->metrics == nullptr) return;
    impl_->metrics->ForceFlush(kFlushTimeout);
    impl_->metrics->Shutdown(kFlushTimeout);
  });
  impl_->StopTraces();
  stopped.wait();
  otel::trace::Provider::SetTracerProvider(
      otel::nostd::shared_ptr<otel::trace::TracerProvider>(new otel::trace::NoopTracerProvider()));
  otel::metrics::Provider::SetMeterProvider(otel::nostd::shared_ptr<otel::metrics::MeterProvider>(
      new otel::metrics::NoopMeterProvider()));
}

bool Telemetry::exporting() { return g_exporting; }

}  // namespace concordat
