#include "common/telemetry.h"

#include <cstdlib>
#include <map>
#include <mutex>
#include <vector>

#include <opentelemetry/context/propagation/text_map_propagator.h>
#include <opentelemetry/context/runtime_context.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_exporter_factory.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_exporter_options.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_metric_exporter_factory.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_metric_exporter_options.h>
#include <opentelemetry/metrics/provider.h>
#include <opentelemetry/sdk/metrics/export/periodic_exporting_metric_reader_factory.h>
#include <opentelemetry/sdk/metrics/meter_provider.h>
#include <opentelemetry/sdk/metrics/meter_provider_factory.h>
#include <opentelemetry/sdk/resource/resource.h>
#include <opentelemetry/sdk/trace/batch_span_processor_factory.h>
#include <opentelemetry/sdk/trace/batch_span_processor_options.h>
#include <opentelemetry/sdk/trace/tracer_provider.h>
#include <opentelemetry/sdk/trace/tracer_provider_factory.h>
#include <opentelemetry/trace/context.h>
#include <opentelemetry/trace/propagation/http_trace_context.h>
#include <opentelemetry/trace/provider.h>
#include <opentelemetry/trace/scope.h>

#include "common/text.h"

namespace concordat {
namespace {

namespace otel = opentelemetry;
namespace otlp = opentelemetry::exporter::otlp;
namespace sdkm = opentelemetry::sdk::metrics;
namespace sdkt = opentelemetry::sdk::trace;

constexpr char kScope[] = "concordat";
constexpr std::chrono::seconds kExportTimeout{2};
constexpr std::chrono::seconds kMetricInterval{10};

otel::nostd::string_view ToOtel(std::string_view text) { return {text.data(), text.size()}; }

otel::nostd::shared_ptr<otel::trace::Tracer> Tracer() {
  return otel::trace::Provider::GetTracerProvider()->GetTracer(kScope);
}

// The one header that carries a trace.
class TraceparentCarrier : public otel::context::propagation::TextMapCarrier {
 public:
  explicit TraceparentCarrier(std::string value = "") : value_(std::move(value)) {}
  otel::nostd::string_view Get(otel::nostd::string_view key) const noexcept override {
    return key == "traceparent" ? ToOtel(value_) : otel::nostd::string_view();
  }
  void Set(otel::nostd::string_view key, otel::nostd::string_view value) noexcept override {
    if (key == "traceparent") value_ = std::string(value.data(), value.size());
  }
  const std::string& value() const { return value_; }

