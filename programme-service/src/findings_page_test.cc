#include "programme-service/src/findings_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;
using testing::ElementsAre;

// Every other one is of another rule; one is closed.
AllFindings Six() {
  AllFindings all;
  for (int i = 0; i < 6; ++i) {
    Finding& finding = all.findings.emplace_back();
    finding.set_finding_id(Concat("f", i));
    finding.set_rule(i % 2 == 0 ? "even" : "odd");
    finding.set_severity(ledger::v1::SEVERITY_WARNING);
    finding.set_state(i == 4 ? ledger::v1::FINDING_STATE_CLOSED : ledger::v1::FINDING_STATE_OPEN);
  }
  return all;
}

std::vector<std::string> IdsOf(const FindingsPage& page) {
  std::vector<std::string> ids;
  for (const Finding& finding : page.response.findings()) ids.push_back(finding.finding_id());
  return ids;
}

class FindingsPageTest : public testing::Test {
 protected:
  std::string Key(int i) const { return kept_.findings()[i].order_key(); }

  const KeptFindings kept_{Six()};
  v1::ListFindingsRequest request_;
};

TEST_F(FindingsPageTest, HoldsWhatIsAskedFor) {
  request_.set_page_size(2);
  auto page = CutPage(kept_, request_, "");
  ASSERT_TRUE(page.has_value());
  EXPECT_THAT(IdsOf(*page), ElementsAre("f0", "f1"));
  EXPECT_TRUE(page->has_next);
  page = CutPage(kept_, request_, Key(2));
  EXPECT_THAT(IdsOf(*page), ElementsAre("f3", "f5")) << "without what is closed";
  EXPECT_FALSE(page->has_next);
  request_.set_rule("even");
  page = CutPage(kept_, request_, "");
  EXPECT_THAT(IdsOf(*page), ElementsAre("f0", "f2"));
  EXPECT_FALSE(page->has_next) << "the third is closed";
}

TEST_F(FindingsPageTest, IsNotCutWhereMoreMayCome) {
  const KeptFindings some(kept_, "", kept_.bytes() - kept_.findings()[5].bytes());
  ASSERT_EQ(some.findings().size(), 5u);
  request_.set_page_size(3);
  EXPECT_TRUE(CutPage(some, request_, "").has_value());
  request_.set_page_size(4);
  EXPECT_FALSE(CutPage(some, request_, "").has_value()) << "whether there is a fifth is not known";
  EXPECT_TRUE(CutPage(kept_, request_, "")->has_next);
  EXPECT_FALSE(CutPage(some, request_, Key(4)).has_value()) << "the next is not there";
}

}  // namespace
}  // namespace concordat::programme
