// For tests: random records of one partnership of programme-service, from few values, so
// that they often meet.
#ifndef CONCORDAT_TESTS_SUPPORT_PROGRAMME_DRAW_H_
#define CONCORDAT_TESTS_SUPPORT_PROGRAMME_DRAW_H_

#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/highlight_report.pb.h"
#include "concordat/programme/v1/issue.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/membership.pb.h"
#include "concordat/programme/v1/participation.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/rule_suppression.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "concordat/programme/v1/source_document.pb.h"
#include "tests/support/plan_draw.h"

namespace concordat::programme {

constexpr char kPartnership[] = "partnerships/p";
inline const absl::CivilDay kFirstDay(2011, 6, 1);
constexpr int kDays = 4;
constexpr int kWorks = 8;

class Draw {
 public:
  struct Made {
    std::shared_ptr<google::protobuf::Message> record;
    // Empty for what is global.
    std::string parent;
    std::string collection;
    std::string id;
  };

  explicit Draw(unsigned seed) : random_(seed) {}

  int Below(int end) { return static_cast<int>(random_() % end); }
  bool OneIn(int n) { return Below(n) == 0; }
  std::string OneOf(const std::vector<std::string>& all) {
    return all[Below(static_cast<int>(all.size()))];
  }
  std::string SomeDay() { return FormatDay(kFirstDay + Below(kDays)); }

  // What the rest refers to.
  std::vector<Made> First() {
    std::vector<Made> first;
    v1::Partnership partnership;
    partnership.set_title("A partnership");
    first.push_back(Make(partnership, "partnerships", "p"));
    for (const char* id : {"a", "b", "c"}) {
      v1::Council council;
      council.set_title(Concat("Council ", id));
      council.set_kind(static_cast<v1::Council::Kind>(1));
      first.push_back(Make(council, "councils", id));
    }
    for (int i = 0; i < 3; ++i) {
      auto document = Placed<v1::SourceDocument>();
      document.set_title("A paper");
      document.set_dated(PartialDay());
      first.push_back(Make(document, "sourceDocuments", Concat("d", i)));
      auto programme = Placed<v1::Programme>();
      programme.set_title(Concat("Programme ", i));
      programme.set_description(OneOf({"", "Words"}));
      first.push_back(Make(programme, "programmes", Concat("g", i)));
    }
    for (int i = 0; i < 2; ++i) {
      v1::Board board;
      board.set_title("A board");
      if (i == 1) board.add_programmes(Concat(kPartnership, "/programmes/g1"));
      first.push_back(Make(board, "boards", Concat("b", i)));
    }
    for (int i = 0; i < 6; ++i) {
      auto meeting = Placed<v1::Meeting>();
      meeting.set_board(Concat(kPartnership, "/boards/b", Below(2)));
      meeting.set_title("A meeting");
      meeting.set_held(PartialDay());
      first.push_back(Make(meeting, "meetings", Concat("m", i)));
    }
    first.push_back(Make(OfPlans().Key(), "stageModels", "k"));
    for (int i = 0; i < 2; ++i) {
      v1::ServiceArea area;
      area.set_title(Concat("Area ", i));
      first.push_back(Make(area, "serviceAreas", Concat("a", i)));
    }
    v1::RuleSuppression suppression;
    suppression.set_reason("It is known");
    suppression.set_decided_by("Board");
    first.push_back(Make(suppression, "ruleSuppressions", "end-date-slipped"));
    return first;
  }

