#include "common/findings/finding_scope.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

ledger::v1::Finding On(const std::string& record) {
  ledger::v1::Finding finding;
  finding.add_records(record);
  return finding;
}

TEST(FindingScope, KeepsWhatIsInItOrIsOwnedByWhatIs) {
  google::protobuf::RepeatedPtrField<std::string> names;
  names.Add("p/liveServices/payroll");
  const std::map<std::string, std::string> owners = {
      {"p/benefits/payroll", "p/liveServices/payroll"}, {"p/benefits/cctv", "p/liveServices/cctv"}};
  std::vector<ledger::v1::Finding> findings = {On("p/benefits/cctv"), On("p/benefits/payroll"),
                                               On("p/liveServices/payroll"), On("p/other")};
  KeepInScope(Scope(names), owners, &findings);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].records(0), "p/benefits/payroll");
  EXPECT_EQ(findings[1].records(0), "p/liveServices/payroll");
}

TEST(FindingScope, AnEmptyOneIsEverything) {
  std::vector<ledger::v1::Finding> findings = {On("a")};
  KeepInScope(Scope(), {}, &findings);
  EXPECT_EQ(findings.size(), 1u);
}

}  // namespace
}  // namespace concordat
