// The places in the feeds of several services that one answer is read at.
#ifndef CONCORDAT_COMMON_PEERS_POSITIONS_H_
#define CONCORDAT_COMMON_PEERS_POSITIONS_H_

#include <absl/status/status.h>
#include <google/protobuf/timestamp.pb.h>

#include <span>
#include <string>
#include <string_view>

#include "common/peers/service_calls.h"
#include "concordat/ledger/v1/change.pb.h"

namespace concordat {

class Positions {
 public:
  void Add(const ledger::v1::Position& position);

  // As calls and answers carry them: `programme=1:12,benefits=1:9`.
  const std::string& pins() const { return pins_; }

 private:
  std::string pins_;
};

// Asks each service for its place, side by side: the newest one, or the place of
// a moment where one is given.
absl::Status PinServices(const ServiceCalls& calls, std::span<const std::string_view> services,
                         const google::protobuf::Timestamp* as_known_at, Positions* positions);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_POSITIONS_H_
