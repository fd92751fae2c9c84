// Papers that agree though they look as if they did not, and some that do not agree in other
// words than the sample's.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "programme-service/src/all_findings.h"
#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

using Texts = std::vector<std::string>;

struct Case {
  const char* what;
  Texts projects = {}, services = {}, issues = {}, highlights = {}, participations = {},
        programmes = {};
  std::string position = {};
  // The rules of what is found, in the order of their names.
  Texts found = {};
};

template <typename Record>
std::vector<Record> ParseAll(const Texts& texts) {
  std::vector<Record> records;
  for (const std::string& text : texts) records.push_back(Parse<Record>(text));
  return records;
}

Findings FindIn(const Case& one) {
  Facts facts;
  facts.day = absl::CivilDay(2011, 6, 30);
  facts.documents = TwoPapers();
  facts.projects = ParseAll<v1::Project>(one.projects);
  facts.live_services = ParseAll<v1::LiveService>(one.services);
  facts.issues = ParseAll<v1::Issue>(one.issues);
  facts.highlights = ParseAll<v1::HighlightReport>(one.highlights);
  facts.participations = ParseAll<v1::Participation>(one.participations);
  facts.programmes = ParseAll<v1::Programme>(one.programmes);
  facts.keeps_highlights = !one.highlights.empty();
  return Complete({}, Reading<Facts>(facts), Parse<benefits::v1::BenefitsPosition>(one.position),
                  Scope())
      .findings;
}

// A piece of work with stated dates, each of the paper of June unless it says otherwise.
std::string Dated(const std::string& dates) {
  return R"(name: "p/1" title: "WIGAN FLEET" )" + dates;
}

std::string June(const std::string& date) {
  return R"(stated_dates { what: "depot" source { document: "d/june" section: "2" } )" + date +
         " } ";
}

std::string May(const std::string& date) {
  return R"(stated_dates { what: "depot" source { document: "d/may" section: "2" } )" + date +
         " } ";
}

std::string Report(const std::string& fields) {
  return R"(name: "h/1" project: "p/1" submitted: true planned_next: "x" )" + fields;
}

std::vector<Case> Dates() {
  return {
      {.what = "one day stated twice",
       .projects = {Dated(June(R"(date: "2011-07-01")") + June(R"(date: "2011-07-01")"))},
       .found = {}},
      {.what = "a day that a later paper moves",
       .projects = {Dated(May(R"(date: "2011-06-01")") + June(R"(date: "2011-07-01")"))},
       .found = {}},
      {.what = "two days of the newest paper, and an older one",
       .projects = {Dated(May(R"(date: "2011-06-01")") + June(R"(date: "2011-07-01")") +
                          June(R"(date: "2011-08-01")"))},
       .found = {"stated-dates-differ"}},
      {.what = "years that differ",
       .projects = {Dated(June(R"(date: "2012")") + June(R"(date: "2013")"))},
       .found = {"stated-dates-differ"}},
      {.what = "a word that is no day of the week",
       .projects = {Dated(June(R"(date: "2011-07-17" weekday: "Bank holiday")"))},
       .found = {}},
      {.what = "a day of the week of a month",
       .projects = {Dated(June(R"(date: "2011-07" weekday: "Friday")"))},
       .found = {}},
      {.what = "a day of the week in capitals",
       .projects = {Dated(June(R"(date: "2011-07-17" weekday: "MON")"))},
       .found = {"weekday-differs"}},
      {.what = "to come in the month of the paper",
       .projects = {Dated(June(R"(date: "2011-06" state: STATE_TO_COME)"))},
       .found = {}},
      {.what = "to come in the year before",
       .projects = {Dated(June(R"(date: "2010" state: STATE_TO_COME)"))},
       .found = {"date-already-past"}},
  };
}

