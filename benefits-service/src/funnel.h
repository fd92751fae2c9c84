// How far benefits have come, step by step, and what is lost on the way. Pure.
#ifndef CONCORDAT_BENEFITS_SERVICE_FUNNEL_H_
#define CONCORDAT_BENEFITS_SERVICE_FUNNEL_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "benefits-service/src/pence.h"
#include "concordat/benefits/v1/funnel.pb.h"

namespace concordat::benefits {

// What records state of one step of a group.
struct FunnelSums {
  std::optional<Pence> amount;
  std::optional<Pence> amount_high;
  std::optional<int64_t> count;
  int64_t steps = 0;
  int64_t challenged = 0;
  std::string dated_from;
  std::string dated_to;
};

// One step: what is told of all together, and what single benefits add up to.
struct FunnelStepSums {
  std::optional<FunnelSums> together;
  std::optional<FunnelSums> parts;
  std::vector<v1::FunnelShare> shares;
};

struct FunnelGroupSums {
  std::map<v1::Benefit::Stage, FunnelStepSums> stages;
  // Actuals with evidence by grade, and those that are none yet.
  std::map<v1::ShareLine::Grade, Pence> proven;
  std::optional<Pence> unproven;
};

// What is told of all together holds its parts, which are not added to it. FAILED_PRECONDITION
// where amounts cannot be told.
absl::StatusOr<v1::FunnelGroup> ComposeFunnel(const std::string& key, const FunnelGroupSums& sums);

// So many thousandths of a whole above nought, rounded half up.
int64_t PermilleOf(Pence part, Pence whole);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FUNNEL_H_
