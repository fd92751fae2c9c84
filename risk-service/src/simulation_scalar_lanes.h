// One lane: what a machine without vectors runs, and what the others are held against.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_SCALAR_LANES_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_SCALAR_LANES_H_

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "risk-service/src/simulation_tables.h"

namespace concordat::risk::simulation {

struct ScalarLanes {
  using D = double;
  using U = uint64_t;
  static constexpr size_t kLanes = 1;

  static D All(double x) { return x; }
  static U All(uint64_t x) { return x; }
  static U Count() { return 0; }
  static U Bits(D x) { return std::bit_cast<U>(x); }
  static D Real(U x) { return std::bit_cast<D>(x); }
  static U Product(U x, U y) { return (x & 0xFFFFFFFF) * y; }
  static D Root(D x) { return std::sqrt(x); }
  static U Less(D x, D y) { return x < y ? ~U{0} : 0; }
  static U Negative(U x) { return (x >> 63) != 0 ? ~U{0} : 0; }
  static D Select(U mask, D x, D y) { return mask != 0 ? x : y; }
  static bool Zero(U x) { return x == 0; }
  static uint64_t Signs(U x) { return x >> 63; }
  static U Load(const uint64_t* from) { return *from; }
  static D Load(const double* from) { return *from; }
  static U Widen(const uint32_t* from) { return *from; }
  static void Store(U x, uint64_t* to) { *to = x; }
  static void Store(D x, double* to) { *to = x; }

  static void Rows(const double* table, U row, D* c0, D* c1, D* c2, D* c3) {
    const double* at = table + row * kRow;
    *c0 = at[0];
    *c1 = at[1];
    *c2 = at[2];
    *c3 = at[3];
  }

  static size_t Places(uint64_t word, uint32_t base, uint32_t* to) {
    size_t n = 0;
    for (; word != 0; word &= word - 1) to[n++] = base + std::countr_zero(word);
    return n;
  }
};

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_SCALAR_LANES_H_
