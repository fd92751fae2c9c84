// Compiles an AIP-160 filter over a resource's columns into a SQL condition
// with bound values. The subset: comparisons `field = value` with = != < <= > >=
// and `:` (contains), AND, OR, NOT, `-` and parentheses. A field of a list,
// `lines.amountPence > 100`, holds where it holds for any element of the slice.
// `field:*` holds where there is something: a value, a field of a message, an element;
// of a list of texts `tags:x` where x is one of them.
#ifndef CONCORDAT_COMMON_RESOURCE_FILTER_H_
#define CONCORDAT_COMMON_RESOURCE_FILTER_H_

#include <absl/status/statusor.h>

#include <string>
#include <string_view>

#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"

namespace concordat {

// The column of the resource's own table of a field path in snake_case or lowerCamelCase,
// `current.statedScore`; nullptr for none.
const Column* FindColumn(const ResourceType& type, std::string_view field);

struct CompiledFilter {
  // Over the table alias `t`; empty for an empty filter.
  std::string condition;
  SqlValues values;
};

// INVALID_ARGUMENT names the place in the filter that is wrong. Partial dates
// compare for every day they allow: `start < 2011-03` finds what surely began before.
// Every comparison is true or false: what is absent is unequal to every value. The
// partnership is the one whose records are asked for; empty for any.
absl::StatusOr<CompiledFilter> CompileFilter(const ResourceType& type, std::string_view filter,
                                             std::string_view partnership = "");

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_FILTER_H_
