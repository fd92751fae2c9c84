#include "common/peers/service_calls.h"

#include <absl/synchronization/notification.h>
#include <gtest/gtest.h>

#include <functional>
#include <latch>
#include <stdexcept>
#include <stop_token>

#include "tests/support/rpc_testing.h"

namespace concordat {
namespace {

using programme::v1::GetProjectRequest;
using programme::v1::Project;
using test::AskFor;
using test::kGetProject;
using test::ServerUnderTest;
using test::StatusIs;

absl::StatusOr<Project> Echo(const Caller& caller, const GetProjectRequest& request) {
  Project project;
  project.set_name(request.name());
  project.set_title(caller.pins);
  return project;
}

// Never answers before its client goes away, and counts those that did.
class Waiting {
 public:
  absl::StatusOr<Project> operator()(const Caller& caller, const GetProjectRequest&) {
    absl::Notification gone;
    const std::stop_callback told(caller.cancelled, [&gone] { gone.Notify(); });
    entered_.count_down();
    EXPECT_TRUE(gone.WaitForNotificationWithTimeout(absl::Seconds(10)));
    gone_.count_down();
    return absl::CancelledError("nobody waits");
  }
  void AwaitEntered() { entered_.wait(); }
  void AwaitGone() { gone_.wait(); }

 private:
  std::latch entered_{2}, gone_{2};
};

class ServiceCallsTest : public testing::Test {
 protected:
  static Peers PeersOf(const ServerUnderTest& server) {
    return Peers({{"programme", server.address()}}, test::TlsOf("gateway"));
  }
  static Caller Somebody() {
    Caller caller;
    caller.assertion = test::AssertionOf();
    return caller;
  }
  static Awaited<Project> Ask(const ServiceCalls& calls) {
    return calls.Begin<Project>("programme", kGetProject, AskFor());
  }
};

TEST_F(ServiceCallsTest, RunSideBySideAtTheCallersPositions) {
  std::latch both(2);
  ServerUnderTest server([&both](const Caller& caller, const GetProjectRequest& request) {
    // Neither is answered before the other has come.
    both.arrive_and_wait();
    return Echo(caller, request);
  });
  const Peers peers = PeersOf(server);
  ServiceCalls calls(peers, Somebody(), absl::Seconds(10));
  calls.Pin("programme=1:4");
  auto one = Ask(calls), other = Ask(calls);
  EXPECT_EQ(one.Get()->title(), "programme=1:4");
  EXPECT_EQ(other.Get()->name(), test::kProjectName);
}

TEST_F(ServiceCallsTest, EndWhenTheCallerGoesAway) {
  Waiting waiting;
  ServerUnderTest server(std::ref(waiting));
  const Peers peers = PeersOf(server);
  std::stop_source client;
  Caller caller = Somebody();
  caller.cancelled = client.get_token();
  const ServiceCalls calls(peers, caller, absl::Minutes(1));
  auto one = Ask(calls), other = Ask(calls);
  waiting.AwaitEntered();
  client.request_stop();
  EXPECT_THAT(one.Get().status(), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(other.Get().status(), StatusIs(absl::StatusCode::kCancelled));
  waiting.AwaitGone();
  // What is begun too late ends at once.
  EXPECT_THAT(Ask(calls).Get().status(), StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(ServiceCallsTest, AreCancelledWhenAThrowLeavesThemBehind) {
  Waiting waiting;
  ServerUnderTest server(std::ref(waiting));
  const Peers peers = PeersOf(server);
  const ServiceCalls calls(peers, Somebody(), absl::Minutes(1));
  const auto work = [&] {
    auto one = Ask(calls), other = Ask(calls);
    waiting.AwaitEntered();
    throw std::runtime_error("thrown");
  };
  EXPECT_THROW(work(), std::runtime_error);
  waiting.AwaitGone();
}

TEST_F(ServiceCallsTest, SayWhichServiceIsNotConfigured) {
  const Peers none;
  const ServiceCalls calls(none, Somebody(), absl::Seconds(10));
  EXPECT_EQ(Ask(calls).Get().status(),
            absl::UnavailableError("no programme service is configured"));
}

TEST_F(ServiceCallsTest, TakeNoLongerThanTheirLimit) {
  Waiting waiting;
  ServerUnderTest server(std::ref(waiting));
  const Peers peers = PeersOf(server);
  const ServiceCalls calls(peers, Somebody(), absl::Milliseconds(200));
  auto one = Ask(calls), other = Ask(calls);
  EXPECT_THAT(one.Get().status(), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(other.Get().status(), StatusIs(absl::StatusCode::kDeadlineExceeded));
  // The server is told too.
  waiting.AwaitGone();
}

}  // namespace
}  // namespace concordat
