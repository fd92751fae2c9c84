// The kernel's source, once for all widths: `Lanes` says what a vector is. Everything is a
// member of a template over a type that each file has for itself, so that no code made for
// one instruction set is linked into another.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_KERNEL_LANES_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_KERNEL_LANES_H_

#include <cstddef>
#include <cstdint>

#include "risk-service/src/simulation_kernel.h"
#include "risk-service/src/simulation_math.h"
#include "risk-service/src/simulation_tables.h"

namespace concordat::risk::simulation {

template <typename Lanes>
struct KernelOf {
  using D = typename Lanes::D;
  using U = typename Lanes::U;
  static constexpr size_t kLanes = Lanes::kLanes;

  // Vectors that go side by side.
  static constexpr size_t kTogether = 4;
  static constexpr size_t kPair = 2;
  static constexpr int kRounds = 10;
  static constexpr uint64_t kMultiplier = 0xD256D193;
  static constexpr uint32_t kWeyl = 0x9E3779B9;
  static constexpr uint64_t kLow32 = 0xFFFFFFFF;
  static constexpr int kMantissa = 52;
  static constexpr uint64_t kMantissaMask = (uint64_t{1} << kMantissa) - 1;
  static constexpr uint64_t kSign = uint64_t{1} << 63;
  static constexpr uint64_t kOne = uint64_t{0x3FF} << kMantissa;
  static constexpr double kHalfStep = 0x1p-53;
  // Added to a double below 2^51 it leaves the nearest integer in the low bits.
  static constexpr double kRounder = 0x1.8p52;
  static constexpr uint64_t kRounderBits = 0x4338000000000000;

  // 64 random bits for each counter. Vectors go side by side: each round waits for the one
  // before it, and the processor looks only so far ahead for other work.
  template <uint32_t kVectors>
  static void Random(Stream stream, U (&words)[kVectors]) {
    U right[kVectors];
    for (U& word : right) word = Lanes::All(uint64_t{stream.word});
    uint32_t key = stream.key;
    for (int round = 0; round < kRounds; ++round, key += kWeyl) {
      for (uint32_t i = 0; i < kVectors; ++i) {
        const U product = Lanes::Product(words[i], Lanes::All(kMultiplier));
        // Only the low halves count; Product looks at nothing else.
        words[i] = (product >> 32) ^ (right[i] ^ Lanes::All(uint64_t{key}));
        right[i] = product;
      }
    }
    for (uint32_t i = 0; i < kVectors; ++i)
      words[i] = (words[i] & Lanes::All(kLow32)) | (right[i] << 32);
  }

  static U Random(Stream stream, U counter) {
    U words[1] = {counter};
    Random(stream, words);
    return words[0];
  }

  // (k + ½) / 2^52 with k the low 52 bits: never 0, never 1, exact.
  static D Uniform(U random) {
    const U bits = (random & Lanes::All(kMantissaMask)) | Lanes::All(kOne);
    return Lanes::Real(bits) - Lanes::All(1 - kHalfStep);
  }

  // The cubic of a table at w; `skip` rows are left out before it.
  template <int kBits>
  static D LookUp(const double* table, D w, U skip) {
    constexpr int kShift = kMantissa - kBits;
    constexpr uint64_t kTop = (uint64_t{0x3FF} << kBits) - 1;
    const U bits = Lanes::Bits(w);
    const U row = Lanes::All(kTop) - (bits >> kShift) + skip;
    const U fraction = (bits & Lanes::All((uint64_t{1} << kShift) - 1)) | Lanes::All(kOne);
    const D t = Lanes::Real(fraction) - Lanes::All(1 + 0.5 / (1 << kBits));
    D c0, c1, c2, c3;
    Lanes::Rows(table, row, &c0, &c1, &c2, &c3);
    return (c0 + c1 * t) + (t * t) * (c2 + c3 * t);
  }

  static D Normal(const double* table, U random) {
    const D z = LookUp<kNormalShape.bits>(table, Uniform(random), Lanes::All(uint64_t{0}));
    return Lanes::Real(Lanes::Bits(z) ^ (~random & Lanes::All(kSign)));
  }