 private:
  std::string value_;
};

std::string TraceparentOf(const otel::nostd::shared_ptr<otel::trace::Span>& span) {
  if (!span->GetContext().IsValid()) return "";
  TraceparentCarrier carrier;
  otel::context::Context context;
  context = otel::trace::SetSpan(context, span);
  otel::trace::propagation::HttpTraceContext().Inject(carrier, context);
  return carrier.value();
}

otel::nostd::shared_ptr<otel::trace::Span> ActiveOtelSpan() {
  return otel::trace::GetSpan(otel::context::RuntimeContext::GetCurrent());
}

std::string Endpoint() {
  const char* endpoint = std::getenv("OTEL_EXPORTER_OTLP_ENDPOINT");
  return endpoint == nullptr ? "" : endpoint;
}

template <typename Options>
Options ExporterOptions(const std::string& endpoint) {
  Options options;
  options.endpoint = endpoint;
  options.timeout = kExportTimeout;
  return options;
}

void StartTraces(const otel::sdk::resource::Resource& resource, const std::string& endpoint) {
  std::vector<std::unique_ptr<sdkt::SpanProcessor>> processors;
  if (!endpoint.empty()) {
    sdkt::BatchSpanProcessorOptions batch;
    batch.max_queue_size = 8192;
    batch.schedule_delay_millis = std::chrono::milliseconds(500);
    processors.push_back(sdkt::BatchSpanProcessorFactory::Create(
        otlp::OtlpGrpcExporterFactory::Create(
            ExporterOptions<otlp::OtlpGrpcExporterOptions>(endpoint)),
        batch));
  }
  std::shared_ptr<otel::trace::TracerProvider> provider =
      sdkt::TracerProviderFactory::Create(std::move(processors), resource);
  otel::trace::Provider::SetTracerProvider(provider);
}

void StartMetrics(const otel::sdk::resource::Resource& resource, const std::string& endpoint) {
  if (endpoint.empty()) return;
  sdkm::PeriodicExportingMetricReaderOptions options;
  options.export_interval_millis = kMetricInterval;
  options.export_timeout_millis = kExportTimeout;
  auto provider = std::make_shared<sdkm::MeterProvider>(
      std::make_unique<sdkm::ViewRegistry>(), resource);
  provider->AddMetricReader(sdkm::PeriodicExportingMetricReaderFactory::Create(
      otlp::OtlpGrpcMetricExporterFactory::Create(
          ExporterOptions<otlp::OtlpGrpcMetricExporterOptions>(endpoint)),
      options));
  otel::metrics::Provider::SetMeterProvider(
      std::shared_ptr<otel::metrics::MeterProvider>(std::move(provider)));
}

}  // namespace

Telemetry::Telemetry(const std::string& service) {
  const auto resource = otel::sdk::resource::Resource::Create(
      {{"service.name", service}, {"service.namespace", "concordat"}});
  StartTraces(resource, Endpoint());
  StartMetrics(resource, Endpoint());
}

Telemetry::~Telemetry() {
  auto traces = otel::trace::Provider::GetTracerProvider();
  if (auto* sdk = dynamic_cast<sdkt::TracerProvider*>(traces.get())) sdk->ForceFlush(kExportTimeout);
  otel::trace::Provider::SetTracerProvider(
      otel::nostd::shared_ptr<otel::trace::TracerProvider>(new otel::trace::NoopTracerProvider()));
  otel::metrics::Provider::SetMeterProvider(
      otel::nostd::shared_ptr<otel::metrics::MeterProvider>(new otel::metrics::NoopMeterProvider()));
}

struct Span::Impl {
  otel::nostd::shared_ptr<otel::trace::Span> span;
};

Span::Span(std::string_view name, SpanKind kind, std::string_view traceparent)
    : impl_(std::make_unique<Impl>()) {
  otel::trace::StartSpanOptions options;
  options.kind = kind == SpanKind::kServer   ? otel::trace::SpanKind::kServer
                 : kind == SpanKind::kClient ? otel::trace::SpanKind::kClient
                                             : otel::trace::SpanKind::kInternal;
  if (!traceparent.empty()) {
    otel::context::Context context;
    const TraceparentCarrier carrier{std::string(traceparent)};
    context = otel::trace::propagation::HttpTraceContext().Extract(carrier, context);
    const auto parent = otel::trace::GetSpan(context)->GetContext();
    if (parent.IsValid()) options.parent = parent;
  }
  impl_->span = Tracer()->StartSpan(ToOtel(name), options);
}

Span::~Span() {
  if (impl_ != nullptr) impl_->span->End();
}
Span::Span(Span&&) noexcept = default;

void Span::Set(std::string_view key, std::string_view value) {
  impl_->span->SetAttribute(ToOtel(key), ToOtel(value));
}
void Span::Set(std::string_view key, int64_t value) {
  impl_->span->SetAttribute(ToOtel(key), value);
}

void Span::SetStatus(const absl::Status& status) {
  // What the caller did wrong is no error of the server's span.
  if (status.ok() || absl::IsNotFound(status) || absl::IsInvalidArgument(status)) return;
  impl_->span->SetStatus(otel::trace::StatusCode::kError, absl::StatusCodeToString(status.code()));
}

std::string Span::trace_id() const {
  char hex[32];
  impl_->span->GetContext().trace_id().ToLowerBase16(hex);
  return std::string(hex, sizeof(hex));
}

std::string Span::traceparent() const { return TraceparentOf(impl_->span); }

struct ActiveSpan::Impl {
  otel::trace::Scope scope;
};
ActiveSpan::ActiveSpan(const Span& span)
    : impl_(new Impl{otel::trace::Scope(span.impl_->span)}) {}
ActiveSpan::~ActiveSpan() = default;

bool IsTraced() {
  const auto context = ActiveOtelSpan()->GetContext();
  return context.IsValid() && context.IsSampled();
}

std::string ActiveTraceparent() { return TraceparentOf(ActiveOtelSpan()); }

void RecordDuration(std::string_view metric, absl::Duration duration, MetricLabels labels) {
  using Histogram = otel::nostd::unique_ptr<otel::metrics::Histogram<double>>;
  static std::mutex& mutex = *new std::mutex();
  static auto& histograms = *new std::map<std::string, Histogram, std::less<>>();
  otel::metrics::Histogram<double>* histogram;
  {
    std::lock_guard lock(mutex);
    auto found = histograms.find(metric);
    if (found == histograms.end()) {
      auto meter = otel::metrics::Provider::GetMeterProvider()->GetMeter(kScope);
      found = histograms
                  .emplace(std::string(metric),
                           meter->CreateDoubleHistogram(ToOtel(metric), "", "s"))
                  .first;
    }
    histogram = found->second.get();
  }
  std::map<std::string, std::string> attributes;
  for (const auto& [key, value] : labels) attributes.emplace(key, value);
  histogram->Record(absl::ToDoubleSeconds(duration), attributes, otel::context::Context());
}

void RegisterGauge(std::string_view metric, std::string_view unit, std::function<double()> value) {
  auto meter = otel::metrics::Provider::GetMeterProvider()->GetMeter(kScope);
  auto gauge = meter->CreateDoubleObservableGauge(ToOtel(metric), "", ToOtel(unit));
  // The meter asks for as long as the process lives, so neither is given back.
  auto* asked = new std::function<double()>(std::move(value));
  gauge->AddCallback(
      [](otel::metrics::ObserverResult result, void* state) {
        auto observer =
            otel::nostd::get<otel::nostd::shared_ptr<otel::metrics::ObserverResultT<double>>>(result);
        observer->Observe((*static_cast<std::function<double()>*>(state))());
      },
      asked);
  static std::mutex& mutex = *new std::mutex();
  static auto& gauges =
      *new std::vector<otel::nostd::shared_ptr<otel::metrics::ObservableInstrument>>();
  std::lock_guard lock(mutex);
  gauges.push_back(std::move(gauge));
}

}  // namespace concordat
