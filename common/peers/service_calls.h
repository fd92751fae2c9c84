// For a method that asks several services at once on behalf of its caller:
//
//   const ServiceCalls calls(peers, caller, absl::Seconds(20));
//   auto money = calls.Begin<FinancialSummary>("benefits", kGetFinancialSummary, request);
//   auto risks = calls.Begin<RegisterReport>("risk", kGetRegisterReport, other);
//   absl::StatusOr<FinancialSummary> summary = money.Get();
//
// Calls run side by side on no thread of ours, under the caller's trace, at its
// positions and until its deadline. They end when the caller goes away, and what
// is not waited for, as after an error or a throw, is cancelled.
#ifndef CONCORDAT_COMMON_PEERS_SERVICE_CALLS_H_
#define CONCORDAT_COMMON_PEERS_SERVICE_CALLS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <string_view>
#include <utility>

#include "common/base/text.h"
#include "common/identity/caller.h"
#include "common/peers/peers.h"

namespace concordat {

// The answer of a call that was begun.
template <typename Response>
class Awaited {
 public:
  explicit Awaited(PendingCall call) : call_(std::move(call)) {}

  // Waits for it; once.
  absl::StatusOr<Response> Get() {
    Response response;
    absl::Status status = call_.Wait(&response);
    if (!status.ok()) return status;
    return response;
  }

 private:
  PendingCall call_;
};

class ServiceCalls {
 public:
  // No call takes longer than `limit`. The peers must outlive the calls.
  ServiceCalls(const Peers& peers, Caller caller, absl::Duration limit)
      : peers_(peers), caller_(std::move(caller)), limit_(limit) {}

  // Begins `concordat.<service>.v1.X.Y`, or a method that all services have.
  template <typename Response, typename Request>
  Awaited<Response> Begin(std::string_view service, std::string_view method,
                          const Request& request) const {
    PeerChannel* const peer = peers_.Named(service);
    if (peer != nullptr) return Awaited<Response>(peer->Begin(caller_, method, request, limit_));
    PendingCall none;
    none.Done()(absl::UnavailableError(Concat("no ", service, " service is configured")), {});
    return Awaited<Response>(std::move(none));
  }

  // Positions that calls begun from now on read at.
  void Pin(std::string positions) { caller_.pins = std::move(positions); }

 private:
  const Peers& peers_;
  Caller caller_;
  const absl::Duration limit_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_SERVICE_CALLS_H_
