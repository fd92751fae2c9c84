// A piece of a statement with the values that its `?` stand for, so that pieces can
// be put together without counting.
#ifndef CONCORDAT_COMMON_SQL_SQL_PART_H_
#define CONCORDAT_COMMON_SQL_SQL_PART_H_

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "common/sql/mysql.h"

namespace concordat {

struct SqlPart {
  std::string text;
  SqlValues values;

  SqlPart& Add(std::string_view more, const SqlValues& more_values = {}) {
    text.append(more);
    values.insert(values.end(), more_values.begin(), more_values.end());
    return *this;
  }
  SqlPart& Add(const SqlPart& part) { return Add(part.text, part.values); }
};

// `expression IN (…)`; false for no values.
SqlPart IsAmong(std::string_view expression, std::span<const std::string> values);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_SQL_PART_H_