  // A project, a live service and what belongs to them.
  std::vector<Made> Work(int i) {
    std::vector<Made> made;
    made.push_back(Make(Project(), "projects", Concat("p", i)));
    made.push_back(Make(Service(), "liveServices", Concat("l", i)));
    for (int j = 0; j < 2; ++j) {
      auto issue = OfWork<v1::Issue>(i);
      issue.set_title(OneOf({"Virus", "Strike", "Delay"}));
      issue.set_expectation(static_cast<v1::Issue::Expectation>(Below(4)));
      if (OneIn(3)) issue.set_closed(PartialDay());
      made.push_back(Make(issue, "issues", Concat("i", i, "-", j)));
      auto report = OfWork<v1::HighlightReport>(i);
      report.set_title(OneOf({"Revenues", "LEISURE!", "ICT"}));
      report.mutable_source()->set_document(Concat(kPartnership, "/sourceDocuments/d", Below(3)));
      if (OneIn(2)) report.mutable_source()->set_section("Appendix A");
      for (int k = Below(3); k > 0; --k) {
        auto* milestone = report.add_milestones();
        milestone->set_milestone("A milestone");
        if (OneIn(2)) milestone->set_due(PartialDay());
      }
      report.set_period_end(
          OneOf({"2011-05-31", "2011-06", "2011-06-02", "2011-06-30", "2011-06-03"}));
      report.set_period(static_cast<v1::HighlightReport::Period>(Below(4)));
      report.set_reported_status(Light());
      report.set_submitted(!OneIn(3));
      report.set_summary(
          OneOf({"", "On course", "Guidance: say here what was done in the period, and why"}));
      if (!OneIn(3)) report.add_planned_next("More of it");
      // What is not there may not be named.
      if (j == 1 && OneIn(2)) {
        report.set_supersedes(Concat(kPartnership, "/highlightReports/h", i, "-0"));
      }
      made.push_back(Make(report, "highlightReports", Concat("h", i, "-", j)));
      auto part = OfWork<v1::Participation>(i);
      part.set_council(OneOf({"councils/a", "councils/b", "councils/c"}));
      if (OneIn(3)) part.set_role(v1::Participation::ROLE_HOST);
      part.set_engagement(static_cast<v1::Participation::Engagement>(Below(7)));
      made.push_back(Make(part, "participations", Concat("t", i, "-", j)));
    }
    return made;
  }

  // Plans of a project, and what waits for what of it.
  std::vector<Made> Plans(int i) {
    std::vector<Made> made;
    const std::string project = Concat(kPartnership, "/projects/p", i);
    const std::string milestone = Concat(kPartnership, "/milestones/n", i);
    for (int j = 0; j < 3; ++j) {
      made.push_back(Make(OfPlans().Plan(project), "stagePlans", Concat("s", i, "-", j)));
    }
    made.push_back(Make(OfPlans().Milestone(project), "milestones", Concat("n", i)));
    const std::string other =
        Concat(kPartnership, OneIn(2) ? "/projects/p" : "/milestones/n", Below(kWorks));
    made.push_back(Make(OfPlans().Dependency(OneIn(2) ? project : milestone, other), "dependencies",
                        Concat("w", i)));
    return made;
  }

  // The benefits of some work in figures.
  benefits::v1::BenefitsPosition Positions() {
    benefits::v1::BenefitsPosition positions;
    for (int i = 0; i < 2 * kWorks; ++i) {
      if (OneIn(2)) continue;
      auto* work = positions.add_works();
      work->set_work(i < kWorks ? Concat(kPartnership, "/projects/p", i)
                                : Concat(kPartnership, "/liveServices/l", i - kWorks));
      work->set_has_stated_promise(!OneIn(3));
      if (OneIn(2)) {
        auto* result = work->add_unrealised();
        result->set_expected_result(Concat(kPartnership, "/expectedResults/e", i));
        result->set_expected("Savings");
        result->set_promised_pence(100);
        work->set_promised_pence(100);
      }
      if (OneIn(2)) {
        work->set_first_actual_year(OneOf({"2009-10", "2010-11"}));
        work->set_first_actual_pence(100);
        work->set_first_actual_benefit(Concat(kPartnership, "/benefits/f", i));
      }
    }
    return positions;
  }

 private:
  PlanDraw OfPlans() { return {&random_, kPartnership}; }

