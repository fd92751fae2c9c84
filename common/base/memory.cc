#include "common/base/memory.h"

#include <malloc.h>

namespace concordat {

void GiveBackMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace concordat
