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

TEST(FindingScope, LeavesNoLinkToWhatIsOutside) {
  google::protobuf::RepeatedPtrField<std::string> names;
  names.Add("in");
  std::vector<ledger::v1::Finding> findings = {On("in"), On("in"), On("out")};
  findings[0].set_finding_id("a");
  findings[0].set_repeats("c");
  findings[1].set_finding_id("b");
  findings[1].set_repeats("a");
  findings[2].set_finding_id("c");
  KeepInScope(Scope(names), {}, &findings);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].repeats(), "");
  EXPECT_EQ(findings[1].repeats(), "a");
}

TEST(SetWorks, NamesTheWorksThatOwnTheRecordsOrAreThem) {
  const std::map<std::string, std::string> owners = {{"p/1/benefits/payroll", "p/1/projects/b"},
                                                     {"p/1/benefits/pay", "p/1/projects/b"},
                                                     {"p/1/benefits/none", ""},
                                                     {"p/1/risks/r", "p/1/programmes/c"}};
  ledger::v1::Finding finding = On("p/1/benefits/payroll");
  for (const char* record :
       {"p/1/benefits/pay", "p/1/benefits/none", "p/1/risks/r", "p/1/liveServices/a"}) {
    finding.add_records(record);
  }
  std::vector<ledger::v1::Finding> findings = {finding};
  SetWorks(owners, &findings);
  ASSERT_EQ(findings[0].works_size(), 2);
  EXPECT_EQ(findings[0].works(0).work(), "p/1/liveServices/a");
  EXPECT_EQ(findings[0].works(1).work(), "p/1/projects/b");
}

TEST(SetWorks, NamesTenAtMost) {
  std::set<std::string> works;
  for (char c = 'a'; c < 'm'; ++c) works.insert(std::string("p/1/projects/") + c);
  ledger::v1::Finding finding;
  SetWorks(works, &finding);
  ASSERT_EQ(finding.works_size(), kMostWorks);
  EXPECT_EQ(finding.works(9).work(), "p/1/projects/j");
}

TEST(FindingScope, AnEmptyOneIsEverything) {
  std::vector<ledger::v1::Finding> findings = {On("a")};
  KeepInScope(Scope(), {}, &findings);
  EXPECT_EQ(findings.size(), 1u);
}

}  // namespace
}  // namespace concordat