  template <typename Record>
  static Made Make(const Record& record, const std::string& collection, const std::string& id) {
    const bool global = collection == "partnerships" || collection == "councils";
    return {std::make_shared<Record>(record), global ? "" : kPartnership, collection, id};
  }

  std::string PartialDay() {
    return OneOf({"2011-05-20", "2011-05", "2011-06", "2011-06-01", "2011-06-03", "2012", "2010"});
  }

  type::v1::Rag Light() { return static_cast<type::v1::Rag>(Below(4)); }

  template <typename Record>
  Record Placed() {
    Record record;
    if (!OneIn(4))
      record.mutable_source()->set_section(
          OneOf({"2.", "16.2", "16.3.1", "16.4", "16.5", "16.7", "16.7", "Appendix A"}));
    if (OneIn(8)) record.set_marking(type::v1::MARKING_EXEMPT);
    return record;
  }

  template <typename Record>
  Record OfWork(int i) {
    auto record = Placed<Record>();
    if (OneIn(2)) {
      record.set_project(Concat(kPartnership, "/projects/p", i));
    } else {
      record.set_live_service(Concat(kPartnership, "/liveServices/l", i));
    }
    return record;
  }

  template <typename Work>
  void FillWork(Work* work) {
    work->set_title(OneOf({"Revenues", "Leisure", "Leisure é", "ICT"}));
    work->set_reported_status(Light());
    work->set_narrative(OneOf({"", "Words", "words", "Words "}));
    if (!OneIn(3)) work->set_programme(Concat(kPartnership, "/programmes/g", Below(3)));
    if (!OneIn(3)) work->set_host_council(OneOf({"councils/a", "councils/b"}));
    for (int dates = Below(4); dates > 0; --dates) {
      v1::StatedDate* date = work->add_stated_dates();
      date->set_what(OneOf({"end", "start"}));
      date->set_date(PartialDay());
      date->set_weekday(OneOf({"", "", "Friday", "fri", "Monday"}));
      date->set_still_to_come(OneIn(3));
      if (!date->still_to_come()) date->set_state(static_cast<v1::StatedDate::State>(Below(4)));
      date->mutable_source()->set_document(Concat(kPartnership, "/sourceDocuments/d", Below(2)));
      date->mutable_source()->set_section(OneOf({"2.", "Appendix A", "Appendix A, Key dates"}));
    }
    LetDatesAwait(work);
  }

  // What awaits nothing that is there is refused.
  template <typename Work>
  void LetDatesAwait(Work* work) {
    std::set<std::string> things;
    for (const v1::StatedDate& date : work->stated_dates()) things.insert(date.what());
    if (things.size() < 2) return;
    for (v1::StatedDate& date : *work->mutable_stated_dates()) {
      if (OneIn(2)) date.set_awaits(date.what() == "end" ? "start" : "end");
    }
  }

  v1::Project Project() {
    auto project = Placed<v1::Project>();
    FillWork(&project);
    project.set_lifecycle(static_cast<v1::Project::Lifecycle>(Below(7)));
    if (OneIn(8)) project.set_lead_role("Head of service");
    if (OneIn(2)) project.set_baseline_end(PartialDay());
    if (OneIn(2)) project.set_current_end(PartialDay());
    return project;
  }

  v1::LiveService Service() {
    auto service = Placed<v1::LiveService>();
    FillWork(&service);
    if (!OneIn(3)) service.set_went_live(PartialDay());
    service.set_benefits_review(static_cast<v1::LiveService::ReviewState>(Below(4)));
    service.set_benefits_review_reason("Too early");
    if (OneIn(3)) service.set_project(Concat(kPartnership, "/projects/p", Below(kWorks)));
    return service;
  }

  std::mt19937 random_;
};

}  // namespace concordat::programme

#endif  // CONCORDAT_TESTS_SUPPORT_PROGRAMME_DRAW_H_
