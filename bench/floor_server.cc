#include "bench/floor_server.h"

#include <google/protobuf/wrappers.pb.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/method_handler.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/impl/codegen/rpc_service_method.h>

#include <functional>
#include <utility>

#include "common/base/worker_pool.h"
#include "common/rpc/wire.h"

namespace concordat::bench {
namespace {

using google::protobuf::MessageLite;
using google::protobuf::StringValue;

constexpr char kReadPath[] = "/floor.Floor/Read";
constexpr char kWritePath[] = "/floor.Floor/Write";

grpc::Status Run(FloorWork& work, bool read, const StringValue& name, StringValue* answer) {
  const absl::Status status =
      read ? work.Read(name.value(), answer->mutable_value()) : work.Write(name.value());
  return status.ok() ? grpc::Status::OK
                     : grpc::Status(grpc::StatusCode::INTERNAL, std::string(status.message()));
}

// As generated code of the sync model does it.
class SyncService : public grpc::Service {
 public:
  explicit SyncService(FloorWork* work) {
    Add(kReadPath, work, true);
    Add(kWritePath, work, false);
  }

 private:
  void Add(const char* path, FloorWork* work, bool read) {
    using Handler = grpc::internal::RpcMethodHandler<SyncService, StringValue, StringValue,
                                                     MessageLite, MessageLite>;
    AddMethod(new grpc::internal::RpcServiceMethod(
        path, grpc::internal::RpcMethod::NORMAL_RPC,
        new Handler([work, read](SyncService*, grpc::ServerContext*, const StringValue* name,
                                 StringValue* answer) { return Run(*work, read, *name, answer); },
                    this)));
  }
};

class CallbackService : public grpc::CallbackGenericService {
 public:
  CallbackService(FloorWork* work, int workers) : work_(*work), workers_(workers, 1024) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override {
    return new Call(*this, context->method() == kReadPath);
  }

 private:
  class Call : public grpc::ServerGenericBidiReactor {
   public:
    Call(CallbackService& service, bool read) : service_(service), read_(read) {
      StartRead(&request_);
    }
    void OnDone() override { delete this; }
    void OnReadDone(bool) override {
      if (!service_.workers_.Submit([this] { Work(); })) Finish(grpc::Status::CANCELLED);
    }

   private:
    void Work() {
      StringValue name, answer;
      ParseBytes(request_, &name).IgnoreError();
      const grpc::Status status = Run(service_.work_, read_, name, &answer);
      if (!status.ok()) return Finish(status);
      response_ = ToBytes(answer);
      StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
    }

    CallbackService& service_;
    const bool read_;
    grpc::ByteBuffer request_, response_;
  };

  FloorWork& work_;
  WorkerPool workers_;
};

}  // namespace

struct FloorServer::Impl {
  SyncService sync;
  CallbackService callback;
  std::unique_ptr<grpc::Server> server;
};

FloorServer::FloorServer(const FloorOptions& options, FloorWork* work)
    : impl_(new Impl{SyncService(work), {work, options.workers}, nullptr}) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, ServerTls(options.tls));
  if (options.model == "sync") {
    builder.RegisterService(&impl_->sync);
  } else {
    builder.RegisterCallbackGenericService(&impl_->callback);
  }
  impl_->server = builder.BuildAndStart();
}

FloorServer::~FloorServer() { impl_->server->Shutdown(); }

}  // namespace concordat::bench
