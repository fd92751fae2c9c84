// Gives memory that the heap no longer uses back to the system: after a large report
// the allocator keeps what it took, unless told.
#ifndef CONCORDAT_COMMON_BASE_HEAP_H_
#define CONCORDAT_COMMON_BASE_HEAP_H_

#include <cstddef>

#include "common/base/background_job.h"

namespace concordat {

// Gives back what is free where that is more than `keep` bytes; false where it is not.
bool TrimHeap(size_t keep);

// Looks at the heap now and then, while it lives.
class HeapKeeper {
 public:
  HeapKeeper();

 private:
  BackgroundJob job_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_HEAP_H_
