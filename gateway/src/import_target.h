// Which type an import is for, and what its records are called.
#ifndef CONCORDAT_GATEWAY_IMPORT_TARGET_H_
#define CONCORDAT_GATEWAY_IMPORT_TARGET_H_

#include <string>

#include <absl/status/statusor.h>

#include "common/resource_type.h"

namespace concordat::gateway {

struct ImportTarget {
  const ResourceType* type = nullptr;
  // As the request says it; empty for global collections.
  std::string parent;
  // `partnerships/{partnership}` that the parent lies in; empty for global ones.
  std::string partnership;

  // The whole name of a record by its `name` cell.
  absl::StatusOr<std::string> NameOf(const std::string& name) const;
  // By its `parent` cell, which may be empty, and its `id` cell.
  absl::StatusOr<std::string> NameOf(const std::string& parent, const std::string& id) const;
};

// The type whose collection lies below the parent, directly or deeper: the
// nearest one. NOT_FOUND when there is none.
absl::StatusOr<ImportTarget> FindTarget(const std::string& parent, const std::string& collection);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORT_TARGET_H_
