// A client that writes through a front door for as long as a test goes on, each write
// again under its request id until it is acknowledged, and keeps a log of it.
#ifndef CONCORDAT_TESTS_SUPPORT_WRITER_H_
#define CONCORDAT_TESTS_SUPPORT_WRITER_H_

#include <array>
#include <atomic>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/sample_house.h"

namespace concordat::test {

// Where a service's client writes: copies of a record of the bundle.
struct WriteTarget {
  const char* service;
  const char* collection;
  const char* model;
};
inline constexpr std::array<WriteTarget, 3> kWriteTargets = {{
    {"programme-service", "projects", "hr-od"},
    {"benefits-service", "benefits", "payroll"},
    {"risk-service", "registers", "shared-service-board"},
}};

class Writer {
 public:
  // Makes records whose ids begin with `prefix`, until stopped.
  Writer(SampleHouse& house, const WriteTarget& target, std::string prefix);
  // The same, and each is read and changed through `other` as soon as it is there.
  Writer(SampleHouse& house, SampleHouse& other, const WriteTarget& target, std::string prefix);
  ~Writer() { Stop(); }

  void Stop();
  // What follows is of one that was stopped.
  // The records whose making, and where there is another house changing, was acknowledged.
  const std::vector<std::string>& acknowledged() const { return acknowledged_; }
  // What was refused for good.
  const std::vector<std::string>& refused() const { return refused_; }

 private:
  Writer(SampleHouse& house, SampleHouse* other, const WriteTarget& target, std::string prefix);
  void Run();
  bool Make(const std::string& id);
  bool Change(const std::string& id);
  bool WriteUntilTold(SampleHouse& house, const std::string& method, const std::string& target,
                      const std::string& body, const std::string& etag);

  SampleHouse& house_;
  SampleHouse* const other_;
  const std::string collection_, prefix_;
  std::string body_;
  std::atomic<bool> stop_ = false;
  std::vector<std::string> acknowledged_;
  std::vector<std::string> refused_;
  std::thread thread_;
};

// How many entries the history of a service has; it must be whole.
int HistoryEntries(SampleHouse& house, const std::string& service);

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_WRITER_H_
