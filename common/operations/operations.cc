#include "common/operations/operations.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <utility>

#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/ledger/guard.h"
#include "common/ledger/references.h"
#include "common/ledger/run_write.h"
#include "common/operations/operation_caller.h"
#include "common/operations/operation_name.h"
#include "common/operations/operation_outcome.h"
#include "common/operations/operation_pages.h"
#include "common/operations/operation_tables.h"
#include "common/operations/operation_view.h"
#include "common/resource/resource_type.h"

namespace concordat {
namespace {

using google::longrunning::Operation;
using ledger::v1::OperationMetadata;

// Kept back from a call's deadline for the answer after the wait.
constexpr absl::Duration kReserve = absl::Milliseconds(500);

// The row that those who ask for operations meet at, so that they are counted.
constexpr char kAsking[] = "operations/new";

absl::Status TooMany(std::string_view whose) {
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_OPERATIONS",
                         Concat(whose, " operations are not done yet"));
}

// NOT_FOUND for one that the caller does not see, as if it were not there.
absl::StatusOr<OperationRecord> ReadVisible(Connection& connection, const Caller& caller,
                                            const std::string& name) {
  auto record = ReadOperation(connection, name);
  if (record.ok() && !MaySee(caller, *record)) return ResourceNotFound(name);
  return record;
}

absl::Status CheckRoom(Connection& connection, const Caller& caller,
                       const OperationOptions& options) {
  absl::Status status = GuardWhole(connection, kAsking);
  if (!status.ok()) return status;
  auto unfinished = CountUnfinished(connection, caller.subject);
  if (!unfinished.ok()) return unfinished.status();
  if (unfinished->of_subject >= options.unfinished_of_caller) return TooMany("your");
  if (unfinished->all >= options.unfinished) return TooMany("too many");
  return absl::OkStatus();
}

absl::Time EndOfWait(const ledger::v1::WaitOperationRequest& request, const Caller& caller) {
  absl::Time until = caller.deadline - kReserve;
  if (request.has_timeout()) {
    const absl::Duration asked =
        absl::Seconds(request.timeout().seconds()) + absl::Nanoseconds(request.timeout().nanos());
    until = std::min(until, absl::Now() + asked);
  }
  return until;
}

}  // namespace

Operations::Operations(const Ledger* ledger, OperationOptions options)
    : ledger_(*ledger), options_(options), waits_(&ledger->database()) {}

void Operations::Add(std::string method, OperationKind kind) {
  kinds_.emplace(std::move(method), std::move(kind));
}

void Operations::Start() {
  if (kinds_.empty()) return;
  runner_ = std::make_unique<OperationRunner>(
      &ledger_.database(), &kinds_, options_, [this] { return ledger_.CheckMayWrite().ok(); },
      [this] { waits_.Notify(); });
  runner_->Start();
}

absl::StatusOr<Operation> Operations::Begin(const Caller& caller, const std::string& method,
                                            const google::protobuf::Message& request) {
  const std::string partnership(ResourceType::PartnershipOf(NameOfSubject(request)));
  absl::Status status = CheckReadable(ledger_, caller, Concat("partnerships/", partnership));
  if (!status.ok()) return status;
  NewOperation asked;
  asked.partnership = partnership;
  asked.request = SerializeDeterministically(request);
  asked.caller = KeptCaller(caller);
  asked.record.name = NewOperationName(ledger_.service(), partnership);
  asked.record.method = method;
  asked.record.subject = caller.subject;
  asked.record.exempt_seen = SeesExempt(caller);
  asked.record.state = OperationMetadata::STATE_WAITING;
  Operation operation;
  status = RunWrite(ledger_, {&caller, &request, method, ""}, &operation,
                    [&](const WriteScope& scope) -> absl::Status {
                      asked.record.created = absl::ToUnixMicros(scope.context.record_time);
                      absl::Status room = CheckRoom(scope.connection, caller, options_);
                      if (!room.ok()) return room;
                      operation = ToOperation(caller, asked.record);
                      return InsertOperation(scope.connection, asked);
                    });
  if (!status.ok()) return status;
  if (runner_ != nullptr) runner_->Notify();
  return operation;
}

