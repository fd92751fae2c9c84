// Spans of a trace: what was done, under which parent, and how it ended.
#ifndef CONCORDAT_COMMON_TELEMETRY_SPAN_H_
#define CONCORDAT_COMMON_TELEMETRY_SPAN_H_

#include <absl/status/status.h>

#include <memory>
#include <string>
#include <string_view>

namespace concordat {

enum class SpanKind { kInternal, kServer, kClient };

// One span, from its making to its end. Not active by itself: see ActiveSpan.
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
  // Marks the span as failed; a server's only for what is not the client's doing.
  void SetStatus(const absl::Status& status);

  // In hexadecimal; empty before telemetry has begun.
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

// For the next hop, of the span that is active on this thread; empty without one.
std::string ActiveTraceparent();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_TELEMETRY_SPAN_H_
