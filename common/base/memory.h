// Gives memory back that a thread has freed, which the allocator would keep for it.
#ifndef CONCORDAT_COMMON_BASE_MEMORY_H_
#define CONCORDAT_COMMON_BASE_MEMORY_H_

namespace concordat {

// After what takes much: each thread that has done such work keeps as much as it took
// at most, so that a process of many threads grows to a multiple of one call.
void GiveBackMemory();

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_MEMORY_H_
