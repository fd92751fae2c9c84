#include "common/operations/operation_caller.h"

#include <optional>
#include <string>

#include "common/identity/assertion.h"
#include "common/telemetry/span.h"

namespace concordat {

ledger::v1::OperationCaller KeptCaller(const Caller& caller) {
  ledger::v1::OperationCaller kept;
  kept.set_subject(caller.subject);
  for (const Role role : caller.roles) kept.add_roles(std::string(RoleName(role)));
  kept.mutable_partnerships()->Assign(caller.partnerships.begin(), caller.partnerships.end());
  kept.set_council(caller.council);
  kept.set_traceparent(ActiveTraceparent());
  return kept;
}

Caller CallerOf(const ledger::v1::OperationCaller& kept) {
  Caller caller;
  caller.subject = kept.subject();
  for (const std::string& name : kept.roles()) {
    const std::optional<Role> role = ParseRole(name);
    if (role.has_value()) caller.roles.push_back(*role);
  }
  caller.partnerships.assign(kept.partnerships().begin(), kept.partnerships().end());
  caller.council = kept.council();
  return caller;
}

}  // namespace concordat
