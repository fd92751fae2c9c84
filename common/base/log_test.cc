#include "common/base/log.h"

#include <absl/time/clock.h>
#include <absl/time/time.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace concordat {
namespace {

using nlohmann::json;

// Standard error as a pipe, for one test.
class LogTest : public testing::Test {
 protected:
  LogTest() {
    EXPECT_EQ(pipe(pipe_), 0);
    saved_ = dup(STDERR_FILENO);
    dup2(pipe_[1], STDERR_FILENO);
    fcntl(pipe_[0], F_SETFL, O_NONBLOCK);
  }
  ~LogTest() override {
    dup2(saved_, STDERR_FILENO);
    for (const int fd : {pipe_[0], pipe_[1], saved_}) close(fd);
  }

  std::string Read() const {
    std::string all(1 << 20, '\0');
    const ssize_t got = read(pipe_[0], all.data(), all.size());
    return all.substr(0, got < 0 ? 0 : static_cast<size_t>(got));
  }

  int pipe_[2] = {-1, -1};
  int saved_ = -1;
};

TEST_F(LogTest, WritesOneLineOfJson) {
  SetLogService("programme-service");
  Log(LogLevel::kWarning, "odd",
      {{"text", "a\nb\"c"}, {"empty", ""}, {"number", int64_t{7}}, {"share", 0.5}, {"yes", true}});
  const std::string line = Read();
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  json read = json::parse(line);
  absl::Time time;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, read["time"].get<std::string>(), &time, nullptr));
  read.erase("time");
  EXPECT_EQ(read, json::parse(R"({"level":"warning","service":"programme-service","event":"odd",
                                  "text":"a\nb\"c","number":7,"share":0.5,"yes":true})"));
}

TEST_F(LogTest, StaysJsonWhateverTheText) {
  Log(LogLevel::kInfo, "odd", {{"text", "\xff\xfe"}, {"long", std::string(100'000, 'x')}});
  const std::string line = Read();
  EXPECT_LT(line.size(), 4096U);
  EXPECT_TRUE(json::accept(line)) << line;
}

TEST_F(LogTest, AReaderThatStandsStillStopsNobody) {
  const absl::Time begin = absl::Now();
  for (int i = 0; i < 2000; ++i) Log(LogLevel::kInfo, "flood", {{"text", std::string(500, 'x')}});
  EXPECT_LT(absl::Now() - begin, absl::Seconds(2));
  while (!Read().empty()) {
  }
  Log(LogLevel::kInfo, "after");
  EXPECT_NE(Read().find("after"), std::string::npos);
}

}  // namespace
}  // namespace concordat
