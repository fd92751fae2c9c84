#include "bench/floor_server.h"

#include <absl/time/clock.h>
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <utility>

#include "common/rpc_call.h"
#include "common/worker_pool.h"
#include "concordat/programme/v1/council.pb.h"

namespace concordat::bench {
namespace {

class Service : public grpc::CallbackGenericService {
 public:
  Service(Database* database, std::string sql, int workers)
      : database_(*database), sql_(std::move(sql)), workers_(workers, 1024) {}

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext*) override {
    return new Call(*this);
  }

 private:
  class Call : public grpc::ServerGenericBidiReactor {
   public:
    explicit Call(Service& service) : service_(service) { StartRead(&request_); }
    void OnDone() override { delete this; }
    void OnReadDone(bool) override {
      if (!service_.workers_.Submit([this] { Work(); })) Finish(grpc::Status::CANCELLED);
    }

   private:
    void Work() {
      programme::v1::GetCouncilRequest request;
      ParseBytes(request_, &request).IgnoreError();
      programme::v1::Council answer;
      const absl::Status status =
          service_.database_.Read(absl::Now() + absl::Seconds(10), [&](Connection& connection) {
            return connection.Query(
                service_.sql_,
                {request.name(), std::string("2011-06-30"), std::string("2011-06-30")},
                [&answer](const Row& row) {
                  answer.set_name(std::string(row.Text(0)));
                  answer.set_uid(std::string(row.Text(1)));
                  return absl::OkStatus();
                });
          });
      if (!status.ok()) return Finish(grpc::Status::CANCELLED);
      response_ = ToBytes(answer);
      StartWriteAndFinish(&response_, grpc::WriteOptions(), grpc::Status::OK);
    }

    Service& service_;
    grpc::ByteBuffer request_, response_;
  };

  Database& database_;
  const std::string sql_;
  WorkerPool workers_;
};

}  // namespace

struct FloorServer::Impl {
  Service service;
  std::unique_ptr<grpc::Server> server;
};

FloorServer::FloorServer(const std::string& listen, const TlsFiles& tls, Database* database,
                         std::string sql, int workers)
    : impl_(new Impl{Service(database, std::move(sql), workers), nullptr}) {
  grpc::SslServerCredentialsOptions ssl(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  ssl.pem_root_certs = tls.authority;
  ssl.pem_key_cert_pairs.push_back({tls.key, tls.certificate});
  grpc::ServerBuilder builder;
  builder.AddListeningPort(listen, grpc::SslServerCredentials(ssl));
  builder.RegisterCallbackGenericService(&impl_->service);
  impl_->server = builder.BuildAndStart();
}

FloorServer::~FloorServer() { impl_->server->Shutdown(); }

}  // namespace concordat::bench
