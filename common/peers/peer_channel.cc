#include "common/peers/peer_channel.h"

#include <absl/time/clock.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "common/base/contain.h"
#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "common/identity/tls.h"
#include "common/rpc/health.h"
#include "common/rpc/wire.h"
#include "common/telemetry/semconv.h"
#include "common/telemetry/telemetry.h"

namespace concordat {
namespace {

constexpr int kMaxResponse = 64 << 20;

std::shared_ptr<grpc::Channel> Connect(const std::string& address, const TlsFiles& tls,
                                       const std::string& name) {
  grpc::ChannelArguments arguments;
  // `ipv4:10.0.0.1:7001,10.0.0.2:7001` is no name.
  if (!name.empty() && address.find(',') != std::string::npos) {
    arguments.SetString(GRPC_ARG_DEFAULT_AUTHORITY, name);
  }
  // A replica that says that it does not serve is left alone until it does again.
  arguments.SetServiceConfigJSON(
      Concat(R"({"healthCheckConfig":{"serviceName":")", kHealthName, R"("}})"));
  arguments.SetLoadBalancingPolicyName("round_robin");
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // In a rollout one replica after the other goes: names are asked again each time, not only
  // each half minute, by which all known addresses might be gone.
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, 500);
  // How long a handshake may take: a machine that is busy takes its time.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5'000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1'000);
  arguments.SetInt(GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH, kMaxResponse);
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, kMaxMetadataBytes);
  return grpc::CreateCustomChannel(address, ClientTls(tls), arguments);
}

void Prepare(const CallOptions& options, const std::string& traceparent,
             grpc::ClientContext* context) {
  if (!options.assertion.empty()) {
    context->AddMetadata("authorization", "Bearer " + options.assertion);
  }
  if (!traceparent.empty()) context->AddMetadata("traceparent", traceparent);
  if (!options.pins.empty()) context->AddMetadata("concordat-pin", options.pins);
  if (options.deadline != absl::InfiniteFuture()) {
    context->set_deadline(absl::ToChronoTime(options.deadline));
  }
}

std::string PathOf(std::string_view method) {
  const size_t point = method.rfind('.');
  return Concat("/", method.substr(0, point), "/", method.substr(point + 1));
}

// What a call needs until its end.
struct Flight {
  struct Cancel {
    std::weak_ptr<Flight> flight;
    void operator()() const noexcept {
      // The end of the call, which may come meanwhile, is not to take it from us.
      if (const auto alive = flight.lock()) alive->context.TryCancel();
    }
  };

  grpc::ClientContext context;
  grpc::ByteBuffer request, response;
  // Of the caller, and of the channel.
  std::optional<std::stop_callback<Cancel>> on_cancel, on_end;
};

// Counts the calls under way, which a channel has to outlive: gRPC does not bear
// that the last reference to a channel goes on a thread of its own.
class Flights {
 public:
  void Begin() {
    std::lock_guard lock(mutex_);
    ++open_;
  }
  void End() {
    std::lock_guard lock(mutex_);
    --open_;
    changed_.notify_all();
  }
  void Wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return open_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int open_ = 0;
};

// Our services send details with every error. What has none comes from the
// transport and names addresses, which are nobody's business but the log's.
// Nor is it the caller's that a service which stops cancels what it was at.
absl::Status OfCall(const grpc::Status& status, bool cancelled) {
  const absl::Status result = FromGrpc(status);
  if (absl::IsCancelled(result) && !cancelled) {
    return absl::UnavailableError("a service has stopped before it could answer");
  }
  if (!absl::IsUnavailable(result) || !status.error_details().empty()) return result;
  Log(LogLevel::kWarning, "peer_unreachable", {{"error", status.error_message()}});
  return absl::UnavailableError("a service does not answer");
}

// The span of a call and its measurement.
class CallRecord {
 public:
  CallRecord(std::string method, std::string_view traceparent) : method_(std::move(method)) {
    if (traceparent.empty()) return;
    span_.emplace(method_, SpanKind::kClient, traceparent);
    span_->Set(semconv::kRpcSystemName, "grpc");
    span_->Set(semconv::kRpcMethod, method_);
  }

