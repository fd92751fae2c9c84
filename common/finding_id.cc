#include "common/finding_id.h"

#include <algorithm>

#include "common/deterministic.h"

namespace concordat {

std::string FindingId(std::string_view rule, std::vector<std::string> records) {
  std::ranges::sort(records);
  std::string text(rule);
  for (const std::string& record : records) text.append("\n").append(record);
  return Sha256Hex(text).substr(0, 32);
}

}  // namespace concordat
