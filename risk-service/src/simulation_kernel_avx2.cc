// Four lanes, with AVX2 and without its fused multiply-add.
#ifdef __x86_64__
#include <immintrin.h>

#include "risk-service/src/simulation_kernel_lanes.h"

namespace concordat::risk::simulation {
namespace {

// The places of the bits of each byte, a byte each.
struct BytePlaces {
  uint64_t of[256];

  constexpr BytePlaces() : of() {
    for (int byte = 0; byte < 256; ++byte) {
      int n = 0;
      for (uint64_t bit = 0; bit < 8; ++bit)
        if (byte >> bit & 1) of[byte] |= bit << (8 * n++);
    }
  }
};
constexpr BytePlaces kPlaces;

struct Lanes {
  typedef double D __attribute__((vector_size(32)));
  typedef uint64_t U __attribute__((vector_size(32)));
  static constexpr size_t kLanes = 4;

  static D All(double x) { return D{x, x, x, x}; }
  static U All(uint64_t x) { return U{x, x, x, x}; }
  static U Count() { return U{0, 1, 2, 3}; }
  static U Bits(D x) { return reinterpret_cast<U>(x); }
  static D Real(U x) { return reinterpret_cast<D>(x); }
  static __m256i Integers(U x) { return reinterpret_cast<__m256i>(x); }
  static U Product(U x, U y) {
    return reinterpret_cast<U>(_mm256_mul_epu32(Integers(x), Integers(y)));
  }
  static D Root(D x) { return _mm256_sqrt_pd(x); }
  static U Less(D x, D y) { return Bits(_mm256_cmp_pd(x, y, _CMP_LT_OQ)); }
  // Only the signs of a mask are looked at.
  static U Negative(U x) {
    return reinterpret_cast<U>(_mm256_cmpgt_epi64(_mm256_setzero_si256(), Integers(x)));
  }
  static D Select(U mask, D x, D y) { return _mm256_blendv_pd(y, x, Real(mask)); }
  static bool Zero(U x) { return _mm256_testz_si256(Integers(x), Integers(x)) != 0; }
  static uint64_t Signs(U x) { return static_cast<uint64_t>(_mm256_movemask_pd(Real(x))); }
  static U Load(const uint64_t* from) {
    return reinterpret_cast<U>(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
  }
  static D Load(const double* from) { return _mm256_loadu_pd(from); }
  static U Widen(const uint32_t* from) {
    const __m128i four = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    return reinterpret_cast<U>(_mm256_cvtepu32_epi64(four));
  }
  static void Store(U x, uint64_t* to) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), Integers(x));
  }
  static void Store(D x, double* to) { _mm256_storeu_pd(to, x); }

  static void Rows(const double* table, U row, D* c0, D* c1, D* c2, D* c3) {
    const __m256d r0 = _mm256_loadu_pd(table + row[0] * kRow);
    const __m256d r1 = _mm256_loadu_pd(table + row[1] * kRow);
    const __m256d r2 = _mm256_loadu_pd(table + row[2] * kRow);
    const __m256d r3 = _mm256_loadu_pd(table + row[3] * kRow);
    const __m256d even01 = _mm256_unpacklo_pd(r0, r1);
    const __m256d odd01 = _mm256_unpackhi_pd(r0, r1);
    const __m256d even23 = _mm256_unpacklo_pd(r2, r3);
    const __m256d odd23 = _mm256_unpackhi_pd(r2, r3);
    *c0 = _mm256_permute2f128_pd(even01, even23, 0x20);
    *c1 = _mm256_permute2f128_pd(odd01, odd23, 0x20);
    *c2 = _mm256_permute2f128_pd(even01, even23, 0x31);
    *c3 = _mm256_permute2f128_pd(odd01, odd23, 0x31);
  }

  static size_t Places(uint64_t word, uint32_t base, uint32_t* to) {
    const uint32_t* const begin = to;
    for (; word != 0; word >>= 8, base += 8) {
      const uint64_t byte = word & 0xFF;
      const __m128i places = _mm_cvtsi64_si128(static_cast<int64_t>(kPlaces.of[byte]));
      const __m256i wide =
          _mm256_add_epi32(_mm256_cvtepu8_epi32(places), _mm256_set1_epi32(static_cast<int>(base)));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), wide);
      to += __builtin_popcountll(byte);
    }
    return static_cast<size_t>(to - begin);
  }
};

}  // namespace

const Kernel& Avx2Kernel() {
  static constexpr Kernel kKernel = {"AVX2", KernelOf<Lanes>::Add, KernelOf<Lanes>::Normals};
  return kKernel;
}

}  // namespace concordat::risk::simulation
#endif
