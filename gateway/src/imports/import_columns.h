// The columns of an imported file and the fields of a resource: which is which.
#ifndef CONCORDAT_GATEWAY_IMPORTS_IMPORT_COLUMNS_H_
#define CONCORDAT_GATEWAY_IMPORTS_IMPORT_COLUMNS_H_

#include <absl/status/statusor.h>

#include <string>
#include <vector>

#include "common/resource/resource_type.h"

namespace concordat::gateway {

// One column: what it is called, and the fields down to the one it fills.
struct FileColumn {
  enum Kind { kId, kParent, kEffectiveDate, kField } kind = kField;
  std::string title;
  FieldPath path;
  // Place in `path` of a repeated message; -1 without one.
  int repeated_at = -1;

  bool InList() const { return repeated_at >= 0; }
  // Path of the list of messages it is in, or of the field itself.
  std::string WrittenPath() const { return PathTo(InList() ? repeated_at + 1 : path.size()); }
  std::string WholePath() const { return PathTo(path.size()); }

 private:
  std::string PathTo(size_t end) const;
};

// The columns that a header names. INVALID_ARGUMENT for one that is no field that
// can be written, for a field that has two, and where `id` is missing.
absl::StatusOr<std::vector<FileColumn>> ReadColumns(const ResourceType& type,
                                                    const std::vector<std::string>& titles);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORTS_IMPORT_COLUMNS_H_
