#include "common/service/findings_method.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/findings/finding_id.h"
#include "common/service/report_method.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

namespace v1 = ledger::v1;

void KeepSame(const Findings& others, Findings* findings) {
  std::set<std::string> words;
  for (const v1::Finding& other : others) words.insert(SerializeDeterministically(other));
  std::erase_if(*findings, [&words](const v1::Finding& finding) {
    return !words.contains(SerializeDeterministically(finding));
  });
  DropLooseLinks(findings);
}

FindingsFunction FindToTell(FindingsFunction find) {
  return [find = std::move(find)](Connection& connection, const Ledger& ledger,
                                  const std::string& parent, const Scope& scope,
                                  const ReadAt& at) -> absl::StatusOr<Findings> {
    auto told = find(connection, ledger, parent, scope, at);
    if (!told.ok() || !at.public_only) return told;
    ReadAt everything = at;
    everything.public_only = false;
    auto all = find(connection, ledger, parent, scope, everything);
    if (!all.ok()) return all.status();
    KeepSame(*all, &*told);
    return told;
  };
}

void BindFindings(const Ledger& ledger, FindingsFunction findings, MethodTable* methods) {
  using Request = v1::ListServiceFindingsRequest;
  using Response = v1::ListServiceFindingsResponse;
  BindReport<Request, Response>(
      ledger, "concordat.ledger.v1.Ledger.ListServiceFindings", ParentCheck::kTrusted,
      [findings = std::move(findings)](Connection& connection, const Ledger& kept,
                                       const Request& request,
                                       const ReadAt& at) -> absl::StatusOr<Response> {
        auto found = findings(connection, kept, request.parent(), Scope(request.scope()), at);
        if (!found.ok()) return found.status();
        std::ranges::sort(*found, {}, &v1::Finding::finding_id);
        Response response;
        response.set_narrowed(at.public_only);
        for (v1::Finding& finding : *found) *response.add_findings() = std::move(finding);
        return response;
      },
      methods);
}

}  // namespace concordat
