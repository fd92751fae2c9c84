// The SQL of a resource's temporal table, from its descriptor.
#ifndef CONCORDAT_COMMON_DDL_H_
#define CONCORDAT_COMMON_DDL_H_

#include <string>
#include <utility>
#include <vector>

#include "common/resource_type.h"

namespace concordat {

// Name and definition of every column, the engine's first.
std::vector<std::pair<std::string, std::string>> TableColumns(const ResourceType& type);

// CREATE TABLE, for a migration to hold.
std::string CreateTable(const ResourceType& type);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_DDL_H_
