// How busy a pool of connections is.
#ifndef CONCORDAT_COMMON_SQL_POOL_METRICS_H_
#define CONCORDAT_COMMON_SQL_POOL_METRICS_H_

#include "common/sql/database.h"

namespace concordat {

// Connections in use and idle, the most that there may be, and work that waits for one.
// The database has to live as long as telemetry does.
void RegisterPoolMetrics(const Database& database);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_POOL_METRICS_H_
