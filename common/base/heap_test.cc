#include "common/base/heap.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace concordat {
namespace {

constexpr size_t kMiB = 1 << 20;

// What the process has in memory.
size_t ResidentBytes() {
  size_t pages = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * static_cast<size_t>(sysconf(_SC_PAGESIZE));
}

// A sanitizer brings an allocator of its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

TEST(TrimHeap, GivesBackWhatIsFreeBetweenWhatIsNot) {
  // One of a thousand stays, so that the heap has no end that could simply be cut off.
  std::vector<std::unique_ptr<std::string>> kept;
  {
    std::vector<std::unique_ptr<std::string>> all;
    for (int i = 0; i < 200'000; ++i) all.push_back(std::make_unique<std::string>(1000, 'x'));
    for (size_t i = 0; i < all.size(); i += 1000) kept.push_back(std::move(all[i]));
  }
  const size_t before = ResidentBytes();
  EXPECT_TRUE(TrimHeap(32 * kMiB));
  EXPECT_LT(ResidentBytes() + 100 * kMiB, before);
  EXPECT_EQ(kept.back()->size(), 1000U);
  EXPECT_FALSE(TrimHeap(4096 * kMiB)) << "so much is not free";
}

#endif

}  // namespace
}  // namespace concordat
