#include "common/peers/peer_children.h"

#include <vector>

#include "common/base/errors.h"
#include "common/base/services.h"
#include "common/base/text.h"
#include "common/peers/service_calls.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {
namespace {

using ledger::v1::FindLiveBelowRequest;
using ledger::v1::FindLiveBelowResponse;

constexpr absl::Duration kPatience = absl::Seconds(2);

}  // namespace

LiveElsewhere MakeLiveElsewhere(const Peers& peers, const std::string& own) {
  return [&peers, own](const Caller& caller,
                       const std::string& name) -> absl::StatusOr<std::optional<std::string>> {
    FindLiveBelowRequest request;
    request.set_parent(name);
    const ServiceCalls calls(peers, caller, kPatience);
    std::vector<Awaited<FindLiveBelowResponse>> answers;
    for (const std::string_view service : kServices) {
      if (service == own) continue;
      answers.push_back(calls.Begin<FindLiveBelowResponse>(
          service, "concordat.ledger.v1.Ledger.FindLiveBelow", request));
    }
    std::optional<std::string> found;
    for (auto& pending : answers) {
      auto answer = pending.Get();
      if (!answer.ok()) {
        return ErrorWithReason(absl::StatusCode::kUnavailable, "PEER_UNAVAILABLE",
                               Concat("no service can say what is below ", name));
      }
      if (!answer->name().empty()) found = answer->name();
    }
    return found;
  };
}

}  // namespace concordat