  // e^x for x in [-700, 700].
  static D ExpOf(D x) {
    const D shifted = x * Lanes::All(kLog2E) + Lanes::All(kRounder);
    const D n = shifted - Lanes::All(kRounder);
    const D r = (x - n * Lanes::All(kLn2High)) - n * Lanes::All(kLn2Low);
    const auto pair = [&](int i) { return Lanes::All(kExp[i]) + Lanes::All(kExp[i + 1]) * r; };
    const D r2 = r * r;
    const D r4 = r2 * r2;
    const D low = pair(0) + r2 * pair(2);
    const D middle = pair(4) + r2 * pair(6);
    const D high = pair(8) + r2 * Lanes::All(kExp[10]);
    const D sum = low + r4 * (middle + r4 * high);
    return Lanes::Real(Lanes::Bits(sum) + (Lanes::Bits(shifted) << kMantissa));
  }

  struct Triangular {
    static void Variates(const KernelRisk& /*risk*/, uint64_t* /*random*/, size_t /*n*/) {}

    static D Loss(const KernelRisk& risk, U random) {
      const D u = Uniform(random);
      const U rises = Lanes::Less(u, Lanes::All(risk.cut));
      const D from_low = u * Lanes::All(risk.rising);
      const D from_high = (Lanes::All(1.0) - u) * Lanes::All(risk.falling);
      const D root = Lanes::Root(Lanes::Select(rises, from_low, from_high));
      return Lanes::Select(rises, Lanes::All(risk.a) + root, Lanes::All(risk.b) - root);
    }
  };

  struct Pert {
    static constexpr double kLeast = 0x1p-32;

    static void Variates(const KernelRisk& /*risk*/, uint64_t* /*random*/, size_t /*n*/) {}

    static D Loss(const KernelRisk& risk, U random) {
      const D uniform = Uniform(random);
      const D least = Lanes::All(kLeast);
      const D w = Lanes::Select(Lanes::Less(uniform, least), least, uniform);
      const U side = random ^ Lanes::All(risk.mirrored ? kSign : 0);
      const U upper = Lanes::Negative(side);
      const D share = LookUp<kPertShape.bits>(
          risk.table, w, upper & Lanes::All(static_cast<uint64_t>(kPertShape.Rows())));
      // On the upper side the table tells the distance from the other end.
      const D from_end = Lanes::Select(upper, Lanes::All(1.0) - share, share);
      return Lanes::All(risk.a) + Lanes::All(risk.b) * from_end;
    }
  };

  struct Lognormal {
    // A hair below ln 2^50, and where less than half a penny is sure.
    static constexpr double kMost = 34.6573590279972;
    static constexpr double kLeast = -2;

    // Puts normal numbers in the place of random bits.
    static void Variates(const KernelRisk& risk, uint64_t* random, size_t n) {
      for (size_t i = 0; i < n; i += kLanes * kPair) {
        D z[kPair];
        for (uint32_t j = 0; j < kPair; ++j)
          z[j] = Normal(risk.table, Lanes::Load(random + i + j * kLanes));
        for (uint32_t j = 0; j < kPair; ++j)
          Lanes::Store(Lanes::Bits(z[j]), random + i + j * kLanes);
      }
    }

    static D Loss(const KernelRisk& risk, U variate) {
      const D x = Lanes::All(risk.a) + Lanes::All(risk.b) * Lanes::Real(variate);
      const D most = Lanes::All(kMost);
      const D least = Lanes::All(kLeast);
      const D below = Lanes::Select(Lanes::Less(x, most), x, most);
      return ExpOf(Lanes::Select(Lanes::Less(below, least), least, below));
    }
  };

  // A bit for each iteration in which the risk happens. The 32 bits of a uniform number
  // are drawn from the greatest down, for 64 iterations at a time, until it is decided
  // for all whether the number is below the threshold.
  static void Happens(const KernelRisk& risk, uint32_t first, uint64_t* words) {
    constexpr size_t kStep = kLanes * kTogether;
    if (risk.threshold >> 32) {
      for (uint32_t i = 0; i < kBlockWords; ++i) words[i] = ~uint64_t{0};
      return;
    }
    for (uint32_t at = 0; at < kBlockWords; at += kStep) {
      U counter[kTogether], below[kTogether], open[kTogether];
      for (uint32_t i = 0; i < kTogether; ++i) {
        const uint64_t word = first / kWord + at + i * kLanes;
        counter[i] = (Lanes::Count() + Lanes::All(word)) << 5;
        below[i] = Lanes::All(uint64_t{0});
        open[i] = Lanes::All(~uint64_t{0});
      }
      // Once no lower bit of the threshold is set nothing more can be below it.
      for (uint64_t left = risk.threshold; left & kLow32; left <<= 1) {
        const bool set = left >> 31 & 1;
        U any = Lanes::All(uint64_t{0});
        U random[kTogether];
        for (uint32_t i = 0; i < kTogether; ++i) {
          random[i] = counter[i];
          counter[i] += Lanes::All(uint64_t{1});
        }
        Random(risk.occurrence, random);
        for (uint32_t i = 0; i < kTogether; ++i) {
          if (set) below[i] |= open[i] & ~random[i];
          open[i] &= set ? random[i] : ~random[i];
          any |= open[i];
        }
        if (Lanes::Zero(any)) break;
      }
      for (uint32_t i = 0; i < kTogether; ++i) Lanes::Store(below[i], words + at + i * kLanes);
    }
  }

