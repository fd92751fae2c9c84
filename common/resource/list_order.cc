#include "common/resource/list_order.h"

#include <absl/strings/str_split.h>

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/filter.h"

namespace concordat {
namespace {

constexpr char kParent[] = "list_parent";
constexpr char kPartnership[] = "list_partnership";
// Segments of `partnerships/{partnership}`.
constexpr size_t kPartnershipLength = 2;

size_t ParentLength(const ResourceType& type) { return type.pattern().size() - 2; }

std::string BeginOfName(size_t segments) {
  return Concat(
      "VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS"
      " (SUBSTRING_INDEX(name, '/', ",
      segments, ")) STORED");
}

// What lists can be ordered by, as a caller names it.
std::string FieldsOf(const ResourceType& type) {
  std::string fields = "name";
  for (const std::string& column : type.orders()) {
    fields += Concat(", ", type.OrderColumn(column).field);
  }
  return fields;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> ScopeColumns(const ResourceType& type) {
  std::vector<std::pair<std::string, std::string>> columns;
  if (type.orders().empty() || ParentLength(type) == 0) return columns;
  columns.emplace_back(kParent, BeginOfName(ParentLength(type)));
  if (ParentLength(type) > kPartnershipLength) {
    columns.emplace_back(kPartnership, BeginOfName(kPartnershipLength));
  }
  return columns;
}

std::vector<OrderIndex> OrderIndices(const ResourceType& type) {
  std::vector<OrderIndex> indices;
  for (const std::string& column : type.orders()) {
    indices.push_back({Concat("by_", column), column, ParentLength(type) == 0 ? "" : kParent});
    if (ParentLength(type) > kPartnershipLength) {
      indices.push_back({Concat("all_by_", column), column, kPartnership});
    }
  }
  return indices;
}

std::string KeyDefinition(const OrderIndex& index) {
  return Concat("KEY ", index.name, " (", index.scope, index.scope.empty() ? "" : ", ",
                "superseded_by, valid_to, deleted, `", index.column, "`, name)");
}

std::optional<OrderedPlace> FindOrderedPlace(const ResourceType& type, std::string_view column,
                                             std::string_view parent) {
  const std::vector<std::string> segments = absl::StrSplit(ToAbsl(parent), '/');
  const auto wildcards = std::ranges::count(segments, "-");
  // Of all ids, or of all but the partnership's.
  const auto all = static_cast<ptrdiff_t>(ParentLength(type) / 2);
  const bool of_partnership = wildcards > 0 && wildcards == all - 1 && segments[1] != "-";
  if (wildcards > 0 && !of_partnership) return std::nullopt;
  const std::string of =
      of_partnership ? Concat(segments[0], "/", segments[1]) : std::string(parent);
  for (OrderIndex& index : OrderIndices(type)) {
    if (index.column != column || (index.scope == kPartnership) != of_partnership) continue;
    return OrderedPlace{std::move(index), of};
  }
  return std::nullopt;
}

absl::StatusOr<ListOrder> ParseOrderBy(const ResourceType& type, std::string_view order_by,
                                       std::string_view parent) {
  const std::vector<std::string> words =
      absl::StrSplit(ToAbsl(order_by), ' ', absl::SkipWhitespace());
  if (words.empty()) return ListOrder();
  ListOrder order{"", words.size() == 2};
  const Column* column = FindColumn(type, words[0]);
  if (column != nullptr && std::ranges::count(type.orders(), column->name) > 0) {
    order.column = column->name;
  }
  const bool known = words[0] == "name" || !order.column.empty();
  if (!known || words.size() > 2 || (order.descending && words[1] != "desc")) {
    return InvalidField(
        "order_by",
        Concat("\"", order_by, "\" is none of these, with desc or without: ", FieldsOf(type)));
  }
  if (!order.column.empty() && !FindOrderedPlace(type, order.column, parent).has_value()) {
    return InvalidField("order_by", "goes with - in the parent only for all of one partnership");
  }
  return order;
}

}  // namespace concordat
