#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "gateway/src/board_pack/repeats.h"
#include "gateway/src/board_pack/sections.h"
#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using ledger::v1::Finding;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Finding* AddFinding(const char* id, const char* repeats, v1::BoardPack* pack) {
  Finding* finding = pack->add_findings();
  finding->set_finding_id(id);
  finding->set_summary(Concat("Finding ", id, "."));
  finding->set_severity(ledger::v1::SEVERITY_WARNING);
  finding->set_repeats(repeats);
  return finding;
}

TEST(Repeats, StandUnderWhatTheyFollowFromAlsoThroughOthers) {
  v1::BoardPack pack;
  AddFinding("total", "score", &pack);
  AddFinding("sum", "total", &pack);
  AddFinding("score", "", &pack);
  AddFinding("alone", "not-listed", &pack);
  const Repeats repeats(pack);
  EXPECT_THAT(repeats.first(), ElementsAre(&pack.findings(2), &pack.findings(3)));
  EXPECT_THAT(repeats.Of(pack.findings(2)), ElementsAre(&pack.findings(0), &pack.findings(1)));
  EXPECT_THAT(repeats.Of(pack.findings(3)), IsEmpty());
}

TEST(Repeats, ARingLosesNone) {
  v1::BoardPack pack;
  AddFinding("a", "b", &pack);
  AddFinding("b", "a", &pack);
  AddFinding("c", "a", &pack);
  EXPECT_EQ(Repeats(pack).first().size(), 3u);
}

TEST(Findings, ThatRepeatAnotherAreFoldedUnderIt) {
  v1::BoardPack pack;
  AddFinding("total", "score", &pack)->set_severity(ledger::v1::SEVERITY_ERROR);
  AddFinding("score", "", &pack);
  programme::v1::FindingCount* count = pack.add_finding_counts();
  count->set_severity(ledger::v1::SEVERITY_ERROR);
  count->set_count(1);
  const std::string html = PageOf(pack);
  EXPECT_THAT(html, Not(HasSubstr("<h3>Contradictions</h3>"))) << "it stands with the warning";
  EXPECT_THAT(html, HasSubstr("<summary>One more follows from this</summary>"));
  EXPECT_THAT(html, HasSubstr("<li id=\"f-total\">Finding total."));
  EXPECT_THAT(html, HasSubstr("<li><a href=\"#f-score\">")) << "the first screen";
  EXPECT_THAT(html, Not(HasSubstr("<li><a href=\"#f-total\">")));
  EXPECT_THAT(html, HasSubstr("<dt>Contradictions</dt><dd class=\"figure\">1<")) << "all count";
}

TEST(Findings, NameTheirWorkByItsTitle) {
  PackParts parts = PartsOfP();
  Finding* finding = parts.part.add_findings();
  finding->set_summary("£0 came about.");
  finding->set_severity(ledger::v1::SEVERITY_WARNING);
  finding->add_works()->set_title("ICT");
  finding->add_works()->set_work("partnerships/p/projects/untold");
  const v1::BoardPack pack = Taken(parts);
  EXPECT_EQ(pack.findings(0).summary(), "£0 came about.");
  EXPECT_THAT(PageOf(pack), HasSubstr("<strong>ICT: £0 came about.</strong>"));
}

TEST(Findings, ATitleThatTheSentenceHasIsNotSaidTwice) {
  Finding finding;
  finding.set_summary("ICT is green.");
  finding.add_works()->set_title("ICT");
  EXPECT_EQ(NamedSummary(finding), "ICT is green.");
  finding.mutable_works(0)->set_title("Ict");
  EXPECT_EQ(NamedSummary(finding), "ICT is green.") << "capitals are no other title";
  for (const char* title : {"CT", "A", "B", "D", "E"}) finding.add_works()->set_title(title);
  EXPECT_EQ(NamedSummary(finding), "CT, A, B and 2 more: ICT is green.");
}

TEST(Findings, HaveDatesAsThePageHasThem) {
  v1::BoardPack pack;
  Finding* finding = AddFinding("a", "", &pack);
  for (const char* value : {"2011-06-30", "2012-03", "2010-11", "2012", "early in 2012",
                            "Friday 2011-07-01", "to come, 2012-04"}) {
    finding->add_facts()->set_value(value);
  }
  const std::string html = PageOf(pack);
  for (const char* shown : {">30 June 2011<", ">March 2012<", ">2012<", ">early in 2012<",
                            ">Friday 1 July 2011<", ">to come, April 2012<"}) {
    EXPECT_THAT(html, HasSubstr(shown));
  }
  EXPECT_THAT(html, HasSubstr(">2010-11<")) << "it may be a financial year";
}

TEST(Findings, ThatAreNoMoreThanWorthKnowingAreFolded) {
  v1::BoardPack pack;
  AddFinding("a", "", &pack);
  EXPECT_THAT(PageOf(pack), Not(HasSubstr("class=\"fold\"")));
  AddFinding("b", "", &pack)->set_severity(ledger::v1::SEVERITY_INFORMATION);
  EXPECT_THAT(PageOf(pack),
              HasSubstr("<details class=\"fold\"><summary><h3>To know</h3></summary>"));
}

TEST(Findings, OpenAgainSayThatWhatTheyRestOnChanged) {
  v1::BoardPack pack;
  Finding* finding = AddFinding("a", "", &pack);
  finding->set_state(ledger::v1::FINDING_STATE_OPEN);
  finding->set_explanation("partnerships/p/explanations/a");
  finding->set_explained_as("It was agreed.");
  const std::string html = PageOf(pack);
  EXPECT_THAT(html, HasSubstr("since what it rests on has changed"));
  EXPECT_THAT(html, Not(HasSubstr("figures have changed"))) << "a status is no figure";
}

}  // namespace
}  // namespace concordat::gateway
