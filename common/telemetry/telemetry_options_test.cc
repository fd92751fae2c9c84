#include "common/telemetry/telemetry_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace concordat {
namespace {

using ::testing::HasSubstr;

class TelemetryOptionsTest : public testing::Test {
 protected:
  TelemetryOptionsTest() { Forget(); }
  ~TelemetryOptionsTest() override { Forget(); }

  TelemetryOptions Read() {
    EnvironmentReader environment;
    TelemetryOptions options = ReadTelemetryOptions(environment);
    refused_ = std::string(environment.status().message());
    return options;
  }
  const std::string& refused() const { return refused_; }

 private:
  static void Forget() {
    for (const char* name : {"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_TRACES_SAMPLER",
                             "OTEL_TRACES_SAMPLER_ARG", "OTEL_METRIC_EXPORT_INTERVAL"})
      unsetenv(name);
  }

  std::string refused_;
};

TEST_F(TelemetryOptionsTest, KeepsEverythingUnlessToldOtherwise) {
  const TelemetryOptions options = Read();
  EXPECT_EQ(refused(), "");
  EXPECT_EQ(options.endpoint, "");
  EXPECT_TRUE(options.follows_parent);
  EXPECT_EQ(options.ratio, 1);
  EXPECT_EQ(options.metric_interval, std::chrono::seconds(10));
}

TEST_F(TelemetryOptionsTest, KnowsTheSamplersOfOpenTelemetry) {
  setenv("OTEL_TRACES_SAMPLER_ARG", "0.25", 1);
  const struct {
    const char* sampler;
    bool follows_parent;
    double ratio;
  } cases[] = {{"always_on", false, 1},
               {"always_off", false, 0},
               {"traceidratio", false, 0.25},
               {"parentbased_always_on", true, 1},
               {"parentbased_always_off", true, 0},
               {"parentbased_traceidratio", true, 0.25}};
  for (const auto& one : cases) {
    setenv("OTEL_TRACES_SAMPLER", one.sampler, 1);
    const TelemetryOptions options = Read();
    EXPECT_EQ(refused(), "") << one.sampler;
    EXPECT_EQ(options.follows_parent, one.follows_parent) << one.sampler;
    EXPECT_EQ(options.ratio, one.ratio) << one.sampler;
  }
}

TEST_F(TelemetryOptionsTest, RefusesWhatIsNoValue) {
  for (const char* sampler : {"always", "parentbased_", "jaeger_remote", "Always_On", "xalways_on",
                              "parentbased_parentbased_always_on"}) {
    setenv("OTEL_TRACES_SAMPLER", sampler, 1);
    Read();
    EXPECT_THAT(refused(), HasSubstr("OTEL_TRACES_SAMPLER must be")) << sampler;
  }
  unsetenv("OTEL_TRACES_SAMPLER");
  for (const char* ratio : {"half", "1.1", "-0.1", "nan", "0,5", "10%"}) {
    setenv("OTEL_TRACES_SAMPLER_ARG", ratio, 1);
    Read();
    EXPECT_THAT(refused(), HasSubstr("OTEL_TRACES_SAMPLER_ARG must be")) << ratio;
  }
  unsetenv("OTEL_TRACES_SAMPLER_ARG");
  for (const char* interval : {"999", "10s", "3600001", "-1", "1e4"}) {
    setenv("OTEL_METRIC_EXPORT_INTERVAL", interval, 1);
    Read();
    EXPECT_THAT(refused(), HasSubstr("OTEL_METRIC_EXPORT_INTERVAL must be")) << interval;
  }
}

}  // namespace
}  // namespace concordat
