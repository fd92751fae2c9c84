// Traces and metrics over OTLP. A collector that is away loses telemetry and
// nothing else.
#ifndef CONCORDAT_COMMON_TELEMETRY_H_
#define CONCORDAT_COMMON_TELEMETRY_H_

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <absl/status/status.h>
#include <absl/time/time.h>

namespace concordat {

// Exports from its making to its end, to the OTLP/gRPC endpoint of
// OTEL_EXPORTER_OTLP_ENDPOINT; where that is empty, spans still have ids, for
// the log, and go nowhere.
class Telemetry {
 public:
  explicit Telemetry(const std::string& service);
  ~Telemetry();
  Telemetry(const Telemetry&) = delete;
  Telemetry& operator=(const Telemetry&) = delete;
};

enum class SpanKind { kInternal, kServer, kClient };

// One span. Not active by itself: see ActiveSpan.
class Span {
 public:
  // A child of the remote parent (`traceparent`, W3C) when that is well formed,
  // otherwise of the span active on this thread.
  Span(std::string_view name, SpanKind kind, std::string_view traceparent = "");
  ~Span();
  Span(Span&&) noexcept;
  Span& operator=(Span&&) = delete;

  void Set(std::string_view key, std::string_view value);
  void Set(std::string_view key, int64_t value);
  void SetStatus(const absl::Status& status);

  // In hexadecimal.
  std::string trace_id() const;
  // For the next hop.
  std::string traceparent() const;

 private:
  friend class ActiveSpan;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Makes a span the parent of those made on this thread while it lives.
class ActiveSpan {
 public:
  explicit ActiveSpan(const Span& span);
  ~ActiveSpan();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// True when a span that will be exported is active on this thread.
bool IsTraced();
// Of the span active on this thread; empty when there is none.
std::string ActiveTraceparent();

using MetricLabels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Adds a duration to a histogram of seconds.
void RecordDuration(std::string_view metric, absl::Duration duration, MetricLabels labels);

// A gauge whose value is asked for at each export, until the end of the process.
void RegisterGauge(std::string_view metric, std::string_view unit, std::function<double()> value);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_H_
