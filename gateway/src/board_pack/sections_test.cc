#include "gateway/src/board_pack/sections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/base/text.h"
#include "tests/support/pack_testing.h"

namespace concordat::gateway {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Sections, WordWhatServicesAnswerAsEnums) {
  PackParts parts = PartsOfP();
  programme::v1::PackWork* work = parts.part.add_changed();
  work->mutable_project()->mutable_project()->set_title("A project");
  work->mutable_project()->mutable_project()->set_host_council("councils/bury");
  work->set_due("2012-05");
  work->add_changes()->set_kind(programme::v1::WorkChange::KIND_STATUS);
  work->mutable_changes(0)->set_status_before(type::v1::RAG_RED);
  work->add_changes()->set_kind(programme::v1::WorkChange::KIND_END);
  work->mutable_changes(1)->set_end_before("2012-03-31");
  (*parts.part.mutable_titles())["councils/bury"] = "Bury Council";
  const v1::BoardPack pack = Taken(parts);
  ASSERT_EQ(pack.changed_size(), 1);
  const v1::StatusLine& line = pack.changed(0);
  EXPECT_EQ(line.kind(), "Project");
  EXPECT_EQ(line.host(), "Bury Council");
  EXPECT_EQ(line.due(), "2012-05");
  EXPECT_THAT(line.changes(),
              ElementsAre("The status was Red.", "The end was planned for 31 March 2012."));
}

TEST(Sections, NameWhoTakesPartAndSayShortlyHowTheRestGoes) {
  PackParts parts = PartsOfP();
  programme::v1::PackWork* work = parts.part.add_rest();
  auto* service = work->mutable_live_service()->mutable_live_service();
  service->set_title("ICT");
  service->set_went_live("2010-04-01");
  service->set_narrative("All aims are met. Much more was said. And more.");
  work->add_participations()->set_council("councils/bury");
  work->mutable_participations(0)->set_role(programme::v1::Participation::ROLE_HOST);
  work->add_participations()->set_council("councils/wyre");
  work->mutable_participations(1)->set_engagement(
      programme::v1::Participation::ENGAGEMENT_INTERESTED);
  work->set_participations_left_out(2);
  (*parts.part.mutable_titles())["councils/bury"] = "Bury Council";
  (*parts.part.mutable_titles())["councils/wyre"] = "Wyre Council";
  const v1::BoardPack pack = Taken(parts);
  EXPECT_THAT(pack.rest(0).partners(),
              ElementsAre("Bury Council (host)", "Wyre Council (interested)"));
  EXPECT_THAT(PageOf(pack),
              HasSubstr("Since 1 April 2010. Bury Council (host), Wyre Council (interested) and 2 "
                        "more. All aims are met.</span>"));
}

TEST(Sections, ALongSentenceIsNoShortNote) {
  PackParts parts = PartsOfP();
  auto* service = parts.part.add_rest()->mutable_live_service()->mutable_live_service();
  service->set_narrative(std::string(161, 'x'));
  EXPECT_THAT(PageOf(Taken(parts)), Not(HasSubstr("xxx")));
}

TEST(Sections, AShortNoteHasNoNumberOfThePaper) {
  PackParts parts = PartsOfP();
  for (const char* narrative :
       {"- 16.4.1 The project is done. More.", "- The service goes on.", "2.5 of 3 are done."}) {
    auto* service = parts.part.add_rest()->mutable_live_service()->mutable_live_service();
    service->set_narrative(narrative);
    service->mutable_source()->set_section("16.4");
  }
  const std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr(">The project is done.<"));
  EXPECT_THAT(html, HasSubstr(">The service goes on.<"));
  EXPECT_THAT(html, HasSubstr(">2.5 of 3 are done.<"));
}

TEST(Sections, LinesOfTheAnnexStayLines) {
  PackParts parts = PartsOfP();
  benefits::v1::WorkRealisation* work =
      parts.part.mutable_benefits()->mutable_realisation()->add_works();
  work->set_work("partnerships/p/projects/x");
  (*parts.part.mutable_titles())["partnerships/p/projects/x"] = "X";
  benefits::v1::ExpectedResult* result = work->add_results();
  result->set_expected("Resilience\n• capacity");
  result->set_actual("Much\nis done");
  result->set_commentary("Some\nis not");
  work->add_measures()->mutable_measure()->set_commentary("Of\nlate");
  const std::string html = PageOf(Taken(parts));
  for (const char* lines :
       {"Resilience\n• capacity", "Much\nis done", "Some\nis not", "Of\nlate"}) {
    EXPECT_THAT(html, HasSubstr(lines));
  }
}

