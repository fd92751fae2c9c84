#include "gateway/src/backends/dispatch.h"

#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <utility>

#include "concordat/risk/v1/risk_service.pb.h"
#include "tests/support/rpc_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::StatusIs;

const google::protobuf::MethodDescriptor& GetRisk() {
  return *risk::v1::GetRiskRequest::descriptor()->file()->service(0)->FindMethodByName("GetRisk");
}

// One worker, and a service that nobody is.
class DispatchTest : public testing::Test {
 protected:
  // Whether a call that waits for its service to be there is still under way when the only
  // worker has done what was queued behind it.
  bool OthersGoFirst() {
    absl::Notification held, release, call_ended, other_ended;
    workers_.Submit([&] {
      held.Notify();
      release.WaitForNotification();
    });
    held.WaitForNotification();
    const RequestRecord record("GetRisk", "");
    Caller caller;
    caller.subject = "tester";
    caller.deadline = absl::Now() + absl::Minutes(1);
    auto request = std::make_unique<risk::v1::GetRiskRequest>();
    request->set_name("partnerships/p/registers/r/risks/one");
    absl::Status status;
    dispatch_.Call(GetRisk(), Payload(MessagePtr(std::move(request))), caller, record,
                   [&](DispatchAnswer answer) {
                     status = answer.status;
                     call_ended.Notify();
                   });
    while (workers_.use().queued == 0) std::this_thread::yield();
    bool first = false;
    workers_.Submit([&] {
      first = !call_ended.HasBeenNotified();
      other_ended.Notify();
    });
    release.Notify();
    other_ended.WaitForNotification();
    call_ended.WaitForNotification();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
    return first;
  }

  MethodTable local_;
  CallerLimits limits_{CallerLimitOptions()};
  const Peers backends_{{{"risk", "unix:/nobody/there"}}, test::TlsOf("gateway")};
  WorkerPool workers_{1, 8};
  const Dispatch dispatch_{DispatchParts{nullptr, &backends_, &local_, &workers_, &limits_}};
};

TEST_F(DispatchTest, ACallThatWaitsForItsServiceHoldsNoWorker) {
  // A machine that is busy elsewhere may let the wait end before anything else is begun.
  bool first = false;
  for (int i = 0; i < 10 && !first; ++i) first = OthersGoFirst();
  EXPECT_TRUE(first);
}

}  // namespace
}  // namespace concordat::gateway
