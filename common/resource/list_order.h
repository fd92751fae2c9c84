// What lists of a resource can be ordered by, and the indices that hold what is in
// force, newest, in that order: a page is read from one place of one of them on.
#ifndef CONCORDAT_COMMON_RESOURCE_LIST_ORDER_H_
#define CONCORDAT_COMMON_RESOURCE_LIST_ORDER_H_

#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/resource/resource_type.h"

namespace concordat {

// Whose records an index has beside one another: of one parent, of one partnership
// (where that is not the parent), or all of a global resource.
struct OrderIndex {
  // `by_title`, `all_by_title`
  std::string name;
  // Column of the resource that it is in the order of.
  std::string column;
  // Column that holds whose they are; empty for a global resource.
  std::string scope;
};

// Name and definition of the columns made of a record's name that hold whose it is.
std::vector<std::pair<std::string, std::string>> ScopeColumns(const ResourceType& type);

std::vector<OrderIndex> OrderIndices(const ResourceType& type);

// The index as a part of CREATE TABLE: `KEY by_title (…)`.
std::string KeyDefinition(const OrderIndex& index);

// The index that has what lies below a parent beside one another, and whose it is there.
struct OrderedPlace {
  OrderIndex index;
  std::string of;
};
// Nothing where `-` in the parent stands for something else than all of one partnership.
std::optional<OrderedPlace> FindOrderedPlace(const ResourceType& type, std::string_view column,
                                             std::string_view parent);

// What `order_by` of a request asks for.
struct ListOrder {
  // Empty for the name.
  std::string column;
  bool descending = false;
};

// INVALID_ARGUMENT names what lists of the type can be ordered by.
absl::StatusOr<ListOrder> ParseOrderBy(const ResourceType& type, std::string_view order_by,
                                       std::string_view parent);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_LIST_ORDER_H_
