// What a report does between its question and its answer, of a partnership that the
// request may name in any way of its own.
#ifndef CONCORDAT_COMMON_SERVICE_REPORT_BELOW_H_
#define CONCORDAT_COMMON_SERVICE_REPORT_BELOW_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <string>

#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/sql/mysql.h"

namespace concordat {

// Gives `read` one snapshot and the times that the request asks for. Whether the
// partnership is there is not asked. `read` may run again after a broken connection.
absl::Status ReadReportBelow(const Ledger& ledger, const Caller& caller,
                             const google::protobuf::Message& request,
                             const std::string& partnership,
                             absl::FunctionRef<absl::Status(Connection&, const ReadAt&)> read);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_REPORT_BELOW_H_