TEST(Sections, ChallengeGreenWhereTheFactsGiveAmberOrRed) {
  PackParts parts = PartsOfP();
  auto* status = parts.part.add_changed()->mutable_project();
  status->mutable_project()->set_reported_status(type::v1::RAG_GREEN);
  status->mutable_challenge()->set_differs(true);
  status->add_issues()->set_title("Strike");
  status->set_issues_left_out(4);
  const std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr("Amber or red</span>"));
  EXPECT_THAT(html, HasSubstr("4 more open issues are left out here."));
}

TEST(Sections, CountWhatIsExempt) {
  PackParts parts = PartsOfP();
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("Nothing shown here is exempt"));
  for (int i = 0; i < 2; ++i) {
    parts.part.add_red()->mutable_project()->mutable_project()->set_marking(
        type::v1::MARKING_EXEMPT);
  }
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("2 entries shown here are exempt"));
  parts.part.set_marking(type::v1::MARKING_PUBLIC);
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("exempt records are left out"));
}

TEST(Sections, CountHighlightReportsFiguresAndImplicationsThatAreExempt) {
  PackParts parts = PartsOfP();
  programme::v1::ProjectStatus* status = parts.part.add_amber()->mutable_project();
  status->mutable_project()->set_name("partnerships/p/projects/x");
  status->mutable_highlight()->set_marking(type::v1::MARKING_EXEMPT);
  benefits::v1::StatedFigure* figure = parts.part.mutable_benefits()->add_figures();
  figure->set_project("partnerships/p/projects/x");
  figure->set_marking(type::v1::MARKING_EXEMPT);
  parts.part.add_implications()->set_marking(type::v1::MARKING_EXEMPT);
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("3 entries shown here are exempt"));
}

TEST(Sections, CountIssuesMoneyResultsMeasuresDecisionsAndPapersThatAreExempt) {
  PackParts parts = PartsOfP();
  constexpr auto kExempt = type::v1::MARKING_EXEMPT;
  parts.part.add_amber()->mutable_project()->add_issues()->set_marking(kExempt);
  programme::v1::Meeting* meeting = parts.part.add_meetings();
  meeting->set_marking(kExempt);
  meeting->add_decisions("Agreed.");
  meeting->add_recommendations("To agree.");
  parts.part.add_documents()->set_marking(kExempt);
  benefits::v1::FinancialRow* row = parts.part.mutable_benefits()->mutable_finances()->add_rows();
  row->set_kind(benefits::v1::FinancialRow::KIND_LINE);
  row->set_marking(kExempt);
  benefits::v1::WorkRealisation* work =
      parts.part.mutable_benefits()->mutable_realisation()->add_works();
  work->set_work("partnerships/p/projects/x");
  (*parts.part.mutable_titles())[work->work()] = "X";
  work->add_results()->set_marking(kExempt);
  benefits::v1::MeasureRealisation* measure = work->add_measures();
  measure->add_returns()->mutable_measure_return()->set_marking(kExempt);
  measure->add_returns();
  work->add_measures()->mutable_measure()->set_marking(kExempt);
  // An issue, two of one meeting, a paper, a row, a result, a return and a measure.
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("8 entries shown here are exempt"));
}

TEST(Sections, SayWhatTheyLeaveOutAndWhereAllOfItIs) {
  PackParts parts = PartsOfP();
  parts.request.set_board("partnerships/p/boards/b");
  parts.request.mutable_as_known_at()->set_seconds(1);
  parts.part.mutable_counts()->set_red(203);
  parts.part.mutable_counts()->set_red_left_out(3);
  parts.part.add_red()->mutable_project()->mutable_project()->set_reported_status(
      type::v1::RAG_RED);
  parts.part.mutable_risk()->set_registers_left_out(2);
  parts.part.add_finding_counts()->set_left_out(7);
  const v1::BoardPack pack = Taken(parts);
  ASSERT_EQ(pack.left_out_size(), 3);
  EXPECT_EQ(pack.left_out(0).list(), "red");
  EXPECT_EQ(pack.left_out(0).link(),
            "/v1/partnerships/p:programmeReport?asAt=2011-06-30&asKnownAt=1970-01-01T00:00:01Z"
            "&board=partnerships/p/boards/b");
  EXPECT_EQ(pack.left_out(1).link(),
            "/v1/partnerships/p/registers?asAt=2011-06-30&asKnownAt=1970-01-01T00:00:01Z");
  EXPECT_EQ(pack.left_out(2).count(), 7);
  const std::string html = PageOf(pack);
  EXPECT_THAT(html, HasSubstr("3 more are left out here"));
  EXPECT_THAT(html, HasSubstr("2 more registers are left out here"));
  EXPECT_THAT(html, HasSubstr("Red: 203")) << "the heading counts all";
}

