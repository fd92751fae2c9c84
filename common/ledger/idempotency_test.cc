#include "common/ledger/idempotency.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using concordat::ledger::v1::ImportResourcesRequest;
using concordat::ledger::v1::PinPositionResponse;
using test::IsOk;
using test::NewLedger;
using test::Soon;
using test::StatusIs;

class IdempotencyTest : public testing::Test {
 protected:
  absl::Status Call(const std::string& subject, const ImportResourcesRequest& request,
                    PinPositionResponse* response, absl::FunctionRef<absl::Status()> body) {
    Caller caller;
    caller.subject = subject;
    return database_->Transact(Soon(), [&](Connection& connection) {
      return Once(connection, caller, "Import", request.request_id(), request, response, body);
    });
  }
  // Answers with a new number each time that it runs.
  absl::Status Count(PinPositionResponse* response) {
    response->mutable_position()->set_position(++runs_);
    return absl::OkStatus();
  }
  int64_t Send(const std::string& subject, const ImportResourcesRequest& request) {
    PinPositionResponse response;
    const absl::Status status = Call(subject, request, &response, [&] { return Count(&response); });
    EXPECT_THAT(status, IsOk());
    return response.position().position();
  }
  static ImportResourcesRequest Request(const std::string& id, const std::string& type) {
    ImportResourcesRequest request;
    request.set_request_id(id);
    request.set_type(type);
    return request;
  }

  std::unique_ptr<Database> database_ = NewLedger();
  std::atomic<int64_t> runs_ = 0;
};

TEST_F(IdempotencyTest, SameRequestGetsTheFirstAnswer) {
  EXPECT_EQ(Send("ann", Request("k", "a")), 1);
  EXPECT_EQ(Send("ann", Request("k", "a")), 1);
  EXPECT_EQ(Send("bob", Request("k", "a")), 2) << "keys are those of one subject";
  EXPECT_EQ(Send("ann", Request("l", "a")), 3);
}

TEST_F(IdempotencyTest, WithoutAKeyEveryRequestRuns) {
  EXPECT_EQ(Send("ann", Request("", "a")), 1);
  EXPECT_EQ(Send("ann", Request("", "a")), 2);
}

TEST_F(IdempotencyTest, OtherContentUnderTheKeyIsRefused) {
  EXPECT_EQ(Send("ann", Request("k", "a")), 1);
  PinPositionResponse response;
  const absl::Status status =
      Call("ann", Request("k", "b"), &response, [&] { return Count(&response); });
  EXPECT_EQ(ReasonOf(status), kKeyReused);
  EXPECT_EQ(runs_, 1);
}

TEST_F(IdempotencyTest, FailureIsNotKept) {
  PinPositionResponse response;
  const absl::Status status = Call("ann", Request("k", "a"), &response,
                                   [] { return absl::FailedPreconditionError("not today"); });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(Send("ann", Request("k", "a")), 1);
}

TEST_F(IdempotencyTest, RequestsAtOnceRunTheBodyOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> first_answers = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      PinPositionResponse response;
      const absl::Status status = Call("ann", Request("k", "a"), &response, [&] {
        absl::SleepFor(absl::Milliseconds(50));
        return Count(&response);
      });
      if (status.ok() && response.position().position() == 1) ++first_answers;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(first_answers, 8);
  EXPECT_EQ(runs_, 1);
}

TEST_F(IdempotencyTest, SweepKeepsTheLastDay) {
  Send("ann", Request("old", "a"));
  Send("ann", Request("new", "a"));
  test::Execute(*database_, "UPDATE idempotency SET created = created - ? WHERE request_id = 'old'",
                {absl::ToInt64Microseconds(absl::Hours(25))});
  auto swept = SweepAnswers(*database_);
  ASSERT_THAT(swept, IsOk());
  EXPECT_EQ(*swept, 1);
  EXPECT_EQ(Send("ann", Request("new", "a")), 2);
}

// Whatever the replica's own says.
TEST_F(IdempotencyTest, TheDayIsOneOfTheDatabasesClock) {
  DatabaseOptions options = test::NewLedgerOptions();
  options.max_connections = 1;
  database_ = std::make_unique<Database>(options);
  const auto set_clock = [this](absl::Time time) {
    EXPECT_THAT(database_->Read(Soon(),
                                [time](Connection& connection) {
                                  return connection.RunScript(Concat("SET SESSION timestamp = ",
                                                                     absl::ToUnixSeconds(time)));
                                }),
                IsOk());
  };
  const absl::Time then = absl::FromUnixSeconds(1'000'000'000);
  set_clock(then);
  EXPECT_EQ(Send("ann", Request("k", "a")), 1);
  for (const int hours : {23, 25}) {
    set_clock(then + absl::Hours(hours));
    auto swept = SweepAnswers(*database_);
    ASSERT_THAT(swept, IsOk());
    EXPECT_EQ(*swept, hours < 24 ? 0 : 1) << hours;
  }
}

TEST_F(IdempotencyTest, KeysThatDifferInABlankAreTwo) {
  ImportResourcesRequest request;
  request.set_request_id("once");
  PinPositionResponse response;
  const auto count = [&] { return Count(&response); };
  for (const char* subject : {"ann", "ann ", "Ann", "\u00e4nn"}) {
    ASSERT_THAT(Call(subject, request, &response, count), IsOk()) << subject;
  }
  EXPECT_EQ(runs_, 4);
  request.set_request_id("once ");
  request.set_type("another");
  EXPECT_THAT(Call("ann", request, &response, count), IsOk());
  EXPECT_EQ(runs_, 5);
}

}  // namespace
}  // namespace concordat
