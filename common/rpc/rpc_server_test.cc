#include "common/rpc/rpc_server.h"

#include <absl/synchronization/notification.h>
#include <gmock/gmock.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/identity/tls.h"
#include "tests/support/rpc_calls.h"

namespace concordat {
namespace {

using programme::v1::CreateProjectRequest;
using programme::v1::GetProjectRequest;
using programme::v1::Project;
using test::AskFor;
using test::AsReader;
using test::CodeOf;
using test::CodeOfUnknown;
using test::Echo;
using test::kGetProject;
using test::ServerUnderTest;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

std::vector<std::string> WrongFields(const absl::Status& status) {
  std::vector<std::string> fields;
  for (const FieldViolation& violation : ViolationsOf(status)) fields.push_back(violation.field);
  return fields;
}

TEST(RpcServer, GivesTheHandlerItsCaller) {
  Caller seen;
  ServerUnderTest server([&seen](const Caller& caller, const GetProjectRequest& request) {
    seen = caller;
    return Echo(caller, request);
  });
  CallOptions options = AsReader();
  options.pins = "benefits=2:3,programme=1:12";
  options.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  Project project;
  ASSERT_EQ(server.Connect()->Call(options, kGetProject, AskFor(), &project), absl::OkStatus());
  EXPECT_EQ(project.name(), test::kProjectName);
  EXPECT_EQ(seen.subject, "somebody");
  EXPECT_EQ(seen.peer, "gateway");
  EXPECT_EQ(seen.assertion, options.assertion);
  EXPECT_EQ(seen.pinned_epoch, 1);
  EXPECT_EQ(seen.pinned_position, 12);
  EXPECT_EQ(seen.pins, options.pins);
  EXPECT_LT(absl::AbsDuration(seen.deadline - options.deadline), absl::Seconds(1));
}

TEST(RpcServer, RefusesWhoDoesNotSayForWhom) {
  ServerUnderTest server(Echo);
  EXPECT_EQ(CodeOf(*server.Connect(), {}), absl::StatusCode::kUnauthenticated);
  CallOptions forged = AsReader();
  forged.assertion.back() = forged.assertion.back() == 'A' ? 'Q' : 'A';
  EXPECT_EQ(CodeOf(*server.Connect(), forged), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(CodeOf(*server.Connect("operator"), AsReader()), absl::StatusCode::kPermissionDenied);
}

TEST(RpcServer, RefusesCertificatesOfAnotherAuthority) {
  ServerUnderTest server(Echo);
  const test::TestKeys strange;
  const TlsFiles tls = {test::ReadFile(strange.certificate("gateway")),
                        test::ReadFile(strange.key("gateway")),
                        test::ReadFile(test::TestKeys::Shared().authority())};
  PeerChannel channel(server.address(), tls);
  EXPECT_EQ(CodeOf(channel, AsReader()), absl::StatusCode::kUnavailable);
}

TEST(RpcServer, HidesOtherPartnerships) {
  ServerUnderTest server(Echo);
  EXPECT_EQ(CodeOf(*server.Connect(), AsReader(), AskFor("partnerships/south/projects/bridge")),
            absl::StatusCode::kNotFound);
}

TEST(RpcServer, ChecksARequestBeforeItsHandler) {
  bool reached = false;
  ServerUnderTest server([&reached](const Caller& caller, const GetProjectRequest& request) {
    reached = true;
    return Echo(caller, request);
  });
  GetProjectRequest request = AskFor();
  request.set_as_at("2011-02-29");
  Project project;
  const absl::Status status = server.Connect()->Call(AsReader(), kGetProject, request, &project);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(WrongFields(status), ElementsAre("as_at"));
  EXPECT_FALSE(reached);
  EXPECT_EQ(CodeOf(*server.Connect(), {}, request), absl::StatusCode::kUnauthenticated)
      << "who asks comes before what is asked";
}

// A write, down to the elements of its lists.
TEST(RpcServer, ChecksAWriteBeforeItsHandler) {
  constexpr char kCreate[] = "concordat.programme.v1.Projects.CreateProject";
  bool reached = false;
  ServerUnderTest server(Echo);
  server.methods().Bind<CreateProjectRequest, Project>(
      kCreate, [&reached](const Caller&, const CreateProjectRequest& request) {
        reached = true;
        return request.project();
      });
  CallOptions options = AsReader();
  options.assertion = test::AssertionOf(Role::kPartnershipOffice);
  CreateProjectRequest request;
  request.set_parent("partnerships/north");
  request.mutable_project()->set_title(std::string(201, 'x'));
  request.mutable_project()->add_stated_dates()->set_date("2011-02-29");
  Project project;
  const auto channel = server.Connect();
  const absl::Status status = channel->Call(options, kCreate, request, &project);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(WrongFields(status),
              UnorderedElementsAre("project.title", "project.stated_dates[0].date"));
  EXPECT_FALSE(reached);
  request.clear_project();
  request.mutable_project()->set_uid(std::string(201, 'x'));
  EXPECT_EQ(channel->Call(options, kCreate, request, &project), absl::OkStatus())
      << "what only the service sets is not looked at";
  EXPECT_TRUE(reached);
}

// What a client of a newer proto says, or one that errs, is not dropped in silence.
TEST(RpcServer, AWriteWithUnknownFieldsIsRefused) {
  constexpr char kCreate[] = "concordat.programme.v1.Projects.CreateProject";
  ServerUnderTest server(Echo);
  server.methods().Bind<CreateProjectRequest, Project>(
      kCreate,
      [](const Caller&, const CreateProjectRequest& request) { return request.project(); });
  CallOptions options = AsReader();
  options.assertion = test::AssertionOf(Role::kPartnershipOffice);
  CreateProjectRequest request;
  request.set_parent("partnerships/north");
  request.mutable_project()->set_title("Bridge");
  const auto unknown = [](google::protobuf::Message* message) {
    return message->GetReflection()->MutableUnknownFields(message);
  };
  unknown(&request)->AddVarint(999, 1);
  unknown(request.mutable_project()->mutable_source())->AddGroup(77)->AddVarint(1, 1);
  request.mutable_project()->add_stated_dates()->set_date("2011");
  unknown(request.mutable_project()->add_stated_dates())->AddLengthDelimited(536870911, "x");
  Project project;
  const auto channel = server.Connect();
  const absl::Status status = channel->Call(options, kCreate, request, &project);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(),
            "CreateProjectRequest has no field 999; project.source has no field 77; "
            "project.stated_dates[1] has no field 536870911");
  EXPECT_THAT(WrongFields(status),
              ElementsAre("CreateProjectRequest", "project.source", "project.stated_dates[1]"));
  for (int i = 0; i < 1000; ++i) unknown(&request)->AddVarint(1000 + i, 1);
  EXPECT_EQ(WrongFields(channel->Call(options, kCreate, request, &project)).size(), 10U);
  GetProjectRequest read = AskFor();
  unknown(&read)->AddVarint(999, 1);
  EXPECT_EQ(CodeOf(*channel, AsReader(), read), absl::StatusCode::kOk) << "as protobuf has it";
}

TEST(RpcServer, AnswersWithReasonAndFields) {
  ServerUnderTest server([](const Caller&, const GetProjectRequest&) -> absl::StatusOr<Project> {
    return InvalidField("name", "is odd");
  });
  Project project;
  const absl::Status status = server.Connect()->Call(AsReader(), kGetProject, AskFor(), &project);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "FIELD_INVALID");
  ASSERT_EQ(ViolationsOf(status).size(), 1U);
  EXPECT_EQ(ViolationsOf(status)[0].field, "name");
}

TEST(RpcServer, CarriesManyWrongFields) {
  ServerUnderTest server([](const Caller&, const GetProjectRequest&) -> absl::StatusOr<Project> {
    return InvalidFields(std::vector<FieldViolation>(
        5000, {"rows[1].title", "line 7: is longer than what a title may be in this ledger"}));
  });
  Project project;
  const absl::Status status = server.Connect()->Call(AsReader(), kGetProject, AskFor(), &project);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_GT(ViolationsOf(status).size(), 300U);
}

TEST(RpcServer, AnExceptionStaysInside) {
  ServerUnderTest server([](const Caller&, const GetProjectRequest&) -> absl::StatusOr<Project> {
    throw std::runtime_error("secret");
  });
  Project project;
  for (int i = 0; i < 10; ++i) {
    const absl::Status status = server.Connect()->Call(AsReader(), kGetProject, AskFor(), &project);
    EXPECT_EQ(status, absl::InternalError("internal error"));
  }
}

TEST(RpcServer, RefusesUnknownMethodsAndMalformedMessages) {
  ServerUnderTest server(Echo);
  auto channel = server.Connect();
  EXPECT_EQ(CodeOfUnknown(*channel), absl::StatusCode::kUnimplemented);
  // A string field that is not UTF-8, and a length beyond the end.
  for (const std::string bytes : {"\x0a\x01\xff", "\x0a\x7f"}) {
    grpc::Slice slice(bytes);
    absl::Notification done;
    absl::Status status;
    channel->CallAsync(AsReader(), kGetProject, grpc::ByteBuffer(&slice, 1),
                       [&](const absl::Status& result, const grpc::ByteBuffer&) {
                         status = result;
                         done.Notify();
                       });
    done.WaitForNotification();
    EXPECT_EQ(ReasonOf(status), "MALFORMED_MESSAGE") << status;
  }
}

TEST(RpcServer, RefusesRequestsThatAreTooLarge) {
  ServerUnderTest server(Echo);
  const auto request = AskFor(std::string(5 << 20, 'x'));
  EXPECT_EQ(CodeOf(*server.Connect(), AsReader(), request), absl::StatusCode::kResourceExhausted);
}

}  // namespace
}  // namespace concordat