  // The same for a risk whose happening hangs on the factor of its category.
  static void HappensGiven(const KernelRisk& risk, const Block& block, uint64_t* words) {
    const double* table = NormalTable().data();
    for (uint32_t i = 0; i < kBlock; i += kWord) {
      uint64_t bits = 0;
      for (uint32_t j = 0; j < kWord; j += kLanes) {
        const U counter = Lanes::Count() + Lanes::All(uint64_t{block.first} + i + j);
        const D own = Normal(table, Random(risk.occurrence, counter));
        const D bound =
            Lanes::All(risk.base) - Lanes::All(risk.slope) * Lanes::Load(block.factor + i + j);
        bits |= Lanes::Signs(Lanes::Less(own, bound)) << j;
      }
      words[i / kWord] = bits;
    }
  }

  // One after another in loops of their own: chains of operations that wait for nothing but
  // themselves keep the machine busier than one long one.
  template <typename Impact>
  static int64_t Lose(const KernelRisk& risk, const Block& block, const uint32_t* hits, size_t n) {
    alignas(64) uint64_t random[kBlock + kTogether * kLanes];
    alignas(64) int64_t losses[kBlock + kTogether * kLanes];
    const U first = Lanes::All(uint64_t{block.first});
    for (size_t i = 0; i < n; i += kLanes * kTogether) {
      U words[kTogether];
      for (uint32_t j = 0; j < kTogether; ++j)
        words[j] = Lanes::Widen(hits + i + j * kLanes) + first;
      Random(risk.severity, words);
      for (uint32_t j = 0; j < kTogether; ++j) Lanes::Store(words[j], random + i + j * kLanes);
    }
    Impact::Variates(risk, random, n);
    for (size_t i = 0; i < n; i += kLanes * kPair) {
      D loss[kPair];
      for (uint32_t j = 0; j < kPair; ++j)
        loss[j] = Impact::Loss(risk, Lanes::Load(random + i + j * kLanes));
      for (uint32_t j = 0; j < kPair; ++j)
        Lanes::Store(Lanes::Bits(loss[j] + Lanes::All(kRounder)) - Lanes::All(kRounderBits),
                     reinterpret_cast<uint64_t*>(losses) + i + j * kLanes);
    }
    int64_t sum = 0;
    for (size_t i = 0; i < n; ++i) {
      block.totals[hits[i]] += losses[i];
      sum += losses[i];
    }
    return sum;
  }

  static int64_t Add(const KernelRisk& risk, const Block& block) {
    alignas(64) uint64_t words[kBlockWords];
    if (block.factor != nullptr)
      HappensGiven(risk, block, words);
    else
      Happens(risk, block.first, words);
    // Places in the block, with room for what the last store writes too much.
    alignas(64) uint32_t hits[kBlock + 2 * kWord];
    size_t n = 0;
    for (uint32_t i = 0; i < kBlockWords; ++i)
      n += Lanes::Places(words[i] & block.among[i], i * kWord, hits + n);
    for (uint32_t i = 0; i < kTogether * kLanes; ++i) hits[n + i] = 0;
    switch (risk.kind) {
      case ImpactKind::kTriangular:
        return Lose<Triangular>(risk, block, hits, n);
      case ImpactKind::kPert:
        return Lose<Pert>(risk, block, hits, n);
      case ImpactKind::kLognormal:
        return Lose<Lognormal>(risk, block, hits, n);
    }
    return 0;
  }

  static void Normals(Stream stream, uint32_t first, double* values) {
    const double* table = NormalTable().data();
    for (uint32_t i = 0; i < kBlock; i += kLanes) {
      const U counter = Lanes::Count() + Lanes::All(uint64_t{first} + i);
      Lanes::Store(Normal(table, Random(stream, counter)), values + i);
    }
  }
};

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_KERNEL_LANES_H_
