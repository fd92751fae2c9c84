// The first records of a register in the order that it is read in, kept while all go by. Pure.
#ifndef CONCORDAT_RISK_SERVICE_FIRST_PLACED_H_
#define CONCORDAT_RISK_SERVICE_FIRST_PLACED_H_

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/natural_order.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

struct Placed {
  std::string reference, name;
};

inline bool Precedes(const Placed& a, const Placed& b) {
  if (a.reference != b.reference) return NaturallyBefore(a.reference, b.reference);
  return NaturallyBefore(a.name, b.name);
}

// Keeps the first of a register.
inline void KeepFirst(Placed placed, std::vector<Placed>* first) {
  first->push_back(std::move(placed));
  std::ranges::push_heap(*first, Precedes);
  if (first->size() <= kMaxNamed) return;
  std::ranges::pop_heap(*first, Precedes);
  first->pop_back();
}

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_FIRST_PLACED_H_
