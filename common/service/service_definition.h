// What makes one service differ from another.
#ifndef CONCORDAT_COMMON_SERVICE_SERVICE_DEFINITION_H_
#define CONCORDAT_COMMON_SERVICE_SERVICE_DEFINITION_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/feed/feed.h"
#include "common/ledger/ledger.h"
#include "common/operations/operation_methods.h"
#include "common/peers/peers.h"
#include "common/rpc/method_table.h"
#include "common/service/findings_method.h"
#include "common/telemetry/metrics.h"

namespace concordat {

// What the methods of a service work with; it outlives them.
struct ServiceParts {
  const Ledger& ledger;
  const Feed& feed;
  const Peers& peers;
  // Long-running ones; null in tests that begin none.
  Operations* operations = nullptr;
};

// Figures of what is kept, for dashboards: values by the name of their metric.
using Figures = std::map<std::string, std::vector<LabelledValue>, std::less<>>;

struct FiguresDefinition {
  // Names and units.
  std::vector<std::pair<std::string, std::string>> metrics;
  // Reads them all anew, within the limit.
  std::function<absl::StatusOr<Figures>(const ServiceParts&, const MethodTable&, absl::Time)> read;
};

// Something that a service does by itself now and then, within the limit.
struct Duty {
  std::string name;
  std::function<absl::Status(const ServiceParts&, absl::Time limit)> run;
};

struct ServiceDefinition {
  // `programme`, `benefits` or `risk`.
  std::string name;
  std::vector<ResourceRegistration> resources;
  // What does not agree in this service's own data.
  FindingsFunction findings;
  // Binds methods beyond the standard ones; may be empty.
  std::function<void(const ServiceParts&, MethodTable*)> bind;
  // None where there are no metrics.
  FiguresDefinition figures;
  std::vector<Duty> duties;
  // True for a service that refers to what programme-service keeps, and follows
  // its feed for that.
  bool follows_programme = false;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SERVICE_SERVICE_DEFINITION_H_
