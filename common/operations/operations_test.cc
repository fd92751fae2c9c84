#include "common/operations/operations.h"

#include <absl/synchronization/notification.h>
#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/operations/operation_name.h"
#include "tests/support/operations_testing.h"

namespace concordat {
namespace {

using ledger::v1::OperationMetadata;
using test::CallerNamed;
using test::IsOk;
using test::MetadataOf;
using test::StatusIs;
using testing::IsEmpty;
using testing::SizeIs;

class OperationsTest : public test::OperationsTest {};

TEST_F(OperationsTest, TellsHowItStandsAndWhatCameOfIt) {
  absl::Notification go;
  auto replica = NewReplica([&go](OperationRun& run, const auto& request) {
    run.Tell(1, 2, "half of it");
    go.WaitForNotification();
    run.Tell(2, 2, "all of it");
    return ResultOf(static_cast<const Request&>(request).etag());
  });
  const Caller caller = CallerNamed("ann");
  const std::string name = Begin(*replica, caller, Ask("what was asked"));
  EXPECT_EQ(ServiceOfOperation(name), "programme");
  OperationMetadata metadata;
  do {
    metadata = MetadataOf(*replica->Get(caller, name));
  } while (metadata.progress_done() == 0);
  EXPECT_EQ(metadata.state(), OperationMetadata::STATE_RUNNING);
  EXPECT_EQ(metadata.progress_total(), 2);
  EXPECT_EQ(metadata.progress(), "half of it");
  EXPECT_TRUE(metadata.has_start_time());
  EXPECT_FALSE(metadata.has_end_time());
  go.Notify();
  const auto operation = Await(*replica, caller, name);
  EXPECT_EQ(TitleOf(operation), "what was asked");
  metadata = MetadataOf(operation);
  EXPECT_EQ(metadata.state(), OperationMetadata::STATE_SUCCEEDED);
  EXPECT_EQ(metadata.progress(), "all of it");
  EXPECT_EQ(metadata.subject(), "ann");
  EXPECT_EQ(metadata.method(), kMethod);
  EXPECT_EQ(metadata.attempts(), 1);
  EXPECT_EQ(metadata.expire_time().seconds() - metadata.end_time().seconds(), 7 * 24 * 3600);
}

TEST_F(OperationsTest, ARepeatedRequestIsOneOperation) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*idle, ann, Ask("one", "key"));
  EXPECT_EQ(Begin(*idle, ann, Ask("one", "key")), name);
  EXPECT_NE(Begin(*idle, CallerNamed("bob"), Ask("one", "key")), name);
  EXPECT_THAT(idle->Begin(ann, kMethod, Ask("other", "key")),
              StatusIs(absl::StatusCode::kInvalidArgument));
  Request only_checked = Ask();
  only_checked.set_validate_only(true);
  EXPECT_THAT(idle->Begin(ann, kMethod, only_checked), IsOk());
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM operation"), 2);
}

