#include "common/base/memory.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace concordat {
namespace {

int64_t ResidentBytes() {
  int64_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * getpagesize();
}

TEST(GiveBackMemory, LeavesNothingWithThreadsThatHaveTakenMuch) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "another allocator";
#endif
  constexpr int kTexts = 200'000;
  std::vector<std::unique_ptr<std::string>> texts;
  std::thread([&texts] {
    for (int i = 0; i < kTexts; ++i) texts.push_back(std::make_unique<std::string>(400, 'x'));
  }).join();
  const int64_t most = ResidentBytes();
  // One that lives on at the end keeps all that was freed below it.
  texts.erase(texts.begin(), texts.end() - 1);
  GiveBackMemory();
  EXPECT_LT(ResidentBytes(), most - kTexts * 300);
}

}  // namespace
}  // namespace concordat
