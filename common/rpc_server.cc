#include "common/rpc_server.h"

#include <algorithm>
#include <utility>

#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "common/access.h"
#include "common/errors.h"
#include "common/log.h"
#include "common/resource_type.h"
#include "common/request_fields.h"
#include "common/rpc_call.h"
#include "common/semconv.h"
#include "common/telemetry.h"
#include "common/temporal_store.h"
#include "common/text.h"
#include "common/worker_pool.h"

namespace concordat {
namespace {

constexpr size_t kMaxCallerRequest = 4 << 20;
constexpr auto kDrain = std::chrono::seconds(5);

std::string MetadataOf(const grpc::GenericCallbackServerContext& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

std::string PeerName(const grpc::GenericCallbackServerContext& context) {
  const auto names = context.auth_context()->FindPropertyValues("x509_common_name");
  return names.empty() ? "" : std::string(names[0].data(), names[0].size());
}

std::shared_ptr<grpc::ServerCredentials> MutualTls(const TlsFiles& tls) {
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = tls.authority;
  options.pem_key_cert_pairs.push_back({tls.key, tls.certificate});
  return grpc::SslServerCredentials(options);
}

}  // namespace

struct RpcServer::Impl {
  RpcServerOptions options;
  const MethodTable* methods;
  AssertionVerifier* verifier;
  std::unique_ptr<Service> service;
  std::unique_ptr<WorkerPool> callers;
  std::unique_ptr<WorkerPool> peers;
  std::unique_ptr<grpc::Server> server;
  int port = 0;
};

class RpcServer::Service : public grpc::CallbackGenericService {
 public:
  explicit Service(Impl* server) : server_(*server) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    return new Call(server_, context);
  }

 private:
  // One call. gRPC ends its life through OnDone.
  class Call : public grpc::ServerGenericBidiReactor {
   public:
    Call(Impl& server, grpc::GenericCallbackServerContext* context)
        : server_(server), context_(*context), begin_(absl::Now()) {
      name_ = MethodNameOfPath(context_.method());
      method_ = server_.methods->Find(name_);
      StartRead(&request_);
    }

    void OnDone() override { delete this; }

    void OnReadDone(bool ok) override {
      absl::Status status = ok ? Admit() : absl::InvalidArgumentError("the request did not arrive");
      if (!status.ok()) return End(status);
      WorkerPool& pool = method_->lane == Lane::kPeer ? *server_.peers : *server_.callers;
      if (!pool.Submit([this] { Work(); })) {
        End(ErrorWithReason(absl::StatusCode::kUnavailable, "TOO_BUSY", "too many requests wait"));
      }
    }

   private:
    absl::Status Admit() {
      if (method_ == nullptr) return absl::UnimplementedError("there is no such method");
      if (method_->lane == Lane::kCaller && request_.Length() > kMaxCallerRequest) {
        return absl::ResourceExhaustedError("the request is larger than 4 MiB");
      }
      return absl::OkStatus();
    }

    absl::Time Deadline() const {
      // A client that names no deadline asks for one in the far future.
      const absl::Time asked = absl::FromChrono(context_.deadline());
      const bool named = asked < begin_ + absl::Hours(1);
      return named ? asked : begin_ + server_.options.default_deadline;
    }

    absl::StatusOr<Caller> Identify(Verb verb) {
      const std::string peer = PeerName(context_);
      std::string_view assertion = authorization_ = MetadataOf(context_, "authorization");
      constexpr std::string_view kBearer = "Bearer ";
      const bool has_assertion = assertion.starts_with(kBearer);
      absl::Status status = CheckPeer(peer, verb, has_assertion);
      if (!status.ok()) return status;
      Caller caller;
      if (has_assertion) {
        auto verified = server_.verifier->Verify(assertion.substr(kBearer.size()), begin_);
        if (!verified.ok()) return verified.status();
        caller = *std::move(verified);
      } else {
        caller.subject = Concat("service:", peer);
        caller.partnerships = {"*"};
      }
      caller.peer = peer;
      caller.deadline = Deadline();
      return Pinned(std::move(caller));
    }

    // Takes this service's position out of the vector.
    absl::StatusOr<Caller> Pinned(Caller caller) const {
      caller.pins = MetadataOf(context_, "concordat-pin");
      for (const auto entry : absl::StrSplit(caller.pins, ',', absl::SkipEmpty())) {
        const std::pair<std::string, std::string> pin = absl::StrSplit(entry, absl::MaxSplits('=', 1));
        int64_t position = 0;
        if (!absl::SimpleAtoi(pin.second, &position) || position < 0) {
          return absl::InvalidArgumentError("concordat-pin holds no position");
        }
        if (pin.first == server_.options.service) caller.pinned_position = position;
      }
      return caller;
    }

