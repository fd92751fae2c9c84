#include "risk-service/src/simulation_kernel.h"

namespace concordat::risk::simulation {

const std::vector<Kernel>& Kernels() {
  static const auto* const kernels = [] {
    auto* all = new std::vector<Kernel>{ScalarKernel()};
#ifdef __x86_64__
    all->push_back(Sse2Kernel());
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"))
      all->push_back(Avx2Kernel());
#endif
    return all;
  }();
  return *kernels;
}

}  // namespace concordat::risk::simulation
