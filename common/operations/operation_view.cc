#include "common/operations/operation_view.h"

#include <google/protobuf/util/time_util.h>

#include "common/identity/access.h"

namespace concordat {
namespace {

using google::protobuf::util::TimeUtil;

ledger::v1::OperationMetadata MetadataOf(const OperationRecord& record) {
  ledger::v1::OperationMetadata metadata;
  metadata.set_method(record.method);
  metadata.set_subject(record.subject);
  metadata.set_state(record.state);
  *metadata.mutable_create_time() = TimeUtil::MicrosecondsToTimestamp(record.created);
  if (record.started.has_value()) {
    *metadata.mutable_start_time() = TimeUtil::MicrosecondsToTimestamp(*record.started);
  }
  if (record.ended.has_value()) {
    *metadata.mutable_end_time() = TimeUtil::MicrosecondsToTimestamp(*record.ended);
  }
  if (record.expires.has_value()) {
    *metadata.mutable_expire_time() = TimeUtil::MicrosecondsToTimestamp(*record.expires);
  }
  metadata.set_progress_done(record.progress.done);
  metadata.set_progress_total(record.progress.total);
  metadata.set_progress(record.progress.words);
  metadata.set_cancel_requested(record.cancel_asked);
  metadata.set_attempts(record.attempts);
  return metadata;
}

}  // namespace

bool MaySee(const Caller& caller, const OperationRecord& record) {
  return caller.subject == record.subject || SeesAllOperations(caller);
}

google::longrunning::Operation ToOperation(const Caller& caller, const OperationRecord& record) {
  google::longrunning::Operation operation;
  operation.set_name(record.name);
  operation.set_done(IsDone(record.state));
  ledger::v1::OperationMetadata metadata = MetadataOf(record);
  const bool whole = !record.exempt_seen || SeesExempt(caller);
  if (!record.error.empty()) {
    operation.mutable_error()->ParseFromString(record.error);
    if (!whole) {
      operation.mutable_error()->clear_message();
      operation.mutable_error()->clear_details();
    }
  } else if (whole && !record.result.empty()) {
    operation.mutable_response()->ParseFromString(record.result);
  } else {
    metadata.set_result_left_out(record.has_result);
  }
  operation.mutable_metadata()->PackFrom(metadata);
  return operation;
}

}  // namespace concordat
