#include "gateway/src/backends/dispatch.h"

#include <absl/time/clock.h>

#include <memory>
#include <utility>

#include "common/base/contain.h"
#include "common/identity/method_rules.h"
#include "gateway/src/backends/dispatched_call.h"

namespace concordat::gateway {

absl::StatusOr<Caller> Dispatch::Admit(const google::protobuf::MethodDescriptor* method,
                                       std::string_view authorization,
                                       RequestRecord* record) const {
  if (method == nullptr) return absl::UnimplementedError("there is no such method");
  return Contained([&]() -> absl::StatusOr<Caller> {
    const MethodRules rules = RulesOf(*method);
    if (!rules.is_public()) return absl::UnimplementedError("there is no such method");
    if (rules.open) return Caller();
    auto caller = parts_.identity->Identify(authorization, record->begin());
    if (caller.ok()) record->set_subject(caller->subject);
    return caller;
  });
}

bool Dispatch::MayCall(const google::protobuf::MethodDescriptor& method,
                       std::string_view authorization) const {
  const MethodRules rules = RulesOf(method);
  if (!rules.is_public()) return false;
  return rules.open ||
         Contained([&] { return parts_.identity->Identify(authorization, absl::Now()); }).ok();
}

void Dispatch::Call(const google::protobuf::MethodDescriptor& method, Payload request,
                    Caller caller, const RequestRecord& record, DispatchDone done) const {
  std::make_shared<DispatchedCall>(parts_, retries_, method, std::move(request), std::move(caller),
                                   record, std::move(done))
      ->Run();
}

}  // namespace concordat::gateway
