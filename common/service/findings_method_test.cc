#include "common/service/findings_method.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace concordat {
namespace {

using testing::ElementsAre;

// A rule over texts: each is found, and the number of all in one finding.
Findings Rules(const std::vector<std::string>& texts) {
  Findings findings;
  for (const std::string& text : texts) findings.emplace_back().set_summary(text);
  findings.emplace_back().set_summary(std::to_string(texts.size()));
  return findings;
}

std::vector<std::string> Summaries(const Findings& findings) {
  std::vector<std::string> summaries;
  for (const auto& finding : findings) summaries.push_back(finding.summary());
  return summaries;
}

TEST(FindIn, FindsAllInWhatMayAllBeTold) {
  const Reading<std::vector<std::string>> reading({"a", "b"});
  EXPECT_THAT(Summaries(FindIn(reading, Rules)), ElementsAre("a", "b", "2"));
}

TEST(FindIn, TellsOnlyWhatIsTrueOfEverythingToo) {
  const Reading<std::vector<std::string>> reading({"a"}, {"a", "secret"});
  EXPECT_THAT(Summaries(FindIn(reading, Rules)), ElementsAre("a"))
      << "the number is another one, and the secret is none of what is told";
}

}  // namespace
}  // namespace concordat
