#include "common/finding_id.h"

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

}  // namespace
}  // namespace concordat