std::vector<Case> StatesAndEnds() {
  return {
      {.what = "done in June, to come in May",
       .projects = {Dated(June("state: STATE_DONE") + May("state: STATE_TO_COME"))},
       .found = {}},
      {.what = "done in May, to come in June",
       .projects = {Dated(May("state: STATE_DONE") + June("state: STATE_TO_COME"))},
       .found = {"state-stated-both-ways"}},
      {.what = "done twice",
       .projects = {Dated(June("state: STATE_DONE") + June("state: STATE_DONE"))},
       .found = {}},
      {.what = "what waits falls on the day of what it awaits",
       .projects = {Dated(June(R"(date: "2011-07-01" awaits: "order")") +
                          R"(stated_dates { what: "order" date: "2011-07-01" })")},
       .found = {}},
      {.what = "two that await one another on one day",
       .projects = {Dated(June(R"(date: "2011-07-01" awaits: "order")") +
                          R"(stated_dates { what: "order" date: "2011-07-01" awaits: "depot" })")},
       .found = {}},
      {.what = "what waits lies in an earlier year",
       .projects = {Dated(June(R"(date: "2011" awaits: "order")") +
                          R"(stated_dates { what: "order" date: "2012-02" })")},
       .found = {"date-before-what-it-awaits"}},
      {.what = "begun before what it awaits",
       .projects = {Dated(June(R"(state: STATE_UNDER_WAY awaits: "order")") +
                          R"(stated_dates { what: "order" state: STATE_TO_COME })")},
       .found = {"dependency-broken"}},
      {.what = "dates that are none",
       .projects = {Dated(June(R"(date: "soon" weekday: "Friday")") + June(R"(date: "late")"))},
       .found = {}},
      {.what = "an end brought forward",
       .projects = {Dated(R"(baseline_end: "2012-03" current_end: "2012-01")")},
       .found = {}},
      {.what = "an end within the year that was planned",
       .projects = {Dated(R"(baseline_end: "2012" current_end: "2012-12-31")")},
       .found = {}},
      {.what = "an end years late",
       .projects = {Dated(R"(baseline_end: "2009" current_end: "2012")")},
       .found = {"end-date-slipped"}},
  };
}

std::vector<Case> Reports() {
  return {
      {.what = "a title with a sign for a word and a dash of print",
       .projects = {R"(name: "p/1" title: "HR & OD - phase 1")"},
       .highlights = {Report(R"(title: "HR and OD – Phase 1")")},
       .found = {}},
      {.what = "a title with quotes of print",
       .projects = {R"(name: "p/1" title: "Members' lounge")"},
       .highlights = {Report("title: \"Members\u2019 lounge\"")},
       .found = {}},
      {.what = "a title of another phase",
       .projects = {R"(name: "p/1" title: "HR phase 1")"},
       .highlights = {Report(R"(title: "HR phase 2")")},
       .found = {"linked-titles-differ"}},
      {.what = "a report that gives no light",
       .projects = {R"(name: "p/1" title: "x" reported_status: RAG_GREEN)"},
       .highlights = {Report(R"(title: "x")")},
       .found = {}},
      {.what = "a quarter that ends in March",
       .projects = {R"(name: "p/1" title: "x")"},
       .highlights = {Report(R"(title: "x" period: PERIOD_QUARTER period_end: "2012-03-31")")},
       .found = {}},
      {.what = "a month of a leap year that ends on its last day but one",
       .projects = {R"(name: "p/1" title: "x")"},
       .highlights = {Report(R"(title: "x" period: PERIOD_MONTH period_end: "2012-02-28")")},
       .found = {"period-end-not-of-period"}},
      {.what = "a period that ends in a month",
       .projects = {R"(name: "p/1" title: "x")"},
       .highlights = {Report(R"(title: "x" period: PERIOD_WEEK period_end: "2012-02")")},
       .found = {}},
      {.what = "milestones of which none has a date",
       .projects = {R"(name: "p/1" title: "x")"},
       .highlights = {Report(R"(title: "x" milestones { milestone: "a" } milestones {
         milestone: "b" })")},
       .found = {}},
      {.what = "green with issues that are all over",
       .projects = {R"(name: "p/1" title: "x" reported_status: RAG_GREEN)"},
       .issues = {R"(name: "i/1" project: "p/1" title: "y" expectation: EXPECTATION_RESOLVED
         closed: "2011-06-01")"},
       .found = {}},
      {.what = "red with one issue that is expected to be resolved and one that is not",
       .projects = {R"(name: "p/1" title: "x" reported_status: RAG_RED)"},
       .issues = {R"(name: "i/1" project: "p/1" title: "y" expectation: EXPECTATION_RESOLVED)",
                  R"(name: "i/2" project: "p/1" title: "z" expectation: EXPECTATION_NOT_RESOLVED)"},
       .found = {}},
      {.what = "without a light, with an issue",
       .projects = {R"(name: "p/1" title: "x")"},
       .issues = {R"(name: "i/1" project: "p/1" title: "y" expectation: EXPECTATION_NOT_RESOLVED)"},
       .found = {}},
      {.what = "amber with an issue of other work",
       .projects = {R"(name: "p/1" title: "x" reported_status: RAG_AMBER)"},
       .issues = {R"(name: "i/1" project: "p/2" title: "y" expectation: EXPECTATION_RESOLVED)"},
       .found = {"status-without-issue"}},
  };
}

std::vector<Case> Services() {
  return {
      {.what = "savings in the year in which a service went live",
       .services = {R"(name: "l/1" title: "x" went_live: "2010-06")"},
       .position = R"(works { work: "l/1" first_actual_pence: 100 first_actual_year: "2010-11" })",
       .found = {}},
      {.what = "savings in the year in which a service may have gone live",
       .services = {R"(name: "l/1" title: "x" went_live: "2010")"},
       .position = R"(works { work: "l/1" first_actual_pence: 100 first_actual_year: "2009-10" })",
       .found = {}},
      {.what = "nothing saved before a service went live",
       .services = {R"(name: "l/1" title: "x" went_live: "2012-06")"},
       .position = R"(works { work: "l/1" first_actual_year: "2010-11" })",
       .found = {}},
      {.what = "a cost booked before a service went live",
       .services = {R"(name: "l/1" title: "x" went_live: "2012-06")"},
       .position = R"(works { work: "l/1" first_actual_pence: -5 first_actual_year: "2010-11" })",
       .found = {}},
      {.what = "green, and no promise in figures",
       .services = {R"(name: "l/1" title: "x" reported_status: RAG_GREEN)"},
       .position = R"(works { work: "l/1" unrealised { expected: "y" } })",
       .found = {}},
      {.what = "a council that left an amber service",
       .services = {R"(name: "l/1" title: "x" reported_status: RAG_AMBER)"},
       .issues =
           {R"(name: "i/1" live_service: "l/1" title: "y" expectation: EXPECTATION_RESOLVED)"},
       .participations = {R"(name: "t/1" live_service: "l/1" council: "councils/a"
         engagement: ENGAGEMENT_WITHDRAWN)"},
       .found = {}},
      {.what = "a council that is invited to a green service",
       .services = {R"(name: "l/1" title: "x" reported_status: RAG_GREEN)"},
       .participations = {R"(name: "t/1" live_service: "l/1" council: "councils/a"
         engagement: ENGAGEMENT_INVITED)"},
       .found = {}},
      {.what = "a host that left a project which is over",
       .projects = {R"(name: "p/1" title: "x" lifecycle: LIFECYCLE_CLOSED
         host_council: "councils/a")"},
       .participations = {R"(name: "t/1" project: "p/1" council: "councils/a"
         engagement: ENGAGEMENT_WITHDRAWN)"},
       .found = {}},
      {.what = "a review that is not due, and others that went live before",
       .services = {R"(name: "l/1" title: "x" went_live: "2011-06" benefits_review:
                       REVIEW_STATE_NOT_DUE)",
                    R"(name: "l/2" title: "y" went_live: "2011-06-20" benefits_review:
                       REVIEW_STATE_DONE)"},
       .found = {}},
      {.what = "a heading with words under it",
       .programmes = {R"(name: "g/1" title: "WETT" description: "x" source { section: "16.11" })"},
       .found = {}},
      {.what = "a heading that stands in no paper",
       .programmes = {R"(name: "g/1" title: "WETT")"},
       .found = {}},
  };
}

