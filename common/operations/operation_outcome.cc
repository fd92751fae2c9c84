#include "common/operations/operation_outcome.h"

#include <google/protobuf/any.pb.h>

#include <utility>

#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "google/rpc/status.pb.h"

namespace concordat {
namespace {

using ledger::v1::OperationMetadata;
using What = OperationOutcome::What;

OperationOutcome Failed(const absl::Status& status, OperationProgress progress,
                        OperationState state = OperationMetadata::STATE_FAILED) {
  return {What::kEnd, {state, std::nullopt, KeptError(status), std::move(progress)}};
}

OperationOutcome Succeeded(const google::protobuf::Message& result, OperationProgress progress,
                           size_t max_result) {
  google::protobuf::Any any;
  any.PackFrom(result);
  std::string bytes = SerializeDeterministically(any);
  if (bytes.size() > max_result) {
    return Failed(ErrorWithReason(absl::StatusCode::kResourceExhausted, "RESULT_TOO_LARGE",
                                  Concat("the result is larger than ", max_result, " bytes")),
                  std::move(progress));
  }
  return {
      What::kEnd,
      {OperationMetadata::STATE_SUCCEEDED, std::move(bytes), std::nullopt, std::move(progress)}};
}

}  // namespace

absl::Status CancelledByCaller() {
  return ErrorWithReason(absl::StatusCode::kCancelled, "OPERATION_CANCELLED",
                         "somebody asked that the operation ends");
}

std::string KeptError(const absl::Status& status) {
  const grpc::Status sent = ToGrpc(status);
  google::rpc::Status kept;
  if (sent.error_details().empty() || !kept.ParseFromString(sent.error_details())) {
    kept.set_code(sent.error_code());
    kept.set_message(sent.error_message());
  }
  return SerializeDeterministically(kept);
}

OperationOutcome OutcomeOf(const OperationRun& run, const absl::StatusOr<MessagePtr>& done,
                           int attempts, size_t max_result) {
  using Ended = OperationRun::Ended;
  if (run.ended() == Ended::kLost) return {};
  // What came before it could be stopped is the result.
  if (done.ok()) return Succeeded(**done, run.progress(), max_result);
  if (run.ended() == Ended::kStopping) return {What::kGiveBack, {}};
  if (run.ended() == Ended::kCancelled) {
    return Failed(CancelledByCaller(), run.progress(), OperationMetadata::STATE_CANCELLED);
  }
  const absl::StatusCode code = done.status().code();
  const bool passes = code == absl::StatusCode::kUnavailable || code == absl::StatusCode::kAborted;
  if (passes && run.claimed().attempts < attempts) return {What::kTryAgain, {}};
  return Failed(done.status(), run.progress());
}

}  // namespace concordat
