// The inner loop: what one risk adds to the losses of a block of iterations. It is the same
// source for each width of vector (simulation_kernel_lanes.h); whichever runs, the same bytes
// come out, because every operation is one of IEEE 754's exactly rounded ones or on integers,
// lane by lane, and losses are added as integers.
#ifndef CONCORDAT_RISK_SERVICE_SIMULATION_KERNEL_H_
#define CONCORDAT_RISK_SERVICE_SIMULATION_KERNEL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace concordat::risk::simulation {

// Iterations go in words of 64, a bit each, and words in blocks.
inline constexpr uint32_t kWord = 64;
inline constexpr uint32_t kBlockWords = 32;
inline constexpr uint32_t kBlock = kWord * kBlockWords;
// No loss is drawn above this many pence, some £11tn.
inline constexpr double kGreatestLoss = 1125899906842624.0;

// Draws are Philox2x32-10 of (counter, word) under `key`.
struct Stream {
  uint32_t key = 0;
  uint32_t word = 0;
};

enum class ImpactKind { kTriangular, kPert, kLognormal };

// A risk as the kernel takes it. Money is in pence.
struct KernelRisk {
  Stream occurrence;
  Stream severity;
  // It happens if a uniform 32-bit number is below; 2^32 is certain.
  uint64_t threshold = 0;
  ImpactKind kind = ImpactKind::kTriangular;
  // Triangular: low and high. PERT: the end from which its table counts, and the way to the
  // other, negative from above. Lognormal: µ and σ of the logarithm.
  double a = 0;
  double b = 0;
  // Triangular: F(mode), (high-low)(mode-low), (high-low)(high-mode).
  double cut = 0;
  double rising = 0;
  double falling = 0;
  // PERT: its table, and whether the sides change places.
  const double* table = nullptr;
  bool mirrored = false;
  // Correlated: it happens if Φ⁻¹(u) < base - slope z, with z the factor of its category.
  double base = 0;
  double slope = 0;
};

// The iterations from `first`, a multiple of kWord, on.
struct Block {
  uint32_t first = 0;
  // Only those whose bits are set in these kBlockWords words count.
  const uint64_t* among = nullptr;
  // What is added to: kBlock losses in pence.
  int64_t* totals = nullptr;
  // The factor of the risk's category in each of kBlock iterations; nullptr if uncorrelated.
  const double* factor = nullptr;
};

struct Kernel {
  const char* name;
  // Adds the risk's losses to the block's totals and returns their sum.
  int64_t (*add)(const KernelRisk& risk, const Block& block);
  // Draws a standard normal number for each of kBlock iterations.
  void (*normals)(Stream stream, uint32_t first, double* values);
};

// All that this machine can run, the narrowest first. The last is the fastest.
const std::vector<Kernel>& Kernels();

const Kernel& ScalarKernel();
#ifdef __x86_64__
const Kernel& Sse2Kernel();
const Kernel& Avx2Kernel();
#endif

}  // namespace concordat::risk::simulation

#endif  // CONCORDAT_RISK_SERVICE_SIMULATION_KERNEL_H_