    absl::StatusOr<MessagePtr> Handle() {
      const Verb verb = VerbOf(*method_->descriptor);
      auto caller = Identify(verb);
      if (!caller.ok()) return caller.status();
      subject_ = caller->subject;
      if (absl::Now() >= caller->deadline) {
        return absl::DeadlineExceededError("the deadline passed before the work began");
      }
      auto* factory = google::protobuf::MessageFactory::generated_factory();
      MessagePtr request(factory->GetPrototype(method_->descriptor->input_type())->New());
      absl::Status status = ParseBytes(request_, request.get());
      if (!status.ok()) return status;
      Describe(*request);
      if (!caller->assertion.empty()) {
        status = CheckCaller(*caller, verb, *request);
        if (!status.ok()) return status;
      }
      caller->trace_id = trace_id_;
      MessagePtr response(factory->GetPrototype(method_->descriptor->output_type())->New());
      status = method_->handler(*caller, *request, response.get());
      if (!status.ok()) return status;
      return response;
    }

    void Describe(const google::protobuf::Message& request) {
      resource_ = TextField(request, "name");
      if (resource_.empty()) resource_ = TextField(request, "parent");
    }

    void Work() {
      Span span(name_, SpanKind::kServer, MetadataOf(context_, "traceparent"));
      span.Set(semconv::kRpcSystem, "grpc");
      span.Set(semconv::kRpcService, method_->descriptor->service()->full_name());
      span.Set(semconv::kRpcMethod, method_->descriptor->name());
      trace_id_ = span.trace_id();
      absl::StatusOr<MessagePtr> response = absl::UnknownError("not handled");
      {
        const ActiveSpan active(span);
        response = Handle();
      }
      span.Set(semconv::kRpcGrpcStatusCode, static_cast<int64_t>(response.status().code()));
      span.SetStatus(response.status());
      if (!response.ok()) return End(response.status());
      response_ = ToBytes(**response);
      Tell(absl::OkStatus());
      StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
    }

    void End(const absl::Status& status) {
      Tell(status);
      Finish(ToGrpc(status));
    }

    void Tell(const absl::Status& status) const {
      const absl::Duration took = absl::Now() - begin_;
      const std::string code = absl::StatusCodeToString(status.code());
      RecordDuration(semconv::kRpcServerDuration, took,
                     {{semconv::kRpcMethod, method_ == nullptr ? "unknown" : name_},
                      {semconv::kRpcGrpcStatusCode, code}});
      const bool ours = absl::IsInternal(status) || absl::IsUnknown(status) || absl::IsDataLoss(status);
      Log(ours ? LogLevel::kError : LogLevel::kInfo, "rpc",
          {{"method", name_},
           {"code", code},
           {"duration_ms", absl::ToDoubleMilliseconds(took)},
           {"subject", subject_},
           {"peer", PeerName(context_)},
           {"partnership", std::string(ResourceType::PartnershipOf(resource_))},
           {"trace_id", trace_id_},
           {"error", std::string(ToStd(status.message()))}});
    }

    Impl& server_;
    grpc::GenericCallbackServerContext& context_;
    const absl::Time begin_;
    std::string name_, authorization_, subject_, resource_, trace_id_;
    const MethodTable::Method* method_ = nullptr;
    grpc::ByteBuffer request_, response_;
  };

  Impl& server_;
};

RpcServer::RpcServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

RpcServer::~RpcServer() {
  impl_->server->Shutdown(std::chrono::system_clock::now() + kDrain);
  impl_->server->Wait();
  impl_->callers.reset();
  impl_->peers.reset();
}

int RpcServer::port() const { return impl_->port; }

absl::StatusOr<std::unique_ptr<RpcServer>> RpcServer::Start(RpcServerOptions options,
                                                            const MethodTable* methods,
                                                            AssertionVerifier* verifier) {
  auto impl = std::make_unique<Impl>();
  impl->options = std::move(options);
  impl->methods = methods;
  impl->verifier = verifier;
  impl->service = std::make_unique<Service>(impl.get());
  impl->callers = std::make_unique<WorkerPool>(impl->options.workers, impl->options.queue);
  impl->peers = std::make_unique<WorkerPool>(impl->options.peer_workers, impl->options.queue);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(impl->options.listen, MutualTls(impl->options.tls), &impl->port);
  builder.RegisterCallbackGenericService(impl->service.get());
  builder.SetMaxReceiveMessageSize(impl->options.max_request_bytes);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  impl->server = builder.BuildAndStart();
  if (impl->server == nullptr) {
    return absl::FailedPreconditionError(
        Concat("cannot listen on ", impl->options.listen, ": is the address in use?"));
  }
  return std::unique_ptr<RpcServer>(new RpcServer(std::move(impl)));
}

}  // namespace concordat
