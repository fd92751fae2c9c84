// An operation as it is kept.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_RECORD_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>

#include "concordat/ledger/v1/operation.pb.h"

namespace concordat {

using OperationState = ledger::v1::OperationMetadata::State;

// How far the work has come.
struct OperationProgress {
  int64_t done = 0;
  // 0 while it is not known.
  int64_t total = 0;
  std::string words;
};

// Times are microseconds since 1970.
struct OperationRecord {
  std::string name;
  std::string method;
  std::string subject;
  // True where it was asked for by one who may see what is exempt.
  bool exempt_seen = false;
  OperationState state = ledger::v1::OperationMetadata::STATE_UNSPECIFIED;
  int64_t created = 0;
  std::optional<int64_t> started, ended, expires;
  OperationProgress progress;
  bool cancel_asked = false;
  int attempts = 0;
  bool has_result = false;
  // google.protobuf.Any; empty where it was not read.
  std::string result;
  // google.rpc.Status; empty where it ended well.
  std::string error;
};

inline bool IsDone(OperationState state) {
  return state >= ledger::v1::OperationMetadata::STATE_SUCCEEDED;
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_RECORD_H_