TEST_F(OperationsTest, APartnershipThatIsNotThereHasNone) {
  auto idle = NewIdle();
  Request request = Ask();
  request.set_name("partnerships/nowhere");
  EXPECT_THAT(idle->Begin(CallerNamed("ann"), kMethod, request),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(OperationsTest, OthersDoNotSeeIt) {
  auto idle = NewIdle();
  const std::string name = Begin(*idle, CallerNamed("ann"));
  ledger::v1::ListOperationsRequest list;
  list.set_parent("partnerships/north");
  for (const Role role :
       {Role::kReader, Role::kAuditor, Role::kCouncilApprover, Role::kIntegration}) {
    const Caller other = CallerNamed("bob", role);
    EXPECT_THAT(idle->Get(other, name), StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(idle->Cancel(other, name), StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(idle->Delete(other, name), StatusIs(absl::StatusCode::kNotFound));
    EXPECT_THAT(idle->List(other, list)->operations(), IsEmpty());
    ledger::v1::WaitOperationRequest wait;
    wait.set_name(name);
    EXPECT_FALSE(idle->Await(wait, other, [](const absl::Status&) { FAIL(); }))
        << "nobody waits for what is not there for them";
  }
  for (const Role role : {Role::kPartnershipOffice, Role::kOperator}) {
    const Caller other = CallerNamed("bob", role);
    EXPECT_THAT(idle->Get(other, name), IsOk());
    EXPECT_THAT(idle->List(other, list)->operations(), SizeIs(1));
  }
  EXPECT_FALSE(MetadataOf(*idle->Get(CallerNamed("ann"), name)).cancel_requested());
  EXPECT_THAT(idle->Get(CallerNamed("ann"), "partnerships/north/operations/programme-none"),
              StatusIs(absl::StatusCode::kNotFound));
}

// The operator sees all operations, and nothing that is exempt.
TEST_F(OperationsTest, AResultIsToldToWhoMaySeeWhatIsExempt) {
  auto replica = NewReplica([](OperationRun&, const auto& request) -> absl::StatusOr<MessagePtr> {
    if (static_cast<const Request&>(request).etag() == "fails") {
      return absl::NotFoundError("something exempt");
    }
    return ResultOf("something exempt");
  });
  const Caller auditor = CallerNamed("ann", Role::kAuditor);
  const Caller operating = CallerNamed("otto", Role::kOperator);
  const std::string name = Begin(*replica, auditor);
  EXPECT_EQ(TitleOf(Await(*replica, auditor, name)), "something exempt");
  auto told = replica->Get(operating, name);
  EXPECT_TRUE(told->done());
  EXPECT_FALSE(told->has_response());
  EXPECT_TRUE(MetadataOf(*told).result_left_out());
  const std::string failing = Begin(*replica, auditor, Ask("fails"));
  EXPECT_EQ(Await(*replica, auditor, failing).error().message(), "something exempt");
  told = replica->Get(operating, failing);
  EXPECT_EQ(told->error().code(), static_cast<int>(absl::StatusCode::kNotFound));
  EXPECT_EQ(told->error().message(), "");
  const std::string of_reader = Begin(*replica, CallerNamed("rob"));
  Await(*replica, operating, of_reader);
  EXPECT_EQ(TitleOf(*replica->Get(operating, of_reader)), "something exempt")
      << "what a reader's work finds is not exempt";
}

TEST_F(OperationsTest, OneThatWaitsEndsAtOnceWhenItIsCancelled) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*idle, ann);
  EXPECT_THAT(idle->Delete(ann, name), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(idle->Cancel(ann, name), IsOk());
  EXPECT_THAT(idle->Cancel(ann, name), IsOk());
  auto operation = idle->Get(ann, name);
  EXPECT_TRUE(operation->done());
  EXPECT_EQ(operation->error().code(), static_cast<int>(absl::StatusCode::kCancelled));
  EXPECT_EQ(MetadataOf(*operation).state(), OperationMetadata::STATE_CANCELLED);
  EXPECT_THAT(idle->Delete(ann, name), IsOk());
  EXPECT_THAT(idle->Get(ann, name), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(OperationsTest, OneThatRunsEndsWhenItsWorkCanStop) {
  auto replica = NewReplica(
      [](OperationRun& run, const auto&) -> absl::StatusOr<MessagePtr> { return WaitForEnd(run); });
  auto other = NewIdle();
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*replica, ann);
  Await(*other, ann, name, OperationMetadata::STATE_RUNNING);
  EXPECT_THAT(other->Cancel(CallerNamed("office", Role::kPartnershipOffice), name), IsOk());
  EXPECT_EQ(MetadataOf(Await(*other, ann, name)).state(), OperationMetadata::STATE_CANCELLED);
}

TEST_F(OperationsTest, WhatCameFirstIsTheResultThoughItWasCancelled) {
  auto replica = NewReplica([](OperationRun& run, const auto&) -> absl::StatusOr<MessagePtr> {
    WaitForEnd(run).IgnoreError();
    return ResultOf("there already");
  });
  const Caller ann = CallerNamed("ann");
  const std::string name = Begin(*replica, ann);
  Await(*replica, ann, name, OperationMetadata::STATE_RUNNING);
  EXPECT_THAT(replica->Cancel(ann, name), IsOk());
  EXPECT_EQ(TitleOf(Await(*replica, ann, name)), "there already");
}

TEST_F(OperationsTest, WhatPassesIsTriedAgainAndWhatDoesNotIsTheError) {
  std::atomic<int> attempts = 0;
  auto replica =
      NewReplica([&attempts](OperationRun&, const auto& request) -> absl::StatusOr<MessagePtr> {
        if (static_cast<const Request&>(request).etag() == "wrong") {
          return InvalidField("etag", "is wrong");
        }
        if (static_cast<const Request&>(request).etag() == "throws")
          throw std::runtime_error("thrown");
        if (++attempts < 3) return absl::UnavailableError("away");
        return ResultOf("there");
      });
  const Caller ann = CallerNamed("ann");
  const auto there = Await(*replica, ann, Begin(*replica, ann));
  EXPECT_EQ(TitleOf(there), "there");
  EXPECT_EQ(MetadataOf(there).attempts(), 3);
  const auto wrong = Await(*replica, ann, Begin(*replica, ann, Ask("wrong")));
  EXPECT_EQ(wrong.error().code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(wrong.error().details(), SizeIs(2)) << "which field is wrong, and the reason";
  const auto thrown = Await(*replica, ann, Begin(*replica, ann, Ask("throws")));
  EXPECT_EQ(thrown.error().code(), static_cast<int>(absl::StatusCode::kInternal));
}

TEST_F(OperationsTest, IsGivenUpInTheEnd) {
  OperationOptions options = Quick();
  options.attempts = 2;
  auto replica = NewReplica(
      [](OperationRun&, const auto&) -> absl::StatusOr<MessagePtr> {
        return absl::UnavailableError("away");
      },
      options);
  const Caller ann = CallerNamed("ann");
  const auto operation = Await(*replica, ann, Begin(*replica, ann));
  EXPECT_EQ(operation.error().code(), static_cast<int>(absl::StatusCode::kUnavailable));
  EXPECT_EQ(MetadataOf(operation).attempts(), 2);
}

TEST_F(OperationsTest, HasTimeAndAResultOfBoundedSize) {
  OperationOptions options = Quick();
  options.longest = absl::Milliseconds(100);
  options.max_result = 1000;
  auto replica = NewReplica(
      [](OperationRun& run, const auto& request) -> absl::StatusOr<MessagePtr> {
        if (static_cast<const Request&>(request).etag() == "long") return WaitForEnd(run);
        return ResultOf(std::string(1000, 'x'));
      },
      options);
  const Caller ann = CallerNamed("ann");
  EXPECT_EQ(Await(*replica, ann, Begin(*replica, ann, Ask("long"))).error().code(),
            static_cast<int>(absl::StatusCode::kDeadlineExceeded));
  EXPECT_EQ(Await(*replica, ann, Begin(*replica, ann)).error().code(),
            static_cast<int>(absl::StatusCode::kResourceExhausted));
}

TEST_F(OperationsTest, ACallerMayHaveSoManyThatAreNotDone) {
  OperationOptions options = Quick();
  options.unfinished_of_caller = 2;
  options.unfinished = 3;
  auto idle = NewIdle(options);
  const Caller ann = CallerNamed("ann");
  Begin(*idle, ann, Ask("", "first"));
  const std::string second = Begin(*idle, ann);
  const auto third = idle->Begin(ann, kMethod, Ask());
  EXPECT_THAT(third, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(ReasonOf(third.status()), "TOO_MANY_OPERATIONS");
  EXPECT_THAT(idle->Begin(ann, kMethod, Ask("", "first")), IsOk()) << "it was asked for before";
  Begin(*idle, CallerNamed("bob"));
  EXPECT_THAT(idle->Begin(CallerNamed("cat"), kMethod, Ask()),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(idle->Cancel(ann, second), IsOk());
  EXPECT_THAT(idle->Begin(ann, kMethod, Ask()), IsOk());
}

TEST_F(OperationsTest, ListsTheNewestFirstByPages) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  std::vector<std::string> begun;
  for (int i = 0; i < 5; ++i) begun.insert(begun.begin(), Begin(*idle, ann));
  Begin(*idle, CallerNamed("bob"));
  ledger::v1::ListOperationsRequest request;
  request.set_parent("partnerships/north");
  request.set_page_size(2);
  std::vector<std::string> listed;
  do {
    const auto page = idle->List(ann, request);
    ASSERT_THAT(page, IsOk());
    for (const auto& operation : page->operations()) listed.push_back(operation.name());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, begun);
  request.set_page_token("nonsense");
  EXPECT_THAT(idle->List(ann, request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_THAT(idle->List(ann, request), StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_page_size(0);
  request.set_parent("partnerships/north/programmes/one");
  EXPECT_THAT(idle->List(ann, request), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(OperationsTest, IsForgottenWhenItsTimeIsOver) {
  OperationOptions options = Quick();
  options.kept = -absl::Seconds(1);
  auto idle = NewIdle(options);
  const Caller ann = CallerNamed("ann");
  for (int i = 0; i < 3; ++i) EXPECT_THAT(idle->Cancel(ann, Begin(*idle, ann)), IsOk());
  const std::string waiting = Begin(*idle, ann);
  // A replica sweeps when it begins.
  absl::Notification swept;
  auto replica = NewReplica([](OperationRun&, const auto&) { return ResultOf(""); });
  Await(*replica, ann, waiting);
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM operation"), 1);
}

TEST_F(OperationsTest, WhoWaitsGoesOnAtTheEnd) {
  absl::Notification go;
  auto replica = NewReplica([&go](OperationRun&, const auto&) {
    go.WaitForNotification();
    return ResultOf("");
  });
  const Caller ann = CallerNamed("ann");
  ledger::v1::WaitOperationRequest wait;
  wait.set_name(Begin(*replica, ann));
  absl::Notification timed_out, ended;
  wait.mutable_timeout()->set_nanos(1'000'000);
  EXPECT_TRUE(replica->Await(wait, ann, [&](const absl::Status& status) {
    EXPECT_THAT(status, IsOk());
    timed_out.Notify();
  }));
  timed_out.WaitForNotification();
  EXPECT_FALSE(replica->Get(ann, wait.name())->done());
  wait.clear_timeout();
  EXPECT_TRUE(replica->Await(wait, ann, [&](const absl::Status& status) {
    EXPECT_THAT(status, IsOk());
    ended.Notify();
  }));
  go.Notify();
  ended.WaitForNotification();
  EXPECT_TRUE(replica->Get(ann, wait.name())->done());
  EXPECT_FALSE(replica->Await(wait, ann, [](const absl::Status&) { FAIL(); })) << "it is done";
}

TEST_F(OperationsTest, WhoWaitsGoesOnWhenTheReplicaStops) {
  auto idle = NewIdle();
  const Caller ann = CallerNamed("ann");
  ledger::v1::WaitOperationRequest wait;
  wait.set_name(Begin(*idle, ann));
  int told = 0;
  EXPECT_TRUE(idle->Await(wait, ann, [&told](const absl::Status&) { ++told; }));
  idle->StopWaiting();
  EXPECT_EQ(told, 1);
  EXPECT_FALSE(idle->Await(wait, ann, [](const absl::Status&) { FAIL(); }));
}

}  // namespace
}  // namespace concordat
