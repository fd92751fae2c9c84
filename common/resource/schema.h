// The SQL of a resource's temporal table, from its descriptor.
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
std::vector<std::pair<std::string, std::string>> TableColumns(const ResourceType& type);

// CREATE TABLE, for a migration to hold.
std::string CreateTable(const ResourceType& type);

// OK when each resource's table has the columns that its descriptor asks for;
// otherwise FAILED_PRECONDITION with the SQL that is missing.
absl::Status CheckTables(Connection& connection, const std::vector<const ResourceType*>& types);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_SCHEMA_H_
