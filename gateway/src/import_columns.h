// Which column of a file means which field of a resource. Import reads by it; an
// export would write by it, so that both have the same columns.
#ifndef CONCORDAT_GATEWAY_IMPORT_COLUMNS_H_
#define CONCORDAT_GATEWAY_IMPORT_COLUMNS_H_

#include <string>
#include <string_view>
#include <vector>

#include <absl/status/statusor.h>

#include "common/resource_type.h"

namespace concordat::gateway {

struct ImportColumn {
  enum Kind {
    kName,           // `name`: the whole resource name, or relative to the partnership
    kId,             // `id`: its last part
    kParent,         // `parent`: of nested collections, whole or relative
    kEffectiveDate,  // `effective_date`: of the row
    kField,          // a field of the resource
  };
  // As the file heads it.
  std::string header;
  Kind kind = kField;
  // Down to the field that the cell sets.
  FieldPath path;
  // The field that is written as a whole, as in a field mask: of `lines.year` it is `lines`.
  std::string field;
  // Place in `path` of the repeated message that each row adds an element to; -1 for none.
  int list_at = -1;
};

// One for each header, in snake_case or lowerCamelCase. INVALID_ARGUMENT names the
// columns that are unknown, computed or meant twice, and a missing name or id.
absl::StatusOr<std::vector<ImportColumn>> MapColumns(const ResourceType& type,
                                                     const std::vector<std::string>& headers);

// The field that is written as a whole for a path such as `lines.year`; empty
// when there is nothing there that can be written.
std::string WrittenField(const ResourceType& type, std::string_view path);

// The header that a field path of the service's errors (`lines[2].year`) is
// about; the path itself when the file has no such column.
std::string HeaderOf(const std::vector<ImportColumn>& columns, std::string_view path);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_IMPORT_COLUMNS_H_