TEST(Sections, TheFirstScreenHasRoomForEight) {
  PackParts parts = PartsOfP();
  for (int i = 0; i < 12; ++i) {
    auto* project = parts.part.add_amber()->mutable_project()->mutable_project();
    project->set_title("A project");
    project->set_reported_status(type::v1::RAG_AMBER);
  }
  parts.part.mutable_counts()->set_amber(12);
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr(">4 more</a> red or amber"));
}

TEST(Sections, WhatTheNewestMeetingIsAskedComesFirst) {
  PackParts parts = PartsOfP();
  for (const char* held : {"2011-06-30", "2011-03-31"}) {
    programme::v1::Meeting* meeting = parts.part.add_meetings();
    meeting->set_held(held);
    meeting->add_recommendations(Concat("Asked on ", held));
  }
  const std::string html = PageOf(Taken(parts));
  const std::string first_screen = html.substr(0, html.find("id=\"glance-status\""));
  EXPECT_THAT(first_screen, HasSubstr("What the board is asked, 30 June 2011"));
  EXPECT_THAT(first_screen, HasSubstr("Asked on 2011-06-30"));
  EXPECT_THAT(first_screen, Not(HasSubstr("Asked on 2011-03-31")));
}

TEST(Sections, ColumnsOfPromisesAddUp) {
  PackParts parts = PartsOfP();
  benefits::v1::WorkRealisation* work =
      parts.part.mutable_benefits()->mutable_realisation()->add_works();
  work->set_work("partnerships/p/projects/x");
  (*parts.part.mutable_titles())["partnerships/p/projects/x"] = "X";
  work->mutable_counts()->set_results(9);
  work->mutable_counts()->set_exceeded(2);
  work->mutable_counts()->set_no_longer_applies(3);
  const std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, HasSubstr("data-label=\"Exceeded\">2<"));
  EXPECT_THAT(html, HasSubstr("data-label=\"No longer applies\">3<"));
  EXPECT_THAT(html, HasSubstr("data-label=\"Without verdict\">4<"));
}

TEST(Sections, ResultsStandUnderTheirHeadings) {
  PackParts parts = PartsOfP();
  benefits::v1::WorkRealisation* work =
      parts.part.mutable_benefits()->mutable_realisation()->add_works();
  work->set_work("partnerships/p/projects/x");
  (*parts.part.mutable_titles())["partnerships/p/projects/x"] = "X";
  for (const char* heading : {"", "Costs", "Costs", "Outcomes", "Costs"}) {
    work->add_results()->set_heading(heading);
  }
  const std::string html = PageOf(Taken(parts));
  std::vector<std::string_view> headings;
  for (size_t at = html.find("rowgroup"); at != std::string::npos; at = html.find("rowgroup", at)) {
    at = html.find('>', at) + 1;
    headings.push_back(std::string_view(html).substr(at, html.find('<', at) - at));
  }
  EXPECT_THAT(headings, ElementsAre("Costs", "Outcomes", "Costs"));
}

TEST(Sections, ThePrintedScoreLeads) {
  PackParts parts = PartsOfP();
  risk::v1::RiskLine* line = parts.part.mutable_risk()->add_registers()->add_risks();
  line->mutable_current()->set_likelihood(1);
  line->mutable_current()->set_impact(1);
  line->mutable_current()->set_stated_score(2);
  line->set_score(1);
  line->set_score_differs(true);
  EXPECT_THAT(PageOf(Taken(parts)),
              HasSubstr("<td class=\"num\">2<br><span class=\"bad\">L × I is 1</span>"));
}

TEST(Sections, AMinusHoldsToItsPoundSign) {
  PackParts parts = PartsOfP();
  parts.part.add_red()->mutable_project()->mutable_project()->set_narrative("It is −£65 less.");
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("It is −\u2060£65 less."));
}

