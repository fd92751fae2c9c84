#include <string>

#include "benefits-service/src/compose.h"
#include "benefits-service/src/facts.h"
#include "benefits-service/src/resources.h"
#include "common/base/errors.h"
#include "common/ledger/read_at.h"
#include "common/ledger/references.h"
#include "common/resource/resource_index.h"
#include "common/resource/validate.h"

namespace concordat::benefits {
namespace {

using ParentCheck = absl::Status (*)(const Ledger&, const Caller&, Connection&,
                                     const std::string& parent);

// A partnership that is not there is NOT_FOUND; one without benefits is empty.
absl::Status CheckParent(const Ledger& ledger, const Caller& caller, Connection& connection,
                         const std::string& parent) {
  const ResourceType* type = TypeOfName(parent);
  if (type == nullptr || type->type() != "concordat.dev/Partnership") {
    return InvalidField("parent", "is no name of a partnership");
  }
  return CheckReadable(ledger, caller, connection, parent);
}

// A peer has checked its own partnership; asking it back would wait in a ring.
absl::Status TrustPeer(const Ledger&, const Caller&, Connection&, const std::string&) {
  return absl::OkStatus();
}

template <typename Request>
Scope ScopeOf(const Request& request) {
  return Scope(request.scope());
}

// A peer asks for the position of everything.
Scope ScopeOf(const v1::GetBenefitsPositionRequest&) { return Scope(); }

// Binds a report: reads the facts in one snapshot and composes.
template <typename Request, typename Report>
void Bind(const Ledger& ledger, const std::string& name, Report (*compose)(const Facts&),
          ParentCheck check_parent, MethodTable* methods) {
  methods->Bind<Request, Report>(
      "concordat.benefits.v1.BenefitsReports." + name,
      [&ledger, compose, check_parent](const Caller& caller,
                                       const Request& request) -> absl::StatusOr<Report> {
        absl::Status status = Validate(request);
        if (!status.ok()) return status;
        Report report;
        status = ledger.database().Snapshot(caller.limits(), [&](Connection& connection) {
          absl::Status checked = check_parent(ledger, caller, connection, request.parent());
          if (!checked.ok()) return checked;
          auto at = ResolveReadAt(caller, request);
          if (!at.ok()) return at.status();
          auto facts = ReadFacts(connection, ledger, request.parent(), *at);
          if (!facts.ok()) return facts.status();
          Narrow(ScopeOf(request), &*facts);
          report = compose(*facts);
          return absl::OkStatus();
        });
        if (!status.ok()) return status;
        return report;
      });
}

}  // namespace

void BindReports(const Ledger& ledger, MethodTable* methods) {
  Bind<v1::GetFinancialSummaryRequest>(ledger, "GetFinancialSummary", &ComposeFinancialSummary,
                                       &CheckParent, methods);
  Bind<v1::GetBenefitsRealisationRequest>(ledger, "GetBenefitsRealisation", &ComposeRealisation,
                                          &CheckParent, methods);
  Bind<v1::GetBenefitsPositionRequest>(ledger, "GetBenefitsPosition", &ComposePosition, &TrustPeer,
                                       methods);
}

}  // namespace concordat::benefits
