// One request from its first byte to its answer, as operations see it: a span, a
// measurement and one line of the log, whichever front it came through.
#ifndef CONCORDAT_GATEWAY_BACKENDS_REQUEST_RECORD_H_
#define CONCORDAT_GATEWAY_BACKENDS_REQUEST_RECORD_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>

#include "common/telemetry/telemetry.h"

namespace concordat::gateway {

class RequestRecord {
 public:
  // Begins now, under the client's trace if it names one.
  RequestRecord(std::string_view name, std::string_view traceparent);

  absl::Time begin() const { return begin_; }
  const Span& span() const { return span_; }
  std::string trace_id() const { return span_.trace_id(); }

  // Who calls, once that is known.
  void set_subject(std::string subject) { subject_ = std::move(subject); }

  // Tells of the request, once, before its answer leaves; `error` is for us alone.
  struct Http {
    std::string_view method, path;
    // As in the proto; empty where no route has the path.
    std::string_view route;
    int status = 0;
    // A report or a file: takes its time.
    bool heavy = false;
  };
  void TellHttp(const Http& request, const absl::Status& error);
  // `method` is null for one that is not served, whatever its client called it.
  void TellRpc(std::string_view name, const google::protobuf::MethodDescriptor* method,
               const absl::Status& status);

 private:
  const absl::Time begin_;
  Span span_;
  std::string subject_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_BACKENDS_REQUEST_RECORD_H_
