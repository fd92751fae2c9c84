#include "common/findings/finding_id.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

TEST(FindingId, IsTheSameInWhateverOrderTheRecordsCome) {
  const std::string id = FindingId("risk-score-differs", {"a", "b"});
  EXPECT_EQ(id.size(), 32u);
  EXPECT_EQ(id, FindingId("risk-score-differs", {"b", "a"}));
  EXPECT_NE(id, FindingId("risk-score-differs", {"a"}));
  EXPECT_NE(id, FindingId("risk-not-scored", {"a", "b"}));
}

TEST(FindingFigures, ChangeWithAnyFigureAndNothingElse) {
  ledger::v1::Finding finding;
  auto* fact = finding.add_facts();
  fact->set_record("a");
  fact->set_label("b");
  fact->set_value("c");
  const std::string figures = FindingFigures(finding);
  EXPECT_EQ(figures.size(), 64u);
  finding.set_summary("said otherwise");
  EXPECT_EQ(FindingFigures(finding), figures);
  fact->set_label("bc");
  fact->set_value("");
  EXPECT_NE(FindingFigures(finding), figures);
}

}  // namespace
}  // namespace concordat
