#include "common/sql/pool_metrics.h"

#include "common/telemetry/metrics.h"
#include "common/telemetry/semconv.h"

namespace concordat {
namespace {

LabelledValue Of(const Database& database, int value, std::string_view state = "") {
  LabelledValue labelled{{{semconv::kDbClientConnectionPoolName, database.options().schema}},
                         static_cast<double>(value)};
  if (!state.empty()) labelled.labels.emplace(semconv::kDbClientConnectionState, state);
  return labelled;
}

}  // namespace

void RegisterPoolMetrics(const Database& database) {
  using Values = std::vector<LabelledValue>;
  RegisterGauges(semconv::kDbClientConnectionCount, "{connection}", [&database] {
    const PoolUse use = database.pool_use();
    return Values{Of(database, use.in_use, "used"), Of(database, use.open - use.in_use, "idle")};
  });
  RegisterGauges(semconv::kDbClientConnectionPendingRequests, "{request}",
                 [&database] { return Values{Of(database, database.pool_use().waiting)}; });
  RegisterGauges(semconv::kDbClientConnectionMax, "{connection}",
                 [&database] { return Values{Of(database, database.options().max_connections)}; });
}

}  // namespace concordat