Texts RulesOf(const Findings& findings) {
  Texts rules;
  for (const ledger::v1::Finding& finding : findings) rules.push_back(finding.rule());
  std::ranges::sort(rules);
  return rules;
}

TEST(HostileFindings, OnlyWhatDoesNotAgreeIsFound) {
  for (const auto& cases : {Dates(), StatesAndEnds(), Reports(), Services()}) {
    for (const Case& one : cases) EXPECT_EQ(RulesOf(FindIn(one)), one.found) << one.what;
  }
}

// What is promised and not come about is counted promise by promise.
std::string Summary(const std::string& position) {
  const Case one = {.what = "",
                    .services = {R"(name: "l/1" title: "FLEET" reported_status: RAG_GREEN)"},
                    .position = position,
                    .found = {}};
  return OfRule(FindIn(one), "green-but-benefits-unrealised").at(0).summary();
}

TEST(HostileFindings, MoreThanPromisedMakesUpForNoOtherPromise) {
  EXPECT_EQ(Summary(R"(works { work: "l/1" promised_pence: 20000 realised_pence: 35000
              has_stated_promise: true unrealised { promised_pence: 10000 realised_pence: 5000 } })"),
            "FLEET is green, while £50 of £200 promised has not come about.");
}

TEST(HostileFindings, APromiseInPerCentIsNamedBesideOthersThatCameAbout) {
  EXPECT_EQ(Summary(R"(works { work: "l/1" promised_pence: 20000 realised_pence: 20000
              has_stated_promise: true unrealised { expected: "5% less fuel" } })"),
            "FLEET is green, while \"5% less fuel\" has not come about.");
}

TEST(HostileFindings, ACostIsNamedWithThePromiseThatItCameFor) {
  EXPECT_EQ(Summary(R"(works { work: "l/1" has_stated_promise: true
              unrealised { expected: "a" } unrealised { expected: "b" realised_pence: -500 } })"),
            "FLEET is green, while costs of £5 came where \"b\" was promised.");
}

}  // namespace
}  // namespace concordat::programme
