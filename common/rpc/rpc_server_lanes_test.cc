#include <absl/synchronization/blocking_counter.h>
#include <absl/synchronization/notification.h>
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "common/rpc/rpc_server.h"
#include "common/rpc/wire.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "tests/support/rpc_calls.h"

namespace concordat {
namespace {

using ledger::v1::ListServiceFindingsRequest;
using ledger::v1::ListServiceFindingsResponse;
using programme::v1::GetProjectRequest;
using programme::v1::Project;
using test::AskFor;
using test::AsReader;
using test::CodeOf;
using test::CodeOfUnknown;
using test::Echo;
using test::kGetProject;
using test::ServerUnderTest;

constexpr char kFindings[] = "concordat.ledger.v1.Ledger.ListServiceFindings";

ListServiceFindingsRequest OfNorth() {
  ListServiceFindingsRequest request;
  request.set_parent("partnerships/north");
  return request;
}

RpcServerOptions OneWorker(size_t queue) {
  RpcServerOptions options;
  options.workers = 1;
  options.queue = queue;
  return options;
}

// A server whose only worker is held by its first call until it is let go.
class HeldServer {
 public:
  void AwaitCall() { entered_.WaitForNotification(); }
  void LetGo() { leave_.Notify(); }
  int calls() const { return calls_; }
  ServerUnderTest& server() { return server_; }

 private:
  absl::Notification entered_, leave_;
  std::atomic<int> calls_ = 0;
  ServerUnderTest server_{[this](const Caller& caller, const GetProjectRequest& request) {
                            if (++calls_ == 1) entered_.Notify();
                            leave_.WaitForNotification();
                            return Echo(caller, request);
                          },
                          OneWorker(10)};
};

TEST(RpcServerLanes, RefusesAtOnceWhenTheQueueIsFull) {
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
TEST(RpcServerLanes, WhatCallersFillHoldsUpNeitherReportsNorServices) {
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
TEST(RpcServerLanes, WhatWaitsHoldsNoWorker) {
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

TEST(RpcServerLanes, DoesNotBeginWhatIsTooLate) {
  HeldServer held;
  auto channel = held.server().Connect();
  std::thread first([&] { EXPECT_EQ(CodeOf(*channel, AsReader()), absl::StatusCode::kOk); });
  held.AwaitCall();
  EXPECT_EQ(CodeOf(*channel, AsReader(absl::Milliseconds(50))),
            absl::StatusCode::kDeadlineExceeded);
  // The server counts the time from when the call reached it, a little later.
  absl::SleepFor(absl::Milliseconds(300));
  held.LetGo();
  first.join();
  held.server().Stop();
  EXPECT_EQ(held.calls(), 1);
}

TEST(RpcServerLanes, AHandlerSeesThatItsClientWentAway) {
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

TEST(RpcServerLanes, DoesNotBeginWhatNobodyWaitsFor) {
  HeldServer held;
  // In the lane of heavy calls, and so beside the one that waits: hears that its client went.
  absl::Notification listens, heard;
  held.server().methods().Bind<ListServiceFindingsRequest, ListServiceFindingsResponse>(
      kFindings, [&](const Caller& caller, const ListServiceFindingsRequest&) {
        const std::stop_callback on_end(caller.cancelled, [&heard] { heard.Notify(); });
        listens.Notify();
        heard.WaitForNotification();
        return ListServiceFindingsResponse();
      });
  auto channel = held.server().Connect();
  std::thread first([&] { EXPECT_EQ(CodeOf(*channel, AsReader()), absl::StatusCode::kOk); });
  held.AwaitCall();
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
  held.LetGo();
  first.join();
  held.server().Stop();
  EXPECT_EQ(held.calls(), 1);
}

TEST(RpcServerLanes, GivesADeadlineToThoseWithoutOne) {
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
TEST(RpcServerLanes, AConnectionEndsWithItsTimeAndACallUnderWayDoesNot) {
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
TEST(RpcServerLanes, ALongCallUnderWayEndsWellWhenTheServerStops) {
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
