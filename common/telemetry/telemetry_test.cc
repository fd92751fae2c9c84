#include "common/telemetry/telemetry.h"

#include <absl/strings/escaping.h>
#include <absl/strings/match.h>
#include <absl/time/clock.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <mutex>

#include "common/base/text.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

constexpr char kRemote[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
constexpr char kRemoteTrace[] = "0af7651916cd43dd8448eb211c80319c";

// Takes whatever is exported and keeps the bytes.
class Collector : public grpc::CallbackGenericService {
 public:
  Collector() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterCallbackGenericService(this);
    server_ = builder.BuildAndStart();
  }
  ~Collector() override { server_->Shutdown(); }

  std::string endpoint() const { return Concat("http://127.0.0.1:", port_); }
  std::string received() const {
    std::lock_guard lock(mutex_);
    return received_;
  }

 private:
  class Export : public grpc::ServerGenericBidiReactor {
   public:
    explicit Export(Collector& collector) : collector_(collector) { StartRead(&request_); }
    void OnReadDone(bool) override {
      grpc::Slice slice;
      if (request_.DumpToSingleSlice(&slice).ok()) {
        std::lock_guard lock(collector_.mutex_);
        collector_.received_.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
      }
      StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
    }
    void OnDone() override { delete this; }

   private:
    Collector& collector_;
    grpc::ByteBuffer request_, response_{nullptr, 0};
  };

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext*) override {
    return new Export(*this);
  }

  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::string received_;
};

TelemetryOptions To(const std::string& endpoint) {
  TelemetryOptions options;
  options.endpoint = endpoint;
  return options;
}

TEST(TelemetryTest, ExportsSpansOfARemoteTrace) {
  Collector collector;
  {
    const Telemetry telemetry("test-service", To(collector.endpoint()));
    Span span("Projects/GetProject", SpanKind::kServer, kRemote);
    span.Set(semconv::kRpcSystemName, "grpc");
    EXPECT_EQ(span.trace_id(), kRemoteTrace);
    const ActiveSpan active(span);
    EXPECT_TRUE(IsTraced());
    const Span child("SELECT project", SpanKind::kClient);
    EXPECT_EQ(child.trace_id(), kRemoteTrace);
  }
  const std::string received = collector.received();
  for (const std::string& expected :
       {std::string("test-service"), std::string("Projects/GetProject"),
        std::string("rpc.system.name"), std::string("SELECT project"),
        absl::HexStringToBytes(kRemoteTrace), absl::HexStringToBytes("b7ad6b7169203331")}) {
    EXPECT_TRUE(absl::StrContains(received, expected)) << expected;
  }
}

TEST(TelemetryTest, ExportsDurationsAndGauges) {
  Collector collector;
  {
    const Telemetry telemetry("test-service", To(collector.endpoint()));
    RecordDuration(semconv::kRpcServerCallDuration, absl::Milliseconds(3),
                   {{semconv::kRpcMethod, "Projects/GetProject"}});
    RegisterGauge("concordat.test.waiting", "{request}", [] { return 7.0; });
  }
  const std::string received = collector.received();
  for (const char* expected :
       {"rpc.server.call.duration", "Projects/GetProject", "concordat.test.waiting"}) {
    EXPECT_TRUE(absl::StrContains(received, expected)) << expected;
  }
  // The bounds are those of seconds: 2 ms is one of them, as a double on the wire.
  const double bound = 0.002;
  EXPECT_TRUE(absl::StrContains(received,
                                std::string(reinterpret_cast<const char*>(&bound), sizeof(bound))));
}

TEST(TelemetryTest, ExportsCountsLabelledValuesAndWhatTheProcessTakes) {
  Collector collector;
  {
    const Telemetry telemetry("test-service", To(collector.endpoint()));
    Count("concordat.test.records", "{record}", 3, {{"outcome", "created"}, {"left.out", ""}});
    RegisterTotals("concordat.test.changes", "{change}", [] {
      return std::vector<LabelledValue>{{{{"peer", "programme"}}, 5}, {{{"peer", "risk"}}, 6}};
    });
  }
  const std::string received = collector.received();
  for (const char* expected :
       {"concordat.test.records", "created", "concordat.test.changes", "programme", "risk",
        "service.version", "process.cpu.time", "process.memory.usage",
        "process.unix.file_descriptor.count", "process.uptime"}) {
    EXPECT_TRUE(absl::StrContains(received, expected)) << expected;
  }
  EXPECT_FALSE(absl::StrContains(received, "left.out"));
}

TEST(TelemetryTest, WithoutAnEndpointSpansStillHaveIds) {
  const Telemetry telemetry("test-service", {});
  const Span span("work", SpanKind::kServer, kRemote);
  EXPECT_EQ(span.trace_id(), kRemoteTrace);
  EXPECT_TRUE(absl::StartsWith(span.traceparent(), std::string("00-") + kRemoteTrace));
  const ActiveSpan active(span);
  EXPECT_FALSE(IsTraced());
  RecordDuration("nothing", absl::Seconds(1), {});
}

TEST(TelemetryTest, AMalformedParentBeginsANewTrace) {
  const Telemetry telemetry("test-service", {});
  for (const char* parent : {"", "00", "00-0-0-01", "zz-0af7651916cd43dd8448eb211c80319c-b7-01"}) {
    const Span span("work", SpanKind::kServer, parent);
    EXPECT_EQ(span.trace_id().size(), 32U);
    EXPECT_NE(span.trace_id(), std::string(32, '0'));
  }
}

TEST(TelemetryTest, SamplesAsTheParentDoesUnlessToldOtherwise) {
  TelemetryOptions options = To("http://127.0.0.1:1");
  const std::string left_out = std::string(kRemote).replace(53, 2, "00");
  const auto sampled = [&](std::string_view parent) {
    const Telemetry telemetry("test-service", options);
    const Span span("work", SpanKind::kServer, parent);
    const ActiveSpan active(span);
    return IsTraced();
  };
  EXPECT_TRUE(sampled(kRemote));
  EXPECT_TRUE(sampled(""));
  EXPECT_FALSE(sampled(left_out));
  options.follows_parent = false;
  EXPECT_TRUE(sampled(left_out));
  options.follows_parent = true;
  options.ratio = 0;
  EXPECT_TRUE(sampled(kRemote));
  EXPECT_FALSE(sampled(""));
}

// A collector that takes connections and never answers.
TEST(TelemetryTest, ACollectorThatHangsDelaysTheEndByLittle) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(listener, 10), 0);
  ASSERT_EQ(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string endpoint = Concat("http://127.0.0.1:", ntohs(address.sin_port));
  absl::Time begin;
  {
    const Telemetry telemetry("test-service", To(endpoint));
    RegisterGauge("concordat.test.waiting", "{request}", [] { return 7.0; });
    for (int i = 0; i < 8000; ++i) const Span span("work", SpanKind::kInternal);
    begin = absl::Now();
  }
  EXPECT_LT(absl::Now() - begin, absl::Milliseconds(2500));
  close(listener);
}

}  // namespace
}  // namespace concordat
