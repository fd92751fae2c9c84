#include "common/base/natural_order.h"

#include <algorithm>

namespace concordat {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes the run of digits at the front, without leading zeros.
std::string_view TakeNumber(std::string_view* text) {
  const size_t end = std::find_if_not(text->begin(), text->end(), IsDigit) - text->begin();
  std::string_view number = text->substr(0, end);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  text->remove_prefix(end);
  return number;
}

}  // namespace

bool NaturallyBefore(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a;
  const std::string_view whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (IsDigit(a.front()) && IsDigit(b.front())) {
      const std::string_view number_a = TakeNumber(&a);
      const std::string_view number_b = TakeNumber(&b);
      if (number_a.size() != number_b.size()) return number_a.size() < number_b.size();
      if (number_a != number_b) return number_a < number_b;
      continue;
    }
    if (a.front() != b.front()) return a.front() < b.front();
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;
}

}  // namespace concordat