absl::StatusOr<Operation> Operations::Get(const Caller& caller, const std::string& name) const {
  Operation operation;
  absl::Status status = ledger_.database().Read(caller.limits(), [&](Connection& connection) {
    auto record = ReadVisible(connection, caller, name);
    if (record.ok()) operation = ToOperation(caller, *record);
    return record.status();
  });
  if (!status.ok()) return status;
  return operation;
}

absl::StatusOr<ledger::v1::ListOperationsResponse> Operations::List(
    const Caller& caller, const ledger::v1::ListOperationsRequest& request) const {
  const std::string_view partnership = ResourceType::PartnershipOf(request.parent());
  if (partnership.empty() || request.parent() != Concat("partnerships/", partnership)) {
    return InvalidField("parent", "is no name of a partnership");
  }
  auto page = AskedPageOf(request, kOperationPages);
  if (!page.ok()) return page.status();
  OperationsQuery query;
  query.partnership = partnership;
  query.limit = page->size + 1;
  if (!SeesAllOperations(caller)) query.subject = caller.subject;
  if (!request.page_token().empty()) {
    query.after_created = page->after.after_number();
    query.after_name = page->after.after_name();
  }
  ledger::v1::ListOperationsResponse response;
  absl::Status status = ledger_.database().Read(caller.limits(), [&](Connection& connection) {
    response.Clear();
    auto records = ReadOperations(connection, query);
    if (!records.ok()) return records.status();
    const bool more = static_cast<int>(records->size()) > page->size;
    if (more) records->pop_back();
    for (const OperationRecord& record : *records) {
      *response.add_operations() = ToOperation(caller, record);
    }
    if (!more) return absl::OkStatus();
    const OperationRecord& last = records->back();
    response.set_next_page_token(TokenAfterOperation(*page, last.name, last.created));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return response;
}

absl::Status Operations::Cancel(const Caller& caller, const std::string& name) {
  absl::Status status = ledger_.CheckMayWrite();
  if (!status.ok()) return status;
  const std::string error = KeptError(CancelledByCaller());
  status = ledger_.database().Transact(caller.limits(), [&](Connection& connection) {
    auto record = ReadVisible(connection, caller, name);
    if (!record.ok()) return record.status();
    return AskToEnd(connection, name, error, options_.kept);
  });
  if (!status.ok()) return status;
  Log(LogLevel::kInfo, "operation_cancel_asked",
      {{"operation", name}, {"subject", caller.subject}, {"trace_id", caller.trace_id}});
  if (runner_ != nullptr) runner_->Notify();
  waits_.Notify();
  return absl::OkStatus();
}

absl::Status Operations::Delete(const Caller& caller, const std::string& name) {
  absl::Status status = ledger_.CheckMayWrite();
  if (!status.ok()) return status;
  status = ledger_.database().Transact(caller.limits(), [&](Connection& connection) {
    auto record = ReadVisible(connection, caller, name);
    if (!record.ok()) return record.status();
    auto forgotten = Forget(connection, name);
    if (!forgotten.ok()) return forgotten.status();
    if (*forgotten) return absl::OkStatus();
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "OPERATION_NOT_DONE",
                           "the operation is not done; cancel it first");
  });
  if (!status.ok()) return status;
  Log(LogLevel::kInfo, "operation_deleted",
      {{"operation", name}, {"subject", caller.subject}, {"trace_id", caller.trace_id}});
  return absl::OkStatus();
}

bool Operations::Await(const google::protobuf::Message& request, const Caller& caller,
                       const OperationWaits::Done& go) {
  if (request.GetDescriptor() != ledger::v1::WaitOperationRequest::descriptor()) return false;
  const auto& asked = static_cast<const ledger::v1::WaitOperationRequest&>(request);
  // Whoever does not see it is told so at once; what is away is told by the handler too.
  const auto operation = Get(caller, asked.name());
  if (!operation.ok() || operation->done()) return false;
  return waits_.Await(asked.name(), EndOfWait(asked, caller), caller.limits(), go);
}

}  // namespace concordat
