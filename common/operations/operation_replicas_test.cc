// Several replicas over one schema: each operation is worked on by one at a time, and has one
// result, whatever becomes of them.
#include <absl/synchronization/notification.h>
#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/operations/operation_name.h"
#include "common/operations/operation_turns.h"
#include "tests/support/operations_testing.h"

namespace concordat {
namespace {

using ledger::v1::OperationMetadata;
using test::CallerNamed;
using test::IsOk;
using test::MetadataOf;
using test::Soon;
using test::StatusIs;

class OperationReplicasTest : public test::OperationsTest {
 protected:
  absl::Status Transact(absl::FunctionRef<absl::Status(Connection&)> body) {
    return database_->Transact(Soon(), body);
  }

  // What a replica takes that is lost afterwards: nobody renews it.
  ClaimedOperation TakeAndBeLost() {
    std::optional<ClaimedOperation> claimed;
    EXPECT_THAT(Transact([&](Connection& connection) {
                  auto taken = ClaimOne(connection, {2, 1, absl::Milliseconds(300), "lost",
                                                     [](std::string_view) { return true; }});
                  if (!taken.ok()) return taken.status();
                  claimed = *std::move(taken);
                  return absl::OkStatus();
                }),
                IsOk());
    EXPECT_TRUE(claimed.has_value());
    return claimed.value_or(ClaimedOperation());
  }
};

TEST_F(OperationReplicasTest, AnotherTakesUpWhatALostOneHeld) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*idle, ann);
  const ClaimedOperation lost = TakeAndBeLost();
  EXPECT_EQ(lost.hold.name, name);
  auto replica = NewReplica([](OperationRun&, const auto&) { return ResultOf("by the other"); });
  const auto operation = Await(*replica, ann, name);
  EXPECT_EQ(TitleOf(operation), "by the other");
  EXPECT_EQ(MetadataOf(operation).attempts(), 2);
  // The lost one comes back, and nothing that it does counts.
  EXPECT_THAT(Transact([&](Connection& connection) {
                return KeepHold(connection, lost.hold, absl::Seconds(9));
              }),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Transact([&](Connection& connection) {
                return EndOperation(connection, lost.hold,
                                    {OperationMetadata::STATE_FAILED, {}, "x", {}}, absl::Hours(1));
              }),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(TitleOf(*replica->Get(ann, name)), "by the other");
}

TEST_F(OperationReplicasTest, WhatALostOneWroteInAHeldTransactionIsRefusedAfterwards) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  Begin(*idle, ann);
  const ClaimedOperation lost = TakeAndBeLost();
  absl::Notification taken, go;
  auto replica = NewReplica([&](OperationRun& run, const auto&) -> absl::StatusOr<MessagePtr> {
    absl::Status held = Transact([&](Connection& connection) { return run.Hold(connection); });
    if (!held.ok()) return held;
    taken.Notify();
    go.WaitForNotification();
    return ResultOf("once");
  });
  taken.WaitForNotification();
  EXPECT_THAT(Transact([&](Connection& connection) {
                return KeepHold(connection, lost.hold, absl::Seconds(9));
              }),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  go.Notify();
}

TEST_F(OperationReplicasTest, IsWorkedOnByOneOfManyOnce) {
  std::mutex mutex;
  std::multiset<std::string> done;
  std::atomic<int> running = 0, most = 0;
  const auto work = [&](OperationRun& run, const auto&) {
    const int now = ++running;
    for (int held = most; now > held && !most.compare_exchange_weak(held, now);) {
    }
    absl::SleepFor(absl::Milliseconds(20));
    {
      const std::lock_guard lock(mutex);
      done.insert(run.name());
    }
    --running;
    return ResultOf(run.name());
  };
  OperationOptions options = Quick();
  options.hold = absl::Seconds(30);
  options.at_once = 3;
  std::vector<std::unique_ptr<Operations>> replicas;
  for (int i = 0; i < 3; ++i) replicas.push_back(NewReplica(work, options));
  std::vector<std::pair<Caller, std::string>> begun;
  for (int i = 0; i < 30; ++i) {
    const Caller caller = CallerNamed("caller-" + std::to_string(i % 5));
    begun.emplace_back(caller, Begin(*replicas[i % 3], caller));
  }
  for (const auto& [caller, name] : begun) {
    EXPECT_EQ(TitleOf(Await(*replicas[0], caller, name)), name);
    EXPECT_EQ(done.count(name), 1U);
  }
  EXPECT_LE(most, 3) << "at one time in all";
}

TEST_F(OperationReplicasTest, OfOneCallerFewAreWorkedOnAtATime) {
  absl::Notification go;
  std::atomic<int> of_ann = 0;
  const auto work = [&](OperationRun& run, const auto&) {
    if (run.caller().subject == "ann") ++of_ann;
    go.WaitForNotification();
    return ResultOf("");
  };
  auto replica = NewReplica(work);
  const Caller ann = CallerNamed("ann"), bob = CallerNamed("bob");
  Begin(*replica, ann);
  const std::string second = Begin(*replica, ann), third = Begin(*replica, bob);
  Await(*replica, bob, third, OperationMetadata::STATE_RUNNING);
  EXPECT_EQ(of_ann, 1);
  EXPECT_EQ(MetadataOf(*replica->Get(ann, second)).state(), OperationMetadata::STATE_WAITING);
  go.Notify();
  Await(*replica, ann, second);
}

TEST_F(OperationReplicasTest, WhatAReplicaThatStopsHeldIsBegunAgainAtOnce) {
  const Caller ann = CallerNamed("ann");
  auto stopping = NewReplica(
      [](OperationRun& run, const auto&) -> absl::StatusOr<MessagePtr> { return WaitForEnd(run); });
  const std::string name = Begin(*stopping, ann);
  Await(*stopping, ann, name, OperationMetadata::STATE_RUNNING);
  stopping.reset();
  auto idle = NewIdle();
  EXPECT_EQ(MetadataOf(*idle->Get(ann, name)).state(), OperationMetadata::STATE_WAITING);
  EXPECT_EQ(MetadataOf(*idle->Get(ann, name)).attempts(), 0) << "that was no fault of its own";
  auto replica = NewReplica([](OperationRun&, const auto&) { return ResultOf("after all"); });
  EXPECT_EQ(TitleOf(Await(*replica, ann, name)), "after all");
}

TEST_F(OperationReplicasTest, CancelledWhileNobodyWorksOnItEndsWithoutWork) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*idle, ann);
  TakeAndBeLost();
  EXPECT_THAT(idle->Cancel(ann, name), IsOk());
  auto replica = NewReplica([](OperationRun&, const auto&) -> absl::StatusOr<MessagePtr> {
    ADD_FAILURE() << "there is nothing to do";
    return ResultOf("");
  });
  EXPECT_EQ(MetadataOf(Await(*replica, ann, name)).state(), OperationMetadata::STATE_CANCELLED);
}

