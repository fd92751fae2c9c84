// What a report does between its question and its answer: the parent is checked,
// the times are resolved, and all is read in one snapshot.
#ifndef CONCORDAT_COMMON_SERVICE_REPORT_METHOD_H_
#define CONCORDAT_COMMON_SERVICE_REPORT_METHOD_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <string_view>
#include <utility>

#include "common/identity/caller.h"
#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/rpc/method_table.h"
#include "common/sql/mysql.h"

namespace concordat {

// Whether the partnership is looked for. A peer has checked its own; asking it
// back would wait in a ring.
enum class ParentCheck { kReadable, kTrusted };

// Gives `read` the snapshot and the times that the request asks for. The parent
// is a partnership: INVALID_ARGUMENT for another name, NOT_FOUND for one that is
// not there. `read` may run again after a broken connection.
absl::Status ReadReport(const Ledger& ledger, const Caller& caller,
                        const google::protobuf::Message& request, ParentCheck check,
                        absl::FunctionRef<absl::Status(Connection&, const ReadAt&)> read);

// What composes a report from what it reads.
template <typename Request, typename Report>
using ReportComposer = std::function<absl::StatusOr<Report>(Connection&, const Ledger&,
                                                            const Request&, const ReadAt&)>;

// Binds a report of one snapshot: `concordat.risk.v1.RegisterReports.GetRegisterReport`.
// The ledger must outlive the table.
template <typename Request, typename Report>
void BindReport(const Ledger& ledger, std::string_view method, ParentCheck check,
                ReportComposer<Request, Report> compose, MethodTable* methods) {
  methods->Bind<Request, Report>(
      method,
      [&ledger, check, compose = std::move(compose)](
          const Caller& caller, const Request& request) -> absl::StatusOr<Report> {
        absl::StatusOr<Report> report = Report();
        absl::Status status = ReadReport(ledger, caller, request, check,
                                         [&](Connection& connection, const ReadAt& at) {
                                           report = compose(connection, ledger, request, at);
                                           return report.status();
                                         });
        if (!status.ok()) return status;
        return report;
      });
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_REPORT_METHOD_H_
