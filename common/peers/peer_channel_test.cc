#include "common/peers/peer_channel.h"

#include <absl/synchronization/notification.h>
#include <gtest/gtest.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>

#include "common/base/text.h"
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

namespace local = boost::asio::local;

// Takes one connection after a while and joins it to another socket: a machine that is
// too busy to shake hands at once.
class SlowToAnswer {
 public:
  SlowToAnswer(const std::string& socket, const std::string& server)
      : listener_(io_, local::stream_protocol::endpoint(socket)), thread_([this, server] {
          local::stream_protocol::socket client = listener_.accept();
          absl::SleepFor(absl::Milliseconds(400));
          local::stream_protocol::socket service(io_);
          service.connect(server);
          std::thread back([&] { Copy(service, client); });
          Copy(client, service);
          back.join();
        }) {}
  ~SlowToAnswer() { thread_.join(); }

 private:
  static void Copy(local::stream_protocol::socket& from, local::stream_protocol::socket& to) {
    std::array<char, 4096> bytes;
    boost::system::error_code error;
    for (;;) {
      const size_t count = from.read_some(boost::asio::buffer(bytes), error);
      if (error) break;
      boost::asio::write(to, boost::asio::buffer(bytes, count), error);
      if (error) break;
    }
    to.shutdown(local::stream_protocol::socket::shutdown_both, error);
  }

  boost::asio::io_context io_;
  local::stream_protocol::acceptor listener_;
  std::thread thread_;
};

TEST(PeerChannel, WaitsForWhoIsSlowToShakeHands) {
  ServerUnderTest server(Echo);
  test::TemporaryDirectory folder;
  const std::string slow = folder / "slow";
  const SlowToAnswer machine(slow, server.address().substr(std::string("unix:").size()));
  PeerChannel channel("unix:" + slow, test::TlsOf("gateway"));
  Project project;
  EXPECT_EQ(channel.Call(AsReader(), kGetProject, AskFor(), &project), absl::OkStatus());
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

TEST(PeerChannel, WhoStillWaitsIsNotToldThatNobodyDoes) {
  ServerUnderTest server([](const Caller&, const GetProjectRequest&) -> absl::StatusOr<Project> {
    return absl::CancelledError("a server that stops ends what is under way");
  });
  Project project;
  EXPECT_EQ(server.Connect()->Call(AsReader(), kGetProject, AskFor(), &project).code(),
            absl::StatusCode::kUnavailable);
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

// Two replicas at one target, each of which answers with its number.
class TwoReplicas {
 public:
  explicit TwoReplicas(const RpcServerOptions& options)
      : first_(Answering("0"), options), second_(Answering("1"), options) {}
  ServerUnderTest& operator[](int i) { return i == 0 ? first_ : second_; }

  // Who answers the next calls.
  static std::set<std::string> WhoAnswers(PeerChannel& channel, int calls) {
    std::set<std::string> who;
    for (int i = 0; i < calls; ++i) {
      Project project;
      const absl::Status status = channel.Call(AsReader(), kGetProject, AskFor(), &project);
      who.insert(status.ok() ? project.title() : std::string(ToStd(status.message())));
    }
    return who;
  }

  // Until they are those, and nobody else any more.
  static bool Become(PeerChannel& channel, const std::set<std::string>& expected) {
    const absl::Time limit = absl::Now() + absl::Seconds(10);
    while (WhoAnswers(channel, 10) != expected) {
      if (absl::Now() > limit) return false;
    }
    return true;
  }

 private:
  static ServerUnderTest::GetProject Answering(const std::string& number) {
    return [number](const Caller&, const GetProjectRequest&) {
      Project project;
      project.set_title(number);
      return project;
    };
  }
  ServerUnderTest first_, second_;
};

TEST(PeerChannel, LeavesAReplicaAloneThatDoesNotServe) {
  TwoReplicas replicas({});
  PeerChannel channel(Concat(replicas[0].address(), ",", replicas[1].address().substr(5)),
                      test::TlsOf("gateway"));
  EXPECT_TRUE(TwoReplicas::Become(channel, {"0", "1"}));
  replicas[1].server().SetServing(false);
  EXPECT_TRUE(TwoReplicas::Become(channel, {"0"}));
  EXPECT_EQ(TwoReplicas::WhoAnswers(channel, 50), std::set<std::string>{"0"});
  replicas[0].server().SetServing(false);
  EXPECT_TRUE(TwoReplicas::Become(channel, {"a service does not answer"}));
  EXPECT_FALSE(channel.Reachable(absl::Milliseconds(10)));
  replicas[1].server().SetServing(true);
  EXPECT_TRUE(TwoReplicas::Become(channel, {"1"}));
  // One that stops is not waited for longer than what it has under way.
  const absl::Time begin = absl::Now();
  replicas[1].Stop();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(2));
}

TEST(PeerChannel, CallsSeveralAddressesUnderTheNameOfTheService) {
  RpcServerOptions any_port;
  any_port.listen = "127.0.0.1:0";
  TwoReplicas replicas(any_port);
  const std::string address = Concat("ipv4:127.0.0.1:", replicas[0].server().port(),
                                     ",127.0.0.1:", replicas[1].server().port());
  PeerChannel channel(address, test::TlsOf("gateway"), "programme-service");
  EXPECT_TRUE(TwoReplicas::Become(channel, {"0", "1"}));
  PeerChannel other(address, test::TlsOf("gateway"), "risk-service");
  EXPECT_FALSE(other.Reachable(absl::Milliseconds(500)));
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