TEST(Sections, AWordThatFitsOnNoLineCanBeParted) {
  PackParts parts = PartsOfP();
  auto* project = parts.part.add_red()->mutable_project()->mutable_project();
  project->set_name(Concat("partnerships/p/projects/", std::string(40, 'n')));
  project->set_title(Concat(std::string(32, 'a'), " ", std::string(33, 'b'), "-c"));
  std::string sharps;
  for (int i = 0; i < 33; ++i) sharps += "ß";
  project->set_narrative(sharps);
  const std::string html = PageOf(Taken(parts));
  const auto parted = [](const std::string& six, const std::string& three) {
    std::string word;
    for (int i = 0; i < 5; ++i) word += six + "\u200B";
    return word + three;
  };
  EXPECT_THAT(html, HasSubstr(Concat(std::string(32, 'a'), " ", parted("bbbbbb", "bbb"), "-c")));
  EXPECT_THAT(html, HasSubstr(Concat(parted("ßßßßßß", "ßßß"), "<")));
  EXPECT_THAT(html, HasSubstr(Concat("id=\"partnerships-p-projects-", std::string(40, 'n'), "\"")));
}

TEST(Sections, NothingThatIsSaidBecomesMarkup) {
  PackParts parts = PartsOfP();
  auto* project = parts.part.add_red()->mutable_project()->mutable_project();
  project->set_title("<script>alert(1)</script>");
  project->set_narrative("\"><img src=x>");
  const std::string html = PageOf(Taken(parts));
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, Not(HasSubstr("<img src=x>")));
}

TEST(Sections, WhatIsDoneAboutAnIssueIsNotItsDescription) {
  PackParts parts = PartsOfP();
  auto* status = parts.part.add_amber()->mutable_project();
  for (const char* mitigation : {"", "More staff."}) {
    programme::v1::Issue* issue = status->add_issues();
    issue->set_title("Delay");
    issue->set_description("Work is late.");
    issue->set_mitigation(mitigation);
  }
  const v1::BoardPack pack = Taken(parts);
  EXPECT_EQ(pack.amber(0).issues(0).mitigation(), "");
  EXPECT_EQ(pack.amber(0).issues(1).mitigation(), "More staff.");
  const std::string html = PageOf(pack);
  EXPECT_THAT(html, HasSubstr("<strong>Delay.</strong> <span"));
  EXPECT_THAT(
      html,
      HasSubstr("<strong>Delay.</strong> Mitigation: <span class=\"prose\">More staff.</span>"));
  EXPECT_THAT(html, Not(HasSubstr("Work is late.")));
}

TEST(Sections, OtherYearsOfMoneyAreNamed) {
  PackParts parts = PartsOfP();
  benefits::v1::FinancialSummary* money = parts.part.mutable_benefits()->mutable_finances();
  money->set_financial_year("2010-11");
  money->add_rows()->set_label("Payroll");
  EXPECT_THAT(PageOf(Taken(parts)), Not(HasSubstr("also held")));
  money->add_other_financial_years("2009-10");
  money->add_other_financial_years("2011-12");
  const v1::BoardPack pack = Taken(parts);
  EXPECT_THAT(pack.finances(0).other_periods(), ElementsAre("2009-10", "2011-12"));
  EXPECT_THAT(PageOf(pack), HasSubstr("Money is also held for 2009-10, 2011-12."));
}

TEST(Sections, SayOfWhatThereWasNothingOnTheDay) {
  PackParts parts = PartsOfP();
  const std::string unknown = PageOf(Taken(parts));
  EXPECT_THAT(unknown, HasSubstr("<h1>p: board pack</h1>"));
  EXPECT_THAT(unknown,
              HasSubstr("Nothing was held of <strong>partnerships/p</strong> on 30 June 2011"));
  EXPECT_THAT(unknown, Not(HasSubstr("id=\"status\"")));
  parts.title_since = "Shared Services";
  EXPECT_EQ(Taken(parts).title(), "Shared Services");
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("<h1>Shared Services: board pack</h1>"));
  // What is held before its partnership is has its page.
  parts.part.add_rest();
  EXPECT_THAT(PageOf(Taken(parts)), Not(HasSubstr("Nothing was held")));
  EXPECT_THAT(PageOf(Taken(parts)), HasSubstr("id=\"status\""));
}

}  // namespace
}  // namespace concordat::gateway
