// The test plays the OpenTelemetry collector and sees one trace from the HTTP
// request through the service to the SQL statement.
#include <absl/time/clock.h>
#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

struct SeenSpan {
  std::string trace;
  std::string id;
  std::string parent;
  std::string name;
};

// The values of a field of a message of which only the wire bytes are at hand:
// Debian has the library of OTLP's messages, without its headers.
std::vector<std::string> Field(const std::string& message, int number) {
  google::protobuf::UnknownFieldSet fields;
  std::vector<std::string> values;
  if (!fields.ParseFromString(message)) return values;
  for (int i = 0; i < fields.field_count(); ++i) {
    const auto& field = fields.field(i);
    if (field.number() == number &&
        field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED) {
      values.push_back(field.length_delimited());
    }
  }
  return values;
}

std::string First(const std::string& message, int number) {
  const std::vector<std::string> values = Field(message, number);
  return values.empty() ? "" : values[0];
}

// What OTLP/gRPC sends: request → resource spans (1) → scope spans (2) → spans (2).
class Collector : public grpc::CallbackGenericService {
 public:
  Collector() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterCallbackGenericService(this);
    server_ = builder.BuildAndStart();
  }
  ~Collector() override { server_->Shutdown(absl::ToChronoTime(absl::Now())); }

  std::string endpoint() const { return Concat("http://127.0.0.1:", port_); }
  std::vector<SeenSpan> spans() {
    const std::lock_guard lock(mutex_);
    return spans_;
  }

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    return new Reactor(this, context->method().ends_with("TraceService/Export"));
  }

 private:
  class Reactor : public grpc::ServerGenericBidiReactor {
   public:
    Reactor(Collector* collector, bool traces) : collector_(collector), traces_(traces) {
      StartRead(&request_);
    }
    void OnReadDone(bool ok) override {
      if (!ok) return Finish(grpc::Status::OK);
      if (traces_) collector_->Take(request_);
      const grpc::Slice empty;
      answer_ = grpc::ByteBuffer(&empty, 1);
      StartWriteAndFinish(&answer_, grpc::WriteOptions(), grpc::Status::OK);
    }
    void OnDone() override { delete this; }

   private:
    Collector* collector_;
    const bool traces_;
    grpc::ByteBuffer request_;
    grpc::ByteBuffer answer_;
  };

  void Take(const grpc::ByteBuffer& request) {
    grpc::Slice slice;
    if (!request.DumpToSingleSlice(&slice).ok()) return;
    const std::string bytes(reinterpret_cast<const char*>(slice.begin()), slice.size());
    const std::lock_guard lock(mutex_);
    for (const std::string& resource : Field(bytes, 1)) {
      for (const std::string& scope : Field(resource, 2)) {
        for (const std::string& span : Field(scope, 2)) {
          spans_.push_back({First(span, 1), First(span, 2), First(span, 4), First(span, 5)});
        }
      }
    }
  }

  std::mutex mutex_;
  std::vector<SeenSpan> spans_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

// The names of the spans from a statement up to the request it was made for.
std::vector<std::string> Path(const std::vector<SeenSpan>& spans, const std::string& statement,
                              const std::string& trace) {
  std::map<std::string, SeenSpan> by_id;
  for (const SeenSpan& span : spans) by_id[span.id] = span;
  for (const SeenSpan& span : spans) {
    if (!span.name.starts_with(statement) || span.trace != trace) continue;
    std::vector<std::string> names = {span.name};
    std::string parent = span.parent;
    while (by_id.contains(parent)) {
      names.push_back(by_id[parent].name);
      parent = by_id[parent].parent;
    }
    return names;
  }
  return {};
}

TEST(TraceTest, GoesFromTheRequestToTheStatement) {
  Collector collector;
  test::SampleHouse house(
      {{"OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()}, {"OTEL_BSP_SCHEDULE_DELAY", "100"}});
  house.LoadBundle();
  test::HttpRequest request;
  request.target = Concat(test::kPartnership, "/projects/hr-od");
  request.headers = test::WithToken(house.keys().token("reader"));
  request.headers["traceparent"] = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";
  ASSERT_EQ(test::Send(house.http_port(), request).status, 200);
  const std::string trace = "\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23\x45\x67\x89\xab\xcd\xef";
  std::vector<std::string> path;
  const absl::Time limit = absl::Now() + absl::Seconds(20);
  // Each program sends its spans at its own time.
  while (path.size() < 3 && absl::Now() < limit) {
    absl::SleepFor(absl::Milliseconds(100));
    path = Path(collector.spans(), "SELECT project", trace);
  }
  ASSERT_GE(path.size(), 3u);
  EXPECT_EQ(path.front(), "SELECT project");
  EXPECT_TRUE(path.back().starts_with("GET ")) << path.back();
}

}  // namespace
}  // namespace concordat
