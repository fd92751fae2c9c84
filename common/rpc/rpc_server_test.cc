#include "common/rpc/rpc_server.h"

#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/notification.h>
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include "common/base/errors.h"
#include "common/identity/tls.h"
#include "common/rpc/wire.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "tests/support/rpc_testing.h"

namespace concordat {
namespace {

using ledger::v1::ListServiceFindingsRequest;
using ledger::v1::ListServiceFindingsResponse;
using programme::v1::CreateProjectRequest;
using programme::v1::GetProjectRequest;
using programme::v1::Project;
using test::AskFor;
using test::AsReader;
using test::kGetProject;
using test::ServerUnderTest;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr char kFindings[] = "concordat.ledger.v1.Ledger.ListServiceFindings";

ListServiceFindingsRequest OfNorth() {
  ListServiceFindingsRequest request;
  request.set_parent("partnerships/north");
  return request;
}

absl::StatusOr<Project> Echo(const Caller&, const GetProjectRequest& request) {
  Project project;
  project.set_name(request.name());
  return project;
}

RpcServerOptions OneWorker(size_t queue) {
  RpcServerOptions options;
  options.workers = 1;
  options.queue = queue;
  return options;
}

absl::StatusCode CodeOf(PeerChannel& channel, const CallOptions& options,
                        const GetProjectRequest& request = AskFor()) {
  Project project;
  return channel.Call(options, kGetProject, request, &project).code();
}

// Of a method that there is not: told without a worker.
absl::StatusCode CodeOfUnknown(PeerChannel& channel) {
  Project project;
  return channel.Call(AsReader(), "concordat.programme.v1.Projects.FlyProject", AskFor(), &project)
      .code();
}

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

TEST(RpcServer, RefusesAtOnceWhenTheQueueIsFull) {
  absl::Notification entered, leave;
  ServerUnderTest server(
      [&](const Caller& caller, const GetProjectRequest& request) {
        if (!entered.HasBeenNotified()) entered.Notify();
        leave.WaitForNotification();
        return Echo(caller, request);
      },
      OneWorker(1));
  auto channel = server.Connect();
  std::thread first([&] { EXPECT_EQ(CodeOf(*channel, AsReader()), absl::StatusCode::kOk); });
  entered.WaitForNotification();
  // One of the two finds a place in the queue, the other is told at once.
  std::vector<absl::StatusCode> codes(2);
  absl::Notification refused;
  std::vector<std::thread> more;
  for (absl::StatusCode& code : codes) {
    more.emplace_back([&] {
      code = CodeOf(*channel, AsReader());
      if (code != absl::StatusCode::kOk) refused.Notify();
    });
  }
  EXPECT_TRUE(refused.WaitForNotificationWithTimeout(absl::Seconds(5)));
  leave.Notify();
  first.join();
  for (std::thread& thread : more) thread.join();
  EXPECT_THAT(codes,
              testing::UnorderedElementsAre(absl::StatusCode::kOk, absl::StatusCode::kUnavailable));
}

// Lanes go by who calls, and by what takes long.
TEST(RpcServer, WhatCallersFillHoldsUpNeitherReportsNorServices) {
  absl::Notification entered, leave;
  ServerUnderTest server(
      [&](const Caller& caller, const GetProjectRequest& request) {
        entered.Notify();
        leave.WaitForNotification();
        return Echo(caller, request);
      },
      OneWorker(1));
  const auto none = [](const Caller&, const ListServiceFindingsRequest&) {
    return ListServiceFindingsResponse();
  };
  server.methods().Bind<ListServiceFindingsRequest, ListServiceFindingsResponse>(kFindings, none);
  const auto gateway = server.Connect(), service = server.Connect("risk-service");
  std::thread first([&] { EXPECT_EQ(CodeOf(*gateway, AsReader()), absl::StatusCode::kOk); });
  entered.WaitForNotification();
  for (PeerChannel* channel : {gateway.get(), service.get()}) {
    ListServiceFindingsResponse response;
    EXPECT_EQ(channel->Call(AsReader(), kFindings, OfNorth(), &response), absl::OkStatus());
  }
  EXPECT_EQ(CodeOf(*service, AsReader()), absl::StatusCode::kPermissionDenied)
      << "what services ask of one another makes no call of its own";
  leave.Notify();
  first.join();
}

// What waits for something else than a worker, as a pin does for the sequencer.
TEST(RpcServer, WhatWaitsHoldsNoWorker) {
  constexpr int kWaiting = 5;
  std::atomic<int> handled = 0;
  std::mutex mutex;
  std::vector<RpcServerOptions::Go> waiting;
  absl::BlockingCounter all_wait(kWaiting);
  RpcServerOptions options = OneWorker(10);
  options.waiting = [&](const google::protobuf::Message& request, const Caller&,
                        RpcServerOptions::Go go) {
    const auto* get = dynamic_cast<const GetProjectRequest*>(&request);
    if (get == nullptr || get->as_at().empty()) return false;
    {
      const std::lock_guard lock(mutex);
      waiting.push_back(std::move(go));
    }
    all_wait.DecrementCount();
    return true;
  };
  ServerUnderTest server(
      [&handled](const Caller& caller, const GetProjectRequest& request) {
        ++handled;
        return Echo(caller, request);
      },
      options);
  const auto channel = server.Connect();
  GetProjectRequest later = AskFor();
  later.set_as_at("2011-06-30");
  std::vector<absl::StatusCode> codes(kWaiting);
  std::vector<std::thread> pins;
  for (absl::StatusCode& code : codes) {
    pins.emplace_back([&] { code = CodeOf(*channel, AsReader(), later); });
  }
  all_wait.Wait();
  EXPECT_EQ(CodeOf(*channel, AsReader()), absl::StatusCode::kOk) << "beside those who wait";
  EXPECT_EQ(handled, 1);
  waiting.back()(absl::UnavailableError("it does not come"));
  waiting.pop_back();
  for (const auto& go : waiting) go(absl::OkStatus());
  for (std::thread& pin : pins) pin.join();
  EXPECT_EQ(std::ranges::count(codes, absl::StatusCode::kOk), kWaiting - 1);
  EXPECT_EQ(std::ranges::count(codes, absl::StatusCode::kUnavailable), 1);
  EXPECT_EQ(handled, kWaiting);
}

TEST(RpcServer, DoesNotBeginWhatIsTooLate) {
  absl::Notification entered, leave;
  std::atomic<int> calls = 0;
  ServerUnderTest server(
      [&](const Caller& caller, const GetProjectRequest& request) {
        if (++calls == 1) entered.Notify();
        leave.WaitForNotification();
        return Echo(caller, request);
      },
      OneWorker(10));
  auto channel = server.Connect();
  std::thread first([&] { EXPECT_EQ(CodeOf(*channel, AsReader()), absl::StatusCode::kOk); });
  entered.WaitForNotification();
  EXPECT_EQ(CodeOf(*channel, AsReader(absl::Milliseconds(50))),
            absl::StatusCode::kDeadlineExceeded);
  // The server counts the time from when the call reached it, a little later.
  absl::SleepFor(absl::Milliseconds(300));
  leave.Notify();
  first.join();
  server.Stop();
  EXPECT_EQ(calls, 1);
}

TEST(RpcServer, AHandlerSeesThatItsClientWentAway) {
  std::stop_source client;
  absl::Notification seen;
  ServerUnderTest server([&](const Caller& caller, const GetProjectRequest&) {
    const std::stop_callback told(caller.cancelled, [&seen] { seen.Notify(); });
    client.request_stop();
    EXPECT_TRUE(seen.WaitForNotificationWithTimeout(absl::Seconds(10)));
    return absl::StatusOr<Project>(caller.limits().Check(absl::Now()));
  });
  CallOptions options = AsReader(absl::Minutes(1));
  options.cancelled = client.get_token();
  EXPECT_EQ(CodeOf(*server.Connect(), options), absl::StatusCode::kCancelled);
  server.Stop();
  EXPECT_TRUE(seen.HasBeenNotified());
}

TEST(RpcServer, DoesNotBeginWhatNobodyWaitsFor) {
  absl::Notification entered, leave;
  std::atomic<int> calls = 0;
  ServerUnderTest server(
      [&](const Caller& caller, const GetProjectRequest& request) {
        if (++calls == 1) entered.Notify();
        leave.WaitForNotification();
        return Echo(caller, request);
      },
      OneWorker(10));
  // In the lane of heavy calls, and so beside the one that waits: hears that its client went.
  absl::Notification listens, heard;
  server.methods().Bind<ListServiceFindingsRequest, ListServiceFindingsResponse>(
      kFindings, [&](const Caller& caller, const ListServiceFindingsRequest&) {
        const std::stop_callback on_end(caller.cancelled, [&heard] { heard.Notify(); });
        listens.Notify();
        heard.WaitForNotification();
        return ListServiceFindingsResponse();
      });
  auto channel = server.Connect();
  std::thread first([&] { EXPECT_EQ(CodeOf(*channel, AsReader()), absl::StatusCode::kOk); });
  entered.WaitForNotification();
  std::stop_source client;
  CallOptions options = AsReader(absl::Minutes(1));
  options.cancelled = client.get_token();
  absl::BlockingCounter over(2);
  const auto end = [&over](const absl::Status& status, const grpc::ByteBuffer&) {
    EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
    over.DecrementCount();
  };
  std::stop_source listener;
  CallOptions listening = AsReader(absl::Minutes(1));
  listening.cancelled = listener.get_token();
  channel->CallAsync(listening, kFindings, ToBytes(OfNorth()), end);
  listens.WaitForNotification();
  channel->CallAsync(options, kGetProject, ToBytes(AskFor()), end);
  // What is answered on the same connection shows that the server has read so far.
  EXPECT_EQ(CodeOfUnknown(*channel), absl::StatusCode::kUnimplemented);
  client.request_stop();
  EXPECT_EQ(CodeOfUnknown(*channel), absl::StatusCode::kUnimplemented);
  listener.request_stop();
  over.Wait();
  heard.WaitForNotification();
  leave.Notify();
  first.join();
  server.Stop();
  EXPECT_EQ(calls, 1);
}

TEST(RpcServer, GivesADeadlineToThoseWithoutOne) {
  absl::Time deadline;
  ServerUnderTest server([&](const Caller& caller, const GetProjectRequest& request) {
    deadline = caller.deadline;
    return Echo(caller, request);
  });
  CallOptions options = AsReader();
  options.deadline = absl::InfiniteFuture();
  EXPECT_EQ(CodeOf(*server.Connect(), options), absl::StatusCode::kOk);
  EXPECT_LT(deadline, absl::Now() + absl::Seconds(31));
}

// So that replicas that came later get their share.
TEST(RpcServer, AConnectionEndsWithItsTimeAndACallUnderWayDoesNot) {
  absl::Notification began, leave;
  RpcServerOptions options;
  options.max_connection_age = absl::Milliseconds(200);
  ServerUnderTest server(
      [&](const Caller& caller, const GetProjectRequest& request) {
        began.Notify();
        leave.WaitForNotification();
        return Echo(caller, request);
      },
      options);
  std::thread call(
      [&server] { EXPECT_EQ(CodeOf(*server.Connect(), AsReader()), absl::StatusCode::kOk); });
  began.WaitForNotification();
  // Twice as long as that of the call may last, with what gRPC adds by chance.
  const auto other = grpc::CreateChannel(server.address(), ClientTls(test::TlsOf("gateway")));
  const auto limit = std::chrono::system_clock::now() + std::chrono::seconds(20);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(other->WaitForConnected(limit));
    EXPECT_TRUE(other->WaitForStateChange(GRPC_CHANNEL_READY, limit));
  }
  leave.Notify();
  call.join();
}

// A report on a busy machine takes longer than a moment.
TEST(RpcServer, ALongCallUnderWayEndsWellWhenTheServerStops) {
  absl::Notification began, leave;
  ServerUnderTest server([&](const Caller& caller, const GetProjectRequest& request) {
    began.Notify();
    leave.WaitForNotification();
    return Echo(caller, request);
  });
  const auto channel = server.Connect();
  std::thread call([&channel] {
    EXPECT_EQ(CodeOf(*channel, AsReader(absl::Seconds(60))), absl::StatusCode::kOk);
  });
  began.WaitForNotification();
  std::thread stop([&server] { server.Stop(); });
  absl::SleepFor(absl::Seconds(7));
  leave.Notify();
  call.join();
  stop.join();
}

}  // namespace
}  // namespace concordat
