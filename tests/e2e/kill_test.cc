// Services killed at random while clients write. Each client keeps a log of
// what was acknowledged; afterwards the history holds exactly that, once.
// CONCORDAT_KILLS says how many (10), CONCORDAT_SEED which (printed).
#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "common/base/text.h"
#include "tests/support/places.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using nlohmann::json;

// Where a service's client writes: copies of a record of the bundle.
struct Target {
  const char* service;
  const char* collection;
  const char* model;
};
constexpr std::array<Target, 3> kTargets = {{
    {"programme-service", "projects", "hr-od"},
    {"benefits-service", "benefits", "payroll"},
    {"risk-service", "registers", "shared-service-board"},
}};

uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : std::stoull(value);
}

// How many entries the history has; it must be whole.
int Entries(test::SampleHouse& house, const std::string& service) {
  const test::TemporaryDirectory folder;
  test::Process verify({test::InBuild(service), "verify-history"},
                       house.database().ServiceEnvironment(house.schema(service)),
                       folder / "verify.log");
  EXPECT_EQ(verify.Wait(), 0) << verify.log();
  return std::stoi(verify.log());
}

// Writes until told to stop, each write again under its id until it is
// acknowledged.
class Client {
 public:
  Client(test::SampleHouse& house, const Target& target)
      : house_(house), collection_(Concat(test::kPartnership, "/", target.collection)) {
    const test::HttpAnswer model = house.Get(Concat(collection_, "/", target.model));
    json body = json::parse(model.body);
    for (const char* field : {"name", "uid", "etag", "createTime", "updateTime", "effectiveFrom"}) {
      body.erase(field);
    }
    body_ = body.dump();
    thread_ = std::thread([this] { Run(); });
  }
  void Stop() {
    stop_ = true;
    thread_.join();
  }
  // The names that were acknowledged, and all that was refused for good.
  const std::vector<std::string>& acknowledged() const { return acknowledged_; }
  const std::vector<std::string>& refused() const { return refused_; }

 private:
  void Run() {
    for (int i = 0; !stop_; ++i) WriteOne(Concat("killed-", i));
  }
  void WriteOne(const std::string& id) {
    const std::string singular = collection_.substr(collection_.rfind('/') + 1);
    const std::string target =
        Concat(collection_, "?", singular.substr(0, singular.size() - 1), "Id=", id,
               "&effectiveDate=2011-06-30&requestId=request-", id);
    const absl::Time limit = absl::Now() + absl::Seconds(60);
    while (absl::Now() < limit) {
      const test::HttpAnswer answer = house_.Write("POST", target, body_);
      if (answer.status == 200) return acknowledged_.push_back(Concat(collection_, "/", id));
      if (answer.status != 503) return refused_.push_back(answer.body);
      absl::SleepFor(absl::Milliseconds(20));
    }
    refused_.push_back(Concat(id, ": no answer for a minute"));
  }

  test::SampleHouse& house_;
  const std::string collection_;
  std::string body_;
  std::atomic<bool> stop_ = false;
  std::vector<std::string> acknowledged_;
  std::vector<std::string> refused_;
  std::thread thread_;
};

void KillAtRandom(test::SampleHouse& house, uint64_t kills, uint64_t seed) {
  std::mt19937_64 random(seed);
  for (uint64_t i = 0; i < kills; ++i) {
    absl::SleepFor(absl::Milliseconds(random() % 300));
    const char* service = kTargets[random() % kTargets.size()].service;
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
  for (const Target& target : kTargets) before[target.service] = Entries(house, target.service);
  std::vector<std::unique_ptr<Client>> clients;
  for (const Target& target : kTargets) clients.push_back(std::make_unique<Client>(house, target));
  KillAtRandom(house, kills, seed);
  for (auto& client : clients) client->Stop();
  house.Pack("");
  for (size_t i = 0; i < clients.size(); ++i) {
    const std::string service = kTargets[i].service;
    EXPECT_EQ(clients[i]->refused(), std::vector<std::string>());
    EXPECT_FALSE(clients[i]->acknowledged().empty()) << service;
    EXPECT_EQ(Entries(house, service) - before[service],
              static_cast<int>(clients[i]->acknowledged().size()))
        << service;
    for (const std::string& name : clients[i]->acknowledged()) {
      const test::HttpAnswer record = house.Get(name);
      ASSERT_EQ(record.status, 200) << name;
      EXPECT_EQ(record.headers.at("etag"), "\"1\"") << name;
    }
    std::cout << service << ": " << clients[i]->acknowledged().size() << " writes" << "\n"
              << std::flush;
  }
}

}  // namespace
}  // namespace concordat
