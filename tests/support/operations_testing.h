// For tests: operations of a partnership over a fresh schema. Several over one ledger stand
// for replicas.
#ifndef CONCORDAT_TESTS_SUPPORT_OPERATIONS_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_OPERATIONS_TESTING_H_

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "common/operations/operations.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/partnership_service.pb.h"
#include "tests/support/resource_testing.h"

namespace concordat::test {

inline ledger::v1::OperationMetadata MetadataOf(const google::longrunning::Operation& operation) {
  ledger::v1::OperationMetadata metadata;
  EXPECT_TRUE(operation.metadata().UnpackTo(&metadata));
  return metadata;
}

inline Caller CallerNamed(std::string subject, Role role = Role::kReader) {
  Caller caller;
  caller.subject = std::move(subject);
  caller.roles = {role};
  caller.partnerships = {"north"};
  caller.assertion = "signed";
  caller.deadline = Soon();
  return caller;
}

class OperationsTest : public ResourcesTest {
 protected:
  // Any request that names a partnership, and any result, would do.
  using Request = programme::v1::DeletePartnershipRequest;
  using Result = programme::v1::Partnership;
  static constexpr char kMethod[] = "concordat.programme.v1.Partnerships.Work";

  OperationsTest() : ResourcesTest("programme", {Keep<Result>()}) {
    programme::v1::CreatePartnershipRequest request;
    request.set_partnership_id("north");
    request.mutable_partnership()->set_title("North");
    EXPECT_THAT(CallMethod<Result>("Partnerships.CreatePartnership", request), IsOk());
  }

  // Looks often, and loses its hold soon.
  static OperationOptions Quick() {
    OperationOptions options;
    options.hold = absl::Milliseconds(600);
    options.look = absl::Milliseconds(20);
    options.pause = absl::Milliseconds(10);
    return options;
  }

  // A replica that does the work.
  std::unique_ptr<Operations> NewReplica(OperationWork work, OperationOptions options = Quick()) {
    auto replica = std::make_unique<Operations>(&ledger_, options);
    replica->Add(kMethod, {Request::descriptor(), std::move(work)});
    replica->Start();
    return replica;
  }

  // One that does none.
  std::unique_ptr<Operations> NewIdle(OperationOptions options = Quick()) {
    return std::make_unique<Operations>(&ledger_, options);
  }

  static Request Ask(std::string content = "", std::string request_id = "") {
    Request request;
    request.set_name("partnerships/north");
    request.set_etag(std::move(content));
    request.set_request_id(std::move(request_id));
    return request;
  }

  static MessagePtr ResultOf(std::string title) {
    auto result = std::make_unique<Result>();
    result->set_title(std::move(title));
    return result;
  }

  // The title of what came of it; empty without a result.
  static std::string TitleOf(const google::longrunning::Operation& operation) {
    Result result;
    return operation.response().UnpackTo(&result) ? result.title() : "";
  }

  static std::string Begin(Operations& operations, const Caller& caller,
                           const Request& request = Ask()) {
    auto operation = operations.Begin(caller, kMethod, request);
    EXPECT_THAT(operation, IsOk());
    return operation.ok() ? operation->name() : "";
  }

  // How it stands once it has come to a state, or is done.
  static google::longrunning::Operation Await(
      Operations& operations, const Caller& caller, const std::string& name,
      OperationState state = ledger::v1::OperationMetadata::STATE_UNSPECIFIED) {
    for (const absl::Time until = Soon(); absl::Now() < until;) {
      auto operation = operations.Get(caller, name);
      EXPECT_THAT(operation, IsOk());
      if (!operation.ok()) return {};
      if (operation->done() || MetadataOf(*operation).state() == state) return *operation;
      absl::SleepFor(absl::Milliseconds(5));
    }
    ADD_FAILURE() << name << " does not come there";
    return {};
  }

  // Until the work is told to end.
  static absl::Status WaitForEnd(const OperationRun& run) {
    for (const absl::Time until = Soon(); absl::Now() < until;) {
      absl::Status status = run.CheckWanted();
      if (!status.ok()) return status;
      absl::SleepFor(absl::Milliseconds(5));
    }
    return absl::InternalError("the work is not told to end");
  }
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_OPERATIONS_TESTING_H_
