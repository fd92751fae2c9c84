// How a service answers with what does not agree in its own data.
#ifndef CONCORDAT_COMMON_SERVICE_FINDINGS_METHOD_H_
#define CONCORDAT_COMMON_SERVICE_FINDINGS_METHOD_H_

#include <absl/status/statusor.h>

#include <functional>
#include <map>
#include <string>

#include "common/findings/finding_scope.h"
#include "common/findings/findings.h"
#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/rpc/method_table.h"
#include "common/service/reading.h"
#include "common/sql/mysql.h"

namespace concordat {

// What does not agree below a parent, `partnerships/{partnership}`, and concerns a
// scope, in the order of the ids.
using FindingsFunction = std::function<absl::StatusOr<Findings>(
    Connection&, const Ledger&, const std::string& parent, const Scope&, const ReadAt&)>;

// Binds Ledger.ListServiceFindings. The ledger must outlive the table.
void BindFindings(const Ledger& ledger, FindingsFunction findings, MethodTable* methods);

// Leaves only those that are among the others, word for word.
void KeepSame(const Findings& others, Findings* findings);

// The same for whoever may be told all or what is public: of what `find` answers for
// the public only what it answers for everybody, too.
FindingsFunction FindToTell(FindingsFunction find);

// What a rule finds in a reading and may be told of it.
template <typename Facts, typename Rules>
Findings FindIn(const Reading<Facts>& reading, const Rules& rules) {
  Findings findings = rules(reading.told());
  if (reading.is_narrowed()) KeepSame(rules(reading.all()), &findings);
  return findings;
}

// Of one service: how its facts are read, what its rules find in them, and what
// each record belongs to, so that findings can be narrowed to a board.
template <typename Facts>
FindingsFunction MakeFindings(absl::StatusOr<Facts> (*read)(Connection&, const Ledger&,
                                                            const std::string& parent,
                                                            const ReadAt&),
                              Findings (*rules)(const Facts&),
                              std::map<std::string, std::string> (*owners)(const Facts&)) {
  return FindToTell([=](Connection& connection, const Ledger& ledger, const std::string& parent,
                        const Scope& scope, const ReadAt& at) -> absl::StatusOr<Findings> {
    auto facts = read(connection, ledger, parent, at);
    if (!facts.ok()) return facts.status();
    Findings findings = rules(*facts);
    KeepInScope(scope, owners(*facts), &findings);
    return findings;
  });
}

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_FINDINGS_METHOD_H_
