// The native gRPC front with the real services behind it.
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <future>
#include <string>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/rpc/wire.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "tests/support/sample_house.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;

using google::protobuf::Message;
using programme::v1::CreateProjectRequest;
using programme::v1::GetProjectRequest;
using programme::v1::ListProjectsRequest;
using programme::v1::ListProjectsResponse;
using programme::v1::Project;

constexpr char kProjects[] = "/concordat.programme.v1.Projects/";
constexpr char kAgma[] = "partnerships/agma";

class GrpcFrontTest : public ::testing::Test {
 protected:
  // After a large message the library may take ten seconds to go down with its
  // last channel, so one stays.
  static void SetUpTestSuite() {
    static const auto& kept =
        *new auto(grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials()));
    ASSERT_NE(kept, nullptr);
  }

  void SetUp() override {
    const test::HttpAnswer made =
        house_.Write("POST", "/v1/partnerships?partnershipId=agma", R"({"title":"AGMA"})");
    ASSERT_EQ(made.status, 200) << made.body;
  }

  absl::Status CallBytes(const std::string& path, const std::string& token,
                         const grpc::ByteBuffer& request, grpc::ByteBuffer* response) {
    grpc::ClientContext context;
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    std::promise<grpc::Status> done;
    stub_.UnaryCall(&context, path, grpc::StubOptions(), &request, response,
                    [&done](const grpc::Status& status) { done.set_value(status); });
    return FromGrpc(done.get_future().get());
  }

  absl::Status Call(const std::string& path, const std::string& token, const Message& request,
                    Message* response) {
    grpc::ByteBuffer bytes;
    absl::Status status = CallBytes(path, token, ToBytes(request), &bytes);
    return status.ok() ? ParseBytes(bytes, response) : status;
  }

  absl::Status Create(const std::string& token, const std::string& parent) {
    CreateProjectRequest request;
    request.set_parent(parent);
    request.set_project_id("a");
    request.mutable_project()->set_title("A project");
    Project project;
    return Call(Concat(kProjects, "CreateProject"), token, request, &project);
  }

  std::string Token(const char* role) { return house_.keys().token(role, "agma"); }

  test::SampleHouse house_;
  grpc::GenericStub stub_{grpc::CreateChannel(Concat("127.0.0.1:", house_.grpc_port()),
                                              grpc::InsecureChannelCredentials())};
};

TEST_F(GrpcFrontTest, ReadsAndWritesForWhoeverMay) {
  const std::string office = Token("partnership-office");
  ASSERT_THAT(Create(office, kAgma), IsOk());
  EXPECT_THAT(Create(office, kAgma), StatusIs(absl::StatusCode::kAlreadyExists));
  GetProjectRequest get;
  get.set_name(Concat(kAgma, "/projects/a"));
  Project project;
  ASSERT_THAT(Call(Concat(kProjects, "GetProject"), Token("reader"), get, &project), IsOk());
  EXPECT_EQ(project.title(), "A project");
  ListProjectsRequest list;
  list.set_parent(kAgma);
  ListProjectsResponse listed;
  ASSERT_THAT(Call(Concat(kProjects, "ListProjects"), Token("reader"), list, &listed), IsOk());
  EXPECT_EQ(listed.projects_size(), 1);
}

TEST_F(GrpcFrontTest, RefusesEverybodyElse) {
  EXPECT_THAT(Create("", kAgma), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(Create(test::TestKeys().token("partnership-office"), kAgma),
              StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(Create(Token("reader"), kAgma), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Create(Token("partnership-office"), "partnerships/salford"),
              StatusIs(absl::StatusCode::kNotFound))
      << "a partnership that the caller does not see";
}

TEST_F(GrpcFrontTest, ServesNothingBeyondThePublicMethods) {
  for (const char* path : {"/concordat.programme.v1.Projects/Nothing",
                           "/concordat.ledger.v1.Ledger/ListChanges", "/nothing"}) {
    grpc::ByteBuffer answer;
    const absl::Status status =
        CallBytes(path, Token("partnership-office"), ToBytes(GetProjectRequest()), &answer);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnimplemented)) << path << ": " << status;
  }
}

TEST_F(GrpcFrontTest, RefusesAMessageThatIsTooLarge) {
  CreateProjectRequest request;
  request.set_parent(kAgma);
  constexpr size_t kOneTooMany = (4 << 20) + 1;
  request.mutable_project()->set_narrative(std::string(4 << 20, 'x'));
  request.mutable_project()->mutable_narrative()->resize((4 << 20) + kOneTooMany -
                                                         request.ByteSizeLong());
  ASSERT_EQ(request.ByteSizeLong(), kOneTooMany);
  Project project;
  const absl::Status status =
      Call(Concat(kProjects, "CreateProject"), Token("partnership-office"), request, &project);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ReasonOf(status), "REQUEST_TOO_LARGE");
}

TEST_F(GrpcFrontTest, TellsItsHealthToAnyone) {
  grpc::ByteBuffer answer;
  const absl::Status status =
      CallBytes("/grpc.health.v1.Health/Check", "", ToBytes(GetProjectRequest()), &answer);
  ASSERT_THAT(status, IsOk());
  grpc::Slice slice;
  ASSERT_TRUE(answer.DumpToSingleSlice(&slice).ok());
  // HealthCheckResponse: field 1, SERVING.
  EXPECT_EQ(std::string(slice.begin(), slice.end()), std::string("\x08\x01"));
}

TEST_F(GrpcFrontTest, SaysNothingOfWhereItsServicesAre) {
  house_.Kill("programme-service");
  const absl::Status status = Create(Token("partnership-office"), kAgma);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(status.ToString(), testing::Not(testing::HasSubstr(".sock")));
  const test::HttpAnswer over_http = house_.Get("/v1/partnerships/agma");
  EXPECT_EQ(over_http.status, 503);
  EXPECT_THAT(over_http.body, testing::Not(testing::HasSubstr(".sock")));
}

TEST_F(GrpcFrontTest, DescribesTheApiToAnyone) {
  test::HttpRequest request;
  request.target = "/openapi.json";
  const test::HttpAnswer answer = test::Send(house_.http_port(), request);
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, testing::HasSubstr("\"openapi\": \"3.1"));
}

}  // namespace
}  // namespace concordat
