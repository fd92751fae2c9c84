#include "benefits-service/src/share_rules.h"

#include <set>
#include <string>
#include <tuple>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::benefits {

absl::Status CheckShare(const v1::Share*, v1::Share* after) {
  std::set<std::tuple<std::string, int, int>> seen;
  for (int i = 0; i < after->lines_size(); ++i) {
    const v1::ShareLine& line = after->lines(i);
    if (!seen.emplace(line.financial_year(), line.quarter(), line.kind()).second) {
      return InvalidField(Concat("share.lines[", i, "]"),
                          "repeats the year, quarter and kind of a line above");
    }
  }
  return absl::OkStatus();
}

}  // namespace concordat::benefits
