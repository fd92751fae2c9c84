#include "common/peers/peer_channel.h"

#include <absl/synchronization/notification.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <stop_token>

#include "common/rpc/wire.h"
#include "tests/support/rpc_testing.h"

namespace concordat {
namespace {

using programme::v1::GetProjectRequest;
using programme::v1::Project;
using test::AskFor;
using test::AsReader;
using test::kGetProject;
using test::ServerUnderTest;

absl::StatusOr<Project> Echo(const Caller& caller, const GetProjectRequest& request) {
  Project project;
  project.set_name(request.name());
  project.set_title(caller.pins);
  return project;
}

TEST(PeerChannel, FailsAtOnceWhenNobodyIsThere) {
  test::TemporaryDirectory folder;
  PeerChannel channel("unix:" + (folder / "nobody"), test::TlsOf("gateway"));
  Project project;
  const absl::Time begin = absl::Now();
  const absl::Status status = channel.Call(AsReader(), kGetProject, AskFor(), &project);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(2));
  EXPECT_FALSE(channel.Reachable(absl::Milliseconds(10)));
}

TEST(PeerChannel, ForwardsTheCallerUnchanged) {
  ServerUnderTest server(Echo);
  Caller caller;
  caller.assertion = test::AssertionOf();
  caller.pins = "programme=1:4,risk=1:2";
  Project project;
  ASSERT_EQ(server.Connect()->Call(caller, kGetProject, AskFor(), &project, absl::Seconds(5)),
            absl::OkStatus());
  EXPECT_EQ(project.title(), caller.pins);
}

TEST(PeerChannel, WaitsNoLongerThanTheCaller) {
  ServerUnderTest server([](const Caller& caller, const GetProjectRequest& request) {
    absl::SleepFor(absl::Milliseconds(500));
    return Echo(caller, request);
  });
  auto channel = server.Connect();
  ASSERT_TRUE(channel->Reachable(absl::Seconds(5)));
  Caller caller;
  caller.assertion = test::AssertionOf();
  caller.deadline = absl::Now() + absl::Milliseconds(100);
  Project project;
  EXPECT_EQ(channel->Call(caller, kGetProject, AskFor(), &project, absl::Seconds(5)).code(),
            absl::StatusCode::kDeadlineExceeded);
}

TEST(PeerChannel, EndsWhatIsUnderWayBeforeItself) {
  absl::Notification entered, gone;
  ServerUnderTest server([&](const Caller& caller, const GetProjectRequest& request) {
    const std::stop_callback told(caller.cancelled, [&gone] { gone.Notify(); });
    entered.Notify();
    EXPECT_TRUE(gone.WaitForNotificationWithTimeout(absl::Seconds(10)));
    return Echo(caller, request);
  });
  auto channel = server.Connect();
  absl::Status ended;
  channel->CallAsync(
      AsReader(absl::Minutes(1)), kGetProject, ToBytes(AskFor()),
      [&ended](const absl::Status& status, const grpc::ByteBuffer&) { ended = status; });
  entered.WaitForNotification();
  channel.reset();
  EXPECT_EQ(ended.code(), absl::StatusCode::kCancelled);
}

TEST(PeerChannel, AThrowAtTheEndOfACallEndsNothingElse) {
  ServerUnderTest server(Echo);
  auto channel = server.Connect();
  absl::Notification called;
  channel->CallAsync(AsReader(), kGetProject, ToBytes(AskFor()),
                     [&called](const absl::Status&, const grpc::ByteBuffer&) {
                       called.Notify();
                       throw std::runtime_error("thrown");
                     });
  called.WaitForNotification();
  Project project;
  EXPECT_EQ(channel->Call(AsReader(), kGetProject, AskFor(), &project), absl::OkStatus());
}

TEST(PeerChannel, FindsAServerThatCameBack) {
  ServerUnderTest server(Echo);
  auto channel = server.Connect();
  Project project;
  ASSERT_EQ(channel->Call(AsReader(), kGetProject, AskFor(), &project), absl::OkStatus());
  server.Stop();
  EXPECT_EQ(channel->Call(AsReader(), kGetProject, AskFor(), &project).code(),
            absl::StatusCode::kUnavailable);
  server.Start();
  EXPECT_TRUE(channel->Reachable(absl::Seconds(5)));
  EXPECT_EQ(channel->Call(AsReader(), kGetProject, AskFor(), &project), absl::OkStatus());
}

TEST(PeerChannel, RefusesAServerOfAnotherAuthority) {
  ServerUnderTest server(Echo);
  const test::TestKeys strange;
  PeerChannel channel(server.address(), {test::ReadFile(strange.certificate("gateway")),
                                         test::ReadFile(strange.key("gateway")),
                                         test::ReadFile(strange.authority())});
  Project project;
  EXPECT_EQ(channel.Call(AsReader(), kGetProject, AskFor(), &project).code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace concordat
