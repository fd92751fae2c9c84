#include "gateway/src/front/grpc_front.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>

#include "common/base/errors.h"
#include "common/rpc/wire.h"
#include "concordat/gateway/v1/board_pack.pb.h"
#include "concordat/gateway/v1/openapi.pb.h"
#include "gateway/src/front/reflection.h"
#include "google/api/httpbody.pb.h"
#include "tests/support/gateway_testing.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::Contains;
using testing::Field;
using testing::Property;
using testing::UnorderedElementsAre;

constexpr char kPack[] = "/concordat.gateway.v1.BoardPacks/RenderBoardPack";

// A gateway whose own methods say who calls.
class GrpcFrontTest : public testing::Test {
 protected:
  GrpcFrontTest() {
    const auto answer = [this](const Caller& caller, const auto&) {
      reached_ = true;
      google::api::HttpBody body;
      body.set_data(caller.subject);
      return body;
    };
    gateway_.local().Bind<v1::GetOpenApiRequest, google::api::HttpBody>(
        "concordat.gateway.v1.Descriptions.GetOpenApi", answer);
    gateway_.local().Bind<v1::GetBoardPackRequest, google::api::HttpBody>(
        "concordat.gateway.v1.BoardPacks.RenderBoardPack", answer);
  }

  absl::Status StatusOf(const std::string& path, const std::string& token) {
    return gateway_.Call(path, v1::GetOpenApiRequest(), token).status;
  }

  bool reached_ = false;
  test::GatewayUnderTest gateway_{[](const Caller&, const programme::v1::GetProjectRequest&) {
    return programme::v1::Project();
  }};
  const std::string token_ = test::TestKeys::Shared().token("reader");
};

TEST_F(GrpcFrontTest, RunsMethodsOfTheGatewayForAKnownCaller) {
  v1::GetBoardPackRequest request;
  request.set_name("partnerships/p");
  const test::RpcAnswer answer = gateway_.Call(kPack, request, token_);
  ASSERT_THAT(answer.status, IsOk());
  google::api::HttpBody body;
  ASSERT_THAT(ParseBytes(answer.bytes, &body), IsOk());
  EXPECT_FALSE(body.data().empty());
  EXPECT_THAT(StatusOf(kPack, ""), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(GrpcFrontTest, ChecksWhatTheGatewayRunsItself) {
  v1::GetBoardPackRequest request;
  request.set_compare_to("2011-02-29");
  const absl::Status status = gateway_.Call(kPack, request, token_).status;
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(ViolationsOf(status),
              UnorderedElementsAre(Field(&FieldViolation::field, "name"),
                                   Field(&FieldViolation::field, "compare_to")));
  EXPECT_FALSE(reached_);
  EXPECT_THAT(gateway_.Call(kPack, request, "").status,
              StatusIs(absl::StatusCode::kUnauthenticated))
      << "who asks comes before what is asked";
}

TEST_F(GrpcFrontTest, WhatIsOpenNeedsNoToken) {
  EXPECT_THAT(StatusOf("/concordat.gateway.v1.Descriptions/GetOpenApi", ""), IsOk());
}

TEST_F(GrpcFrontTest, SaysAtOnceThatAServiceIsAway) {
  EXPECT_THAT(StatusOf("/concordat.risk.v1.Risks/GetRisk", token_),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(GrpcFrontTest, KeepsTheLedgerToTheServices) {
  for (const char* path : {"/concordat.ledger.v1.Ledger/PinPosition", "/no.such.Service/Method"}) {
    EXPECT_THAT(StatusOf(path, token_), StatusIs(absl::StatusCode::kUnimplemented)) << path;
  }
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

TEST(Reflection, KnowsHealth) {
  v1::ReflectRequest request;
  request.set_list_services("");
  EXPECT_THAT(Reflect(request).list_services_response().service(),
              Contains(Property(&v1::ReflectService::name, "grpc.health.v1.Health")));
  for (const char* symbol : {"grpc.health.v1.Health", "grpc.health.v1.Health.Check"}) {
    request.set_file_containing_symbol(symbol);
    const auto files = Reflect(request).file_descriptor_response().file_descriptor_proto();
    ASSERT_EQ(files.size(), 1) << symbol;
    google::protobuf::FileDescriptorProto file;
    ASSERT_TRUE(file.ParseFromString(files[0]));
    google::protobuf::DescriptorPool pool;
    ASSERT_NE(pool.BuildFile(file), nullptr);
    EXPECT_NE(pool.FindMethodByName("grpc.health.v1.Health.Watch"), nullptr);
  }
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
