// Two lanes: every x86-64 has SSE2.
#ifdef __x86_64__
#include <emmintrin.h>

#include <bit>

#include "risk-service/src/simulation_kernel_lanes.h"

namespace concordat::risk::simulation {
namespace {

struct Lanes {
  typedef double D __attribute__((vector_size(16)));
  typedef uint64_t U __attribute__((vector_size(16)));
  static constexpr size_t kLanes = 2;

  static D All(double x) { return D{x, x}; }
  static U All(uint64_t x) { return U{x, x}; }
  static U Count() { return U{0, 1}; }
  static U Bits(D x) { return reinterpret_cast<U>(x); }
  static D Real(U x) { return reinterpret_cast<D>(x); }
  static __m128i Integers(U x) { return reinterpret_cast<__m128i>(x); }
  static U Product(U x, U y) {
    return reinterpret_cast<U>(_mm_mul_epu32(Integers(x), Integers(y)));
  }
  static D Root(D x) { return _mm_sqrt_pd(x); }
  static U Less(D x, D y) { return reinterpret_cast<U>(x < y); }
  // The sign of each 64-bit lane, all over it.
  static U Negative(U x) {
    const __m128i signs = _mm_srai_epi32(Integers(x), 31);
    return reinterpret_cast<U>(_mm_shuffle_epi32(signs, _MM_SHUFFLE(3, 3, 1, 1)));
  }
  static D Select(U mask, D x, D y) { return Real((mask & Bits(x)) | (~mask & Bits(y))); }
  static bool Zero(U x) { return (x[0] | x[1]) == 0; }
  static uint64_t Signs(U x) { return static_cast<uint64_t>(_mm_movemask_pd(Real(x))); }
  static U Load(const uint64_t* from) {
    return reinterpret_cast<U>(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
  }
  static D Load(const double* from) { return _mm_loadu_pd(from); }
  static U Widen(const uint32_t* from) { return U{from[0], from[1]}; }
  static void Store(U x, uint64_t* to) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), Integers(x));
  }
  static void Store(D x, double* to) { _mm_storeu_pd(to, x); }

  static void Rows(const double* table, U row, D* c0, D* c1, D* c2, D* c3) {
    const double* first = table + row[0] * kRow;
    const double* second = table + row[1] * kRow;
    const __m128d low0 = _mm_loadu_pd(first);
    const __m128d low1 = _mm_loadu_pd(second);
    const __m128d high0 = _mm_loadu_pd(first + 2);
    const __m128d high1 = _mm_loadu_pd(second + 2);
    *c0 = _mm_unpacklo_pd(low0, low1);
    *c1 = _mm_unpackhi_pd(low0, low1);
    *c2 = _mm_unpacklo_pd(high0, high1);
    *c3 = _mm_unpackhi_pd(high0, high1);
  }

  static size_t Places(uint64_t word, uint32_t base, uint32_t* to) {
    size_t n = 0;
    for (; word != 0; word &= word - 1) to[n++] = base + std::countr_zero(word);
    return n;
  }
};

}  // namespace

const Kernel& Sse2Kernel() {
  static constexpr Kernel kKernel = {"SSE2", KernelOf<Lanes>::Add, KernelOf<Lanes>::Normals};
  return kKernel;
}

}  // namespace concordat::risk::simulation
#endif