TEST_F(OperationReplicasTest, OneThatKillsItsReplicasIsGivenUp) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*idle, ann);
  for (int i = 0; i < 2; ++i) {
    TakeAndBeLost();
    absl::SleepFor(absl::Milliseconds(400));
  }
  OperationOptions options = Quick();
  options.attempts = 2;
  auto replica = NewReplica(
      [](OperationRun&, const auto&) -> absl::StatusOr<MessagePtr> {
        ADD_FAILURE() << "it was tried often enough";
        return ResultOf("");
      },
      options);
  EXPECT_EQ(Await(*replica, ann, name).error().code(),
            static_cast<int>(absl::StatusCode::kFailedPrecondition));
}

TEST_F(OperationReplicasTest, WhatAVersionDoesNotKnowIsLeftToAnother) {
  OperationOptions options = Quick();
  auto older = std::make_unique<Operations>(&ledger_, options);
  older->Add("concordat.programme.v1.Partnerships.Other",
             {Request::descriptor(), [](OperationRun&, const auto&) { return ResultOf("wrong"); }});
  older->Start();
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*older, ann);
  auto newer = NewReplica([](OperationRun&, const auto&) { return ResultOf("right"); });
  const auto operation = Await(*newer, ann, name);
  EXPECT_EQ(TitleOf(operation), "right");
  EXPECT_EQ(MetadataOf(operation).attempts(), 1);
}

TEST(OperationNameTest, SaysTheServiceThatKeepsIt) {
  EXPECT_EQ(ServiceOfOperation(NewOperationName("risk", "north")), "risk");
  for (const char* other :
       {"", "partnerships/north", "partnerships/north/operations/",
        "partnerships/north/operations/risk", "partnerships/north/operations/risk-",
        "partnerships/north/operations/gateway-1", "partnerships/north/projects/risk-1",
        "councils/north/operations/risk-1"}) {
    EXPECT_EQ(ServiceOfOperation(other), "") << other;
  }
}

}  // namespace
}  // namespace concordat
