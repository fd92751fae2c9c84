#include "programme-service/src/kept_findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "concordat/benefits/v1/expected_result.pb.h"

namespace concordat::programme {
namespace {

using ledger::v1::Finding;

// As large as those of a region.
Finding Some(int i) {
  FindingDraft draft(
      "promise-not-realised", ledger::v1::SEVERITY_WARNING,
      Concat("\"", std::string(120, 'x'), " …\" was promised, and £500 came about."));
  benefits::v1::ExpectedResult result;
  result.set_name(Concat("partnerships/region/expectedResults/results-", 100'000 + i));
  result.mutable_source()->set_document("partnerships/region/sourceDocuments/board-june-2011");
  result.mutable_source()->set_section("16");
  draft.Involve(result).Stated(result, "promised", "£1,000").Stated(result, "came about", "£500");
  Finding finding = draft.Take();
  finding.set_finding_id(Concat("promise-not-realised-", 100'000 + i));
  finding.set_state(ledger::v1::FINDING_STATE_OPEN);
  return finding;
}

TEST(KeptFindings, AreWholeAgain) {
  AllFindings all;
  for (int i = 0; i < 3; ++i) all.findings.push_back(Some(i));
  all.suppressed.emplace_back().set_rule("other");
  const KeptFindings kept(all);
  ASSERT_EQ(kept.findings().size(), 3u);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(kept.findings()[i].Whole().DebugString(), Some(i).DebugString());
    EXPECT_EQ(kept.findings()[i].order_key(), OrderKey(Some(i)));
  }
  EXPECT_EQ(kept.findings()[0].rule(), "promise-not-realised");
  EXPECT_EQ(kept.findings()[0].severity(), ledger::v1::SEVERITY_WARNING);
  EXPECT_EQ(kept.findings()[0].state(), ledger::v1::FINDING_STATE_OPEN);
  EXPECT_EQ(kept.suppressed().at(0).rule(), "other");
  ASSERT_NE(kept.Find("promise-not-realised-100001"), nullptr);
  EXPECT_EQ(kept.Find("promise-not-realised-100001")->Whole().DebugString(), Some(1).DebugString());
  EXPECT_EQ(kept.Find("promise-not-realised-100003"), nullptr);
}

TEST(KeptFindings, OfThoseOfTheNextPagesNoneIsLeftOut) {
  AllFindings some;
  for (int i = 0; i < 5; ++i) some.findings.push_back(Some(i));
  some.suppressed.emplace_back().set_rule("other");
  const KeptFindings all(std::move(some));
  const auto key = [&all](int i) { return all.findings()[i].order_key(); };
  const size_t two = all.bytes() - all.findings()[0].bytes() * 3;
  const KeptFindings next(all, key(0), two);
  ASSERT_EQ(next.findings().size(), 2u);
  EXPECT_EQ(next.findings()[0].order_key(), key(1));
  EXPECT_EQ(next.findings()[1].Whole().DebugString(), Some(2).DebugString());
  EXPECT_EQ(next.findings()[1].rule(), "promise-not-realised");
  EXPECT_EQ(next.suppressed().at(0).rule(), "other");
  EXPECT_LE(next.bytes(), two);
  EXPECT_FALSE(next.is_whole());
  EXPECT_FALSE(next.Continue("")) << "the first is not there";
  EXPECT_TRUE(next.Continue(key(0)));
  EXPECT_TRUE(next.Continue(key(1)));
  EXPECT_FALSE(next.Continue(key(2))) << "what comes then is not there";
  const KeptFindings last(all, key(2), all.bytes());
  EXPECT_EQ(last.findings().size(), 2u);
  EXPECT_FALSE(last.is_whole());
  EXPECT_TRUE(last.Continue(key(4))) << "nothing comes then";
  EXPECT_TRUE(all.is_whole());
}

TEST(KeptFindings, OfARegionTakeWhatIsKept) {
  constexpr int kMany = 2'000;
  AllFindings all;
  size_t in_memory = 0;
  for (int i = 0; i < kMany; ++i) {
    all.findings.push_back(Some(i));
    in_memory += all.findings.back().SpaceUsedLong();
  }
  const KeptFindings kept(std::move(all));
  RecordProperty("bytes", static_cast<int>(kept.bytes() / kMany));
  RecordProperty("bytes_in_memory", static_cast<int>(in_memory / kMany));
  EXPECT_LT(kept.bytes() / kMany, (64u << 20) / 100'000) << "100,000 are to fit into 64 MiB";
}

}  // namespace
}  // namespace concordat::programme
