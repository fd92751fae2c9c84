#include "common/peers/positions.h"

#include <utility>
#include <vector>

#include "common/base/text.h"
#include "common/base/worker_pool.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

void Positions::Add(const ledger::v1::Position& position) {
  pins_ += Concat(pins_.empty() ? "" : ",", position.service(), "=", position.epoch(), ":",
                  position.position());
}

absl::Status PinServices(const ServiceCalls& calls, std::span<const std::string_view> services,
                         const google::protobuf::Timestamp* as_known_at, Positions* positions) {
  ledger::v1::PinPositionRequest request;
  if (as_known_at != nullptr) *request.mutable_as_known_at() = *as_known_at;
  std::vector<Awaited<ledger::v1::PinPositionResponse>> pins;
  for (const std::string_view service : services) {
    pins.push_back(calls.Begin<ledger::v1::PinPositionResponse>(
        service, "concordat.ledger.v1.Ledger.PinPosition", request));
  }
  const WorkerPool::Waiting waits;
  for (auto& pending : pins) {
    auto pin = pending.Get();
    if (!pin.ok()) return pin.status();
    positions->Add(pin->position());
  }
  return absl::OkStatus();
}

}  // namespace concordat
