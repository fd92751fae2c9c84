// The SQL of a resource's temporal table and its child tables, from its descriptor.
#ifndef CONCORDAT_COMMON_RESOURCE_SCHEMA_H_
#define CONCORDAT_COMMON_RESOURCE_SCHEMA_H_

#include <absl/status/status.h>

#include <string>
#include <utility>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"

namespace concordat {

// Name and definition of every column, the engine's first.
using TableColumns = std::vector<std::pair<std::string, std::string>>;
TableColumns ColumnsOf(const ResourceType& type);
TableColumns ColumnsOf(const ChildTable& child);

// CREATE TABLE for the resource's table and then for each of its lists, for a
// migration to hold.
std::string CreateTables(const ResourceType& type);

// OK when each table has the columns that the descriptors ask for; otherwise
// FAILED_PRECONDITION with the SQL that is missing.
absl::Status CheckTables(Connection& connection, const std::vector<const ResourceType*>& types);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_SCHEMA_H_
