#include "common/sql/sql_part.h"

#include "common/base/text.h"
#include "common/sql/bulk.h"

namespace concordat {

SqlPart IsAmong(std::string_view expression, std::span<const std::string> values) {
  if (values.empty()) return {"FALSE", {}};
  return {Concat(expression, " IN (", Repeat("?", values.size()), ")"),
          SqlValues(values.begin(), values.end())};
}

}  // namespace concordat
