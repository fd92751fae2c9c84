#include "common/telemetry/span.h"

#include <opentelemetry/context/propagation/text_map_propagator.h>
#include <opentelemetry/context/runtime_context.h>
#include <opentelemetry/trace/context.h>
#include <opentelemetry/trace/propagation/http_trace_context.h>
#include <opentelemetry/trace/provider.h>
#include <opentelemetry/trace/scope.h>

#include <utility>

#include "common/telemetry/semconv.h"
#include "common/telemetry/telemetry.h"

namespace concordat {
namespace {

namespace otel = opentelemetry;

constexpr char kScope[] = "concordat";

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

// Codes by which a server tells that the client did something wrong.
bool IsClientsDoing(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDataLoss:
      return false;
    default:
      return true;
  }
}

}  // namespace

struct Span::Impl {
  SpanKind kind;
  otel::nostd::shared_ptr<otel::trace::Span> span;
};

Span::Span(std::string_view name, SpanKind kind, std::string_view traceparent)
    : impl_(new Impl{kind, {}}) {
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
  if (status.ok() || (impl_->kind == SpanKind::kServer && IsClientsDoing(status.code()))) return;
  const std::string code = absl::StatusCodeToString(status.code());
  Set(semconv::kErrorType, code);
  impl_->span->SetStatus(otel::trace::StatusCode::kError, code);
}

std::string Span::trace_id() const {
  if (!impl_->span->GetContext().IsValid()) return "";
  char hex[32];
  impl_->span->GetContext().trace_id().ToLowerBase16(hex);
  return std::string(hex, sizeof(hex));
}

std::string Span::traceparent() const { return TraceparentOf(impl_->span); }

struct ActiveSpan::Impl {
  otel::trace::Scope scope;
};
ActiveSpan::ActiveSpan(const Span& span) : impl_(new Impl{otel::trace::Scope(span.impl_->span)}) {}
ActiveSpan::~ActiveSpan() = default;

bool IsTraced() {
  if (!Telemetry::exporting()) return false;
  const auto context = ActiveOtelSpan()->GetContext();
  return context.IsValid() && context.IsSampled();
}

std::string ActiveTraceparent() { return TraceparentOf(ActiveOtelSpan()); }

}  // namespace concordat
