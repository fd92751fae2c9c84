#include "gateway/src/front/grpc_front.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <future>

#include "common/base/text.h"
#include "common/rpc/wire.h"
#include "concordat/gateway/v1/board_pack.pb.h"
#include "concordat/gateway/v1/openapi.pb.h"
#include "concordat/programme/v1/council.pb.h"
#include "gateway/src/front/reflection.h"
#include "google/api/httpbody.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_keys.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using test::ReadFile;
using test::TestKeys;
using testing::Contains;
using testing::Property;

class GrpcFrontTest : public testing::Test {
 protected:
  GrpcFrontTest() {
    const auto answer = [](const Caller& caller, const auto&) {
      google::api::HttpBody body;
      body.set_data(caller.subject);
      return body;
    };
    local_.Bind<v1::GetOpenApiRequest, google::api::HttpBody>(
        "concordat.gateway.v1.Descriptions.GetOpenApi", answer);
    local_.Bind<v1::GetBoardPackRequest, google::api::HttpBody>(
        "concordat.gateway.v1.BoardPacks.RenderBoardPack", answer);
    auto front = GrpcFront::Start({"127.0.0.1:0", "", ""},
                                  GrpcFrontParts{identity_.get(), &backends_, &local_, &workers_});
    EXPECT_THAT(front, IsOk());
    front_ = *std::move(front);
    stub_ = std::make_unique<grpc::GenericStub>(grpc::CreateChannel(
        Concat("127.0.0.1:", front_->port()), grpc::InsecureChannelCredentials()));
  }

  grpc::StatusCode Call(const std::string& path, const std::string& token,
                        google::protobuf::Message* response) {
    grpc::ClientContext context;
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(5));
    const grpc::ByteBuffer request = ToBytes(v1::GetOpenApiRequest());
    grpc::ByteBuffer bytes;
    std::promise<grpc::Status> done;
    stub_->UnaryCall(&context, path, grpc::StubOptions(), &request, &bytes,
                     [&done](grpc::Status status) { done.set_value(std::move(status)); });
    const grpc::Status status = done.get_future().get();
    EXPECT_TRUE(!status.ok() || ParseBytes(bytes, response).ok());
    return status.error_code();
  }

  const TestKeys& keys_ = TestKeys::Shared();
  const std::string token_ = keys_.token("reader");
  const std::unique_ptr<Identity> identity_ = *Identity::Create(
      {keys_.identity_jwks(), {test::kTokenIssuer, test::kTokenAudience, absl::Seconds(60)}},
      *Signer::FromJwk(ReadFile(keys_.assertion_key())));
  // Nobody listens there.
  const Peers backends_{{{"programme", "unix:/nowhere/p"},
                         {"benefits", "unix:/nowhere/b"},
                         {"risk", "unix:/nowhere/r"}},
                        TlsFiles{ReadFile(keys_.certificate("gateway")),
                                 ReadFile(keys_.key("gateway")), ReadFile(keys_.authority())}};
  MethodTable local_;
  WorkerPool workers_{1, 8};
  std::unique_ptr<GrpcFront> front_;
  std::unique_ptr<grpc::GenericStub> stub_;
};

TEST_F(GrpcFrontTest, RunsMethodsOfTheGatewayForAKnownCaller) {
  google::api::HttpBody body;
  const std::string path = "/concordat.gateway.v1.BoardPacks/RenderBoardPack";
  EXPECT_EQ(Call(path, token_, &body), grpc::StatusCode::OK);
  EXPECT_FALSE(body.data().empty());
  EXPECT_EQ(Call(path, "", &body), grpc::StatusCode::UNAUTHENTICATED);
}

TEST_F(GrpcFrontTest, WhatIsOpenNeedsNoToken) {
  google::api::HttpBody body;
  EXPECT_EQ(Call("/concordat.gateway.v1.Descriptions/GetOpenApi", "", &body), grpc::StatusCode::OK);
}

TEST_F(GrpcFrontTest, SaysAtOnceThatAServiceIsAway) {
  programme::v1::Council council;
  EXPECT_EQ(Call("/concordat.programme.v1.Councils/GetCouncil", token_, &council),
            grpc::StatusCode::UNAVAILABLE);
}

TEST_F(GrpcFrontTest, KeepsTheLedgerToTheServices) {
  google::api::HttpBody none;
  EXPECT_EQ(Call("/concordat.ledger.v1.Ledger/PinPosition", token_, &none),
            grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(Call("/no.such.Service/Method", token_, &none), grpc::StatusCode::UNIMPLEMENTED);
}

TEST(Reflection, ListsPublicServicesOnly) {
  v1::ReflectRequest request;
  request.set_list_services("");
  const auto services = Reflect(request).list_services_response().service();
  EXPECT_THAT(services,
              Contains(Property(&v1::ReflectService::name, "concordat.programme.v1.Councils")));
  EXPECT_THAT(services,
              Not(Contains(Property(&v1::ReflectService::name, "concordat.ledger.v1.Ledger"))));
}

TEST(Reflection, GivesFilesThatFormAPool) {
  v1::ReflectRequest request;
  request.set_file_containing_symbol("concordat.programme.v1.Councils.GetCouncil");
  const auto response = Reflect(request);
  google::protobuf::SimpleDescriptorDatabase database;
  for (const std::string& bytes : response.file_descriptor_response().file_descriptor_proto()) {
    google::protobuf::FileDescriptorProto file;
    ASSERT_TRUE(file.ParseFromString(bytes));
    ASSERT_TRUE(database.Add(file));
  }
  google::protobuf::DescriptorPool pool(&database);
  EXPECT_NE(pool.FindMethodByName("concordat.programme.v1.Councils.GetCouncil"), nullptr);
}

TEST(Reflection, SaysThatNothingHasTheName) {
  v1::ReflectRequest request;
  request.set_file_containing_symbol("no.such.Thing");
  EXPECT_EQ(Reflect(request).error_response().error_code(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace concordat::gateway
