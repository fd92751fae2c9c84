#include "risk-service/src/simulation_kernel_lanes.h"
#include "risk-service/src/simulation_scalar_lanes.h"

namespace concordat::risk::simulation {

const Kernel& ScalarKernel() {
  static constexpr Kernel kKernel = {"scalar", KernelOf<ScalarLanes>::Add,
                                     KernelOf<ScalarLanes>::Normals};
  return kKernel;
}

}  // namespace concordat::risk::simulation
