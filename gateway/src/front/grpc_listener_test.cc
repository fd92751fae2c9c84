#include "gateway/src/front/grpc_listener.h"

#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <unistd.h>

#include <future>
#include <memory>
#include <mutex>
#include <vector>

#include "common/base/text.h"
#include "gateway/src/http/listening_socket.h"
#include "tests/support/http_server_testing.h"

namespace concordat::gateway {
namespace {

using test::Client;
using test::IsOk;
using test::StatusIs;
using testing::HasSubstr;

// Holds the connections that it is given, as gRPC would.
class Taker {
 public:
  void operator()(int, int connection) {
    const std::lock_guard lock(mutex_);
    taken_.push_back(connection);
  }
  size_t count() {
    const std::lock_guard lock(mutex_);
    return taken_.size();
  }
  void CloseOne() {
    const std::lock_guard lock(mutex_);
    close(taken_.back());
    taken_.pop_back();
  }
  ~Taker() {
    while (!taken_.empty()) CloseOne();
  }

 private:
  std::mutex mutex_;
  std::vector<int> taken_;
};

std::unique_ptr<GrpcListener> Listen(int max_connections, Taker* taker, bool tls = false) {
  auto listener =
      GrpcListener::Open({.listen = "127.0.0.1:0", .tls = tls, .max_connections = max_connections});
  EXPECT_THAT(listener, IsOk());
  (*listener)->Start(std::ref(*taker));
  return *std::move(listener);
}

TEST(GrpcListener, TellsOneThatIsTooManyAndTakesAnotherWhenOneHasGone) {
  Taker taker;
  const auto listener = Listen(2, &taker);
  Client first(listener->port()), second(listener->port());
  for (int i = 0; i < 3; ++i) {
    Client late(listener->port());
    EXPECT_THAT(late.HearAll(), HasSubstr("too many connections"));
  }
  EXPECT_EQ(taker.count(), 2u);
  taker.CloseOne();
  Client next(listener->port());
  Client later(listener->port());
  EXPECT_THAT(later.HearAll(), HasSubstr("too many connections"));
  EXPECT_EQ(taker.count(), 2u);
}

TEST(GrpcListener, TellsWhoComesOverTlsBeforeAnyHandshake) {
  Taker taker;
  const auto listener = Listen(0, &taker, true);
  Client late(listener->port());
  EXPECT_EQ(late.HearAll(), kTlsNoRoom);
}

TEST(GrpcListener, ACallFailsAtOnce) {
  Taker taker;
  const auto listener = Listen(0, &taker);
  grpc::GenericStub stub(grpc::CreateChannel(Concat("127.0.0.1:", listener->port()),
                                             grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(20)));
  const grpc::Slice bytes("x");
  const grpc::ByteBuffer request(&bytes, 1);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> told;
  stub.UnaryCall(&context, "/a.B/C", {}, &request, &response,
                 [&told](const grpc::Status& status) { told.set_value(status); });
  const grpc::Status status = told.get_future().get();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE) << status.error_message();
}

TEST(GrpcListener, SaysWhereItCannotListen) {
  EXPECT_THAT(GrpcListener::Open({.listen = "nowhere"}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  Taker taker;
  const auto listener = Listen(1, &taker);
  EXPECT_THAT(GrpcListener::Open({.listen = Concat("127.0.0.1:", listener->port())}),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(GrpcListener::Open({.listen = "[::1]:99999"}),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::gateway
