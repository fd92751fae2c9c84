// docs/reference/findings.md lists every rule with the severity it has.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"

namespace concordat {
namespace {

namespace fs = std::filesystem;

// What the sources of the rules name, with their severities; a rule that gives
// its severity elsewhere than beside its name has none here.
std::map<std::string, std::set<std::string>> RulesOfTheCode() {
  static const std::regex rule(
      R"re("([a-z]+(?:-[a-z]+)+)"(?:,\s*(?:ledger::v1::)?SEVERITY_([A-Z]+))?)re");
  std::map<std::string, std::set<std::string>> rules;
  for (const char* service : {"programme-service", "benefits-service", "risk-service"}) {
    const fs::path folder = fs::path(test::InSources(service)) / "src";
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (!entry.path().filename().string().ends_with("findings.cc")) continue;
      const std::string text = test::ReadFile(entry.path());
      for (std::sregex_iterator found(text.begin(), text.end(), rule), end; found != end; ++found) {
        auto& severities = rules[(*found)[1]];
        if ((*found)[2].matched) severities.insert((*found)[2]);
      }
    }
  }
  return rules;
}

std::map<std::string, std::string> RulesOfThePage() {
  static const std::regex row(R"(\| `([a-z-]+)` \| ([a-z]+) \|)");
  const std::string page = test::ReadFile(test::InSources("docs/reference/findings.md"));
  std::map<std::string, std::string> rules;
  for (std::sregex_iterator found(page.begin(), page.end(), row), end; found != end; ++found) {
    std::string severity = (*found)[2];
    for (char& c : severity) c = static_cast<char>(std::toupper(c));
    rules[(*found)[1]] = severity;
  }
  return rules;
}

TEST(FindingsPageTest, ListsEveryRuleOfTheCode) {
  const auto code = RulesOfTheCode();
  const auto page = RulesOfThePage();
  ASSERT_GT(code.size(), 30u);
  for (const auto& [rule, severities] : code) {
    ASSERT_TRUE(page.contains(rule)) << rule;
    if (severities.size() == 1) EXPECT_EQ(page.at(rule), *severities.begin()) << rule;
  }
  for (const auto& [rule, severity] : page) EXPECT_TRUE(code.contains(rule)) << rule;
}

}  // namespace
}  // namespace concordat
