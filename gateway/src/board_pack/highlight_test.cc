#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"
#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using programme::v1::HighlightReport;
using testing::HasSubstr;
using testing::Not;

constexpr char kSaid[] = "Two teams have been trained and have begun to look at complaints.";

HighlightReport* FillReport(HighlightReport* report) {
  report->set_name("partnerships/p/highlightReports/r");
  report->set_title("Regulatory Project");
  report->set_period_end("2011-06-21");
  report->set_prepared_by_role("Project Manager");
  report->set_reported_status(type::v1::RAG_AMBER);
  report->set_percent_complete(55);
  report->set_project_start("2010-03");
  report->set_projected_completion("2012-05");
  report->set_summary("On schedule.");
  report->add_planned()->set_activity("A workshop");
  report->mutable_planned(0)->set_progress("on its way");
  report->set_other_progress("All moved.");
  report->add_planned_next("Pilots begin");
  report->add_milestones()->set_milestone("Move complete");
  report->mutable_milestones(0)->set_status(type::v1::RAG_GREEN);
  report->mutable_milestones(0)->set_due("2011-07-01");
  report->add_concerns()->set_concern("The end has moved");
  report->mutable_concerns(0)->set_mitigation("More people");
  report->add_benefits("Less cost");
  report->mutable_source()->set_section("Appendix D");
  return report;
}

TEST(Highlight, StandsInFullUnderWorkThatDoes) {
  PackParts parts = PartsOfP();
  FillReport(parts.part.add_amber()->mutable_project()->mutable_highlight());
  const v1::BoardPack pack = Taken(parts);
  EXPECT_EQ(pack.amber(0).highlight_report().record(), "partnerships/p/highlightReports/r");
  const std::string html = PageOf(pack);
  for (const char* shown :
       {"Highlight report to 21 June 2011</h5> <span class=\"tag amber\">Amber",
        "Regulatory Project", "<dt>Prepared by</dt><dd>Project Manager<",
        "<dt>Complete</dt><dd>55%<", "<dt>Start</dt><dd>March 2010<",
        "<dt>Projected completion</dt><dd>May 2012<", "On schedule.", "A workshop",
        "Progress: on its way", "All moved.", "Pilots begin",
        "Move complete</span> <span class=\"tag green\">Green", "Due: 1 July 2011",
        "The end has moved", "Mitigation: More people", "Less cost", "Appendix D"}) {
    EXPECT_THAT(html, HasSubstr(shown));
  }
}

TEST(Highlight, HasNoPlaceInWhatIsShownInBrief) {
  PackParts parts = PartsOfP();
  FillReport(parts.part.add_rest()->mutable_project()->mutable_highlight());
  const v1::BoardPack pack = Taken(parts);
  EXPECT_FALSE(pack.rest(0).has_highlight_report());
  EXPECT_THAT(PageOf(pack), Not(HasSubstr("Highlight report")));
}

TEST(Highlight, OfAProjectInBriefStandsUnderTheServiceThatItBecame) {
  PackParts parts = PartsOfP();
  auto* service = parts.part.add_amber()->mutable_live_service();
  service->mutable_live_service()->set_project("partnerships/p/projects/x");
  auto* project = parts.part.add_rest()->mutable_project();
  project->mutable_project()->set_name("partnerships/p/projects/y");
  FillReport(project->mutable_highlight());
  EXPECT_FALSE(Taken(parts).amber(0).has_highlight_report()) << "of another project";
  project->mutable_project()->set_name("partnerships/p/projects/x");
  EXPECT_TRUE(Taken(parts).amber(0).has_highlight_report());
  service->mutable_highlight()->set_title("Its own");
  EXPECT_EQ(Taken(parts).amber(0).highlight_report().title(), "Its own");
}

TEST(Highlight, SaysOnceWhatTheWorkSaysWordForWord) {
  PackParts parts = PartsOfP();
  auto* project = parts.part.add_red()->mutable_project();
  project->mutable_project()->set_narrative(Concat("3.1 ", kSaid, "\n\n3.2 More."));
  HighlightReport* report = FillReport(project->mutable_highlight());
  // Line breaks of the paper do not make it another text.
  std::string wrapped = kSaid;
  wrapped[3] = '\n';
  report->set_other_progress(Concat(wrapped, "\n\nMore."));
  std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr("<p class=\"prose\">More. The rest stands above.</p>"))
      << "a short word may stand above by chance";
  report->set_other_progress(kSaid);
  html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr("<p class=\"prose\">As above.</p>"));
  EXPECT_EQ(html.find(kSaid), html.rfind(kSaid));
  EXPECT_EQ(Taken(parts).red(0).highlight_report().other_progress(), kSaid) << "JSON has all";
  report->set_other_progress("All moved.");
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("<p class=\"prose\">All moved.</p>"));
}

}  // namespace
}  // namespace concordat::gateway
