// Reading and beginning operations; operation_turns.h has what happens to those begun.
#ifndef CONCORDAT_COMMON_OPERATIONS_OPERATION_TABLES_H_
#define CONCORDAT_COMMON_OPERATIONS_OPERATION_TABLES_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "common/operations/operation_record.h"
#include "common/sql/mysql.h"

namespace concordat {

// One that is asked for.
struct NewOperation {
  OperationRecord record;
  // An id.
  std::string partnership;
  std::string request;
  ledger::v1::OperationCaller caller;
};
absl::Status InsertOperation(Connection& connection, const NewOperation& operation);

// How many are not done, of all and of one subject.
struct UnfinishedOperations {
  int64_t all = 0;
  int64_t of_subject = 0;
};
absl::StatusOr<UnfinishedOperations> CountUnfinished(Connection& connection,
                                                     const std::string& subject);

// NOT_FOUND where it is not there.
absl::StatusOr<OperationRecord> ReadOperation(Connection& connection, const std::string& name);

// Which operations of a partnership to list, the newest first, without results.
struct OperationsQuery {
  std::string partnership;
  // Only of this subject.
  std::optional<std::string> subject;
  // Those after the one of that time and name.
  std::optional<int64_t> after_created;
  std::string after_name;
  int limit = 0;
};
absl::StatusOr<std::vector<OperationRecord>> ReadOperations(Connection& connection,
                                                            const OperationsQuery& query);

// Those of the names that are not done.
absl::StatusOr<std::vector<std::string>> StillUnfinished(Connection& connection,
                                                         const std::vector<std::string>& names);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_OPERATIONS_OPERATION_TABLES_H_
