// Services killed at random while clients write. Each client keeps a log of
// what was acknowledged; afterwards the history holds exactly that, once.
// CONCORDAT_KILLS says how many (10), CONCORDAT_SEED which (printed).
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/support/sample_house.h"
#include "tests/support/writer.h"

namespace concordat {
namespace {

using test::HistoryEntries;
using test::kWriteTargets;

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : std::stoull(value);
}

void KillAtRandom(test::SampleHouse& house, uint64_t kills, uint64_t seed) {
  std::mt19937_64 random(seed);
  for (uint64_t i = 0; i < kills; ++i) {
    absl::SleepFor(absl::Milliseconds(random() % 300));
    const char* service = kWriteTargets[random() % kWriteTargets.size()].service;
    house.Kill(service);
    absl::SleepFor(absl::Milliseconds(random() % 100));
    house.Start(service);
  }
}

TEST(KillTest, WhatWasAcknowledgedIsInTheHistoryOnce) {
  const uint64_t kills = FromEnvironment("CONCORDAT_KILLS", 10);
  const uint64_t seed = FromEnvironment("CONCORDAT_SEED", std::random_device()());
  std::cout << "CONCORDAT_KILLS=" << kills << " CONCORDAT_SEED=" << seed << "\n" << std::flush;
  test::SampleHouse house;
  house.LoadBundle();
  house.Pack("");  // Waits until all that was written is in the history.
  std::map<std::string, int> before;
  std::vector<std::unique_ptr<test::Writer>> writers;
  for (const auto& target : kWriteTargets) {
    before[target.service] = HistoryEntries(house, target.service);
    writers.push_back(std::make_unique<test::Writer>(house, target, "killed-"));
  }
  KillAtRandom(house, kills, seed);
  for (auto& writer : writers) writer->Stop();
  house.Pack("");
  for (size_t i = 0; i < writers.size(); ++i) {
    const std::string service = kWriteTargets[i].service;
    EXPECT_EQ(writers[i]->refused(), std::vector<std::string>());
    EXPECT_FALSE(writers[i]->acknowledged().empty()) << service;
    EXPECT_EQ(HistoryEntries(house, service) - before[service],
              static_cast<int>(writers[i]->acknowledged().size()))
        << service;
    for (const std::string& name : writers[i]->acknowledged()) {
      const test::HttpAnswer record = house.Get(name);
      ASSERT_EQ(record.status, 200) << name;
      EXPECT_EQ(record.headers.at("etag"), "\"1\"") << name;
    }
    std::cout << service << ": " << writers[i]->acknowledged().size() << " writes" << "\n"
              << std::flush;
  }
}

}  // namespace
}  // namespace concordat