  std::string traceparent() const { return span_.has_value() ? span_->traceparent() : ""; }

  void End(const absl::Status& status) {
    const std::string code = absl::StatusCodeToString(status.code());
    RecordDuration(semconv::kRpcClientCallDuration, absl::Now() - begin_,
                   {{semconv::kRpcSystemName, "grpc"},
                    {semconv::kRpcMethod, method_},
                    {semconv::kRpcResponseStatusCode, code}});
    if (!span_.has_value()) return;
    span_->Set(semconv::kRpcResponseStatusCode, code);
    span_->SetStatus(status);
    span_.reset();
  }

 private:
  const std::string method_;
  const absl::Time begin_ = absl::Now();
  std::optional<Span> span_;
};

}  // namespace

struct PeerChannel::Impl {
  std::shared_ptr<grpc::Channel> channel;
  grpc::GenericStub stub;
  std::stop_source end;
  std::shared_ptr<Flights> flights = std::make_shared<Flights>();
};

PeerChannel::PeerChannel(const std::string& address, const TlsFiles& tls, const std::string& name) {
  auto channel = Connect(address, tls, name);
  impl_.reset(new Impl{channel, grpc::GenericStub(channel), {}});
}

PeerChannel::~PeerChannel() {
  impl_->end.request_stop();
  impl_->flights->Wait();
}

void PeerChannel::CallAsync(const CallOptions& options, std::string_view method,
                            const grpc::ByteBuffer& request, Done done) {
  const std::string path = PathOf(method);
  auto record = std::make_shared<CallRecord>(path.substr(1), options.traceparent);
  auto flight = std::make_shared<Flight>();
  Flight& call = *flight;
  Prepare(options, record->traceparent(), &call.context);
  call.request = request;
  call.on_cancel.emplace(options.cancelled, Flight::Cancel{flight});
  call.on_end.emplace(impl_->end.get_token(), Flight::Cancel{flight});
  impl_->flights->Begin();
  impl_->stub.UnaryCall(
      &call.context, path, grpc::StubOptions(), &call.request, &call.response,
      [flights = impl_->flights, flight = std::move(flight), done = std::move(done),
       cancelled = options.cancelled, end = impl_->end.get_token(),
       record = std::move(record)](const grpc::Status& status) mutable {
        const grpc::ByteBuffer response = flight->response;
        // Waits for a cancellation that has begun.
        flight->on_cancel.reset();
        flight->on_end.reset();
        flight.reset();
        const bool gone = cancelled.stop_requested() || end.stop_requested();
        const absl::Status result = OfCall(status, gone);
        record->End(result);
        RunContained("end of a call to a service", [&] { done(result, response); });
        flights->End();
      });
}

absl::Status PeerChannel::Call(const CallOptions& options, std::string_view method,
                               const google::protobuf::Message& request,
                               google::protobuf::Message* response) {
  PendingCall pending;
  CallAsync(options, method, ToBytes(request), pending.Done());
  return pending.Wait(response);
}

absl::Status PeerChannel::Call(const Caller& caller, std::string_view method,
                               const google::protobuf::Message& request,
                               google::protobuf::Message* response, absl::Duration limit) {
  return Begin(caller, method, request, limit).Wait(response);
}

PendingCall PeerChannel::Begin(const Caller& caller, std::string_view method,
                               const google::protobuf::Message& request, absl::Duration limit) {
  PendingCall pending(caller.cancelled);
  CallOptions options;
  options.assertion = caller.assertion;
  options.traceparent = ActiveTraceparent();
  options.pins = caller.pins;
  options.deadline = std::min(caller.deadline, absl::Now() + limit);
  options.cancelled = pending.cancelled();
  CallAsync(options, method, ToBytes(request), pending.Done());
  return pending;
}

bool PeerChannel::Reachable(absl::Duration limit) {
  return impl_->channel->WaitForConnected(absl::ToChronoTime(absl::Now() + limit));
}

}  // namespace concordat
