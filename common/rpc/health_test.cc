#include "common/rpc/health.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/client_unary_call.h>
#include <grpcpp/impl/codegen/rpc_method.h>
#include <gtest/gtest.h>

#include "common/base/text.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;

// The answer of `grpc.health.v1.Health/Check`, whose only field is the status.
std::string Check(int port) {
  auto channel =
      grpc::CreateChannel(Concat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(5));
  const grpc::internal::RpcMethod method("/grpc.health.v1.Health/Check",
                                         grpc::internal::RpcMethod::NORMAL_RPC);
  const grpc::ByteBuffer request(nullptr, 0);
  grpc::ByteBuffer response;
  const grpc::Status status =
      grpc::internal::BlockingUnaryCall(channel.get(), method, &context, request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  grpc::Slice slice;
  EXPECT_TRUE(response.DumpToSingleSlice(&slice).ok());
  return std::string(reinterpret_cast<const char*>(slice.begin()), slice.size());
}

constexpr char kServing[] = "\x08\x01";
constexpr char kNotServing[] = "\x08\x02";

TEST(HealthServer, SaysWhetherTheProcessServes) {
  auto health = HealthServer::Start("127.0.0.1:0");
  ASSERT_THAT(health, IsOk());
  EXPECT_EQ(Check((*health)->port()), kNotServing);
  (*health)->SetServing(true);
  EXPECT_EQ(Check((*health)->port()), kServing);
  (*health)->SetServing(false);
  EXPECT_EQ(Check((*health)->port()), kNotServing);
}

TEST(HealthServer, SaysThatAnAddressIsInUse) {
  auto first = HealthServer::Start("127.0.0.1:0");
  ASSERT_THAT(first, IsOk());
  const auto second = HealthServer::Start(Concat("127.0.0.1:", (*first)->port()));
  EXPECT_THAT(second, StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace concordat
