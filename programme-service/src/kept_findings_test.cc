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
