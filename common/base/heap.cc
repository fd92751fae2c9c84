#include "common/base/heap.h"

#include <absl/time/time.h>
#include <malloc.h>

namespace concordat {
namespace {

// What small calls take and free without end is left to them.
constexpr size_t kKeep = 32 << 20;
constexpr absl::Duration kPause = absl::Seconds(5);

}  // namespace

bool TrimHeap(size_t keep) {
  if (mallinfo2().fordblks <= keep) return false;
  malloc_trim(0);
  return true;
}

HeapKeeper::HeapKeeper()
    : job_([] {
        TrimHeap(kKeep);
        return kPause;
      }) {
  job_.Start();
}

}  // namespace concordat
