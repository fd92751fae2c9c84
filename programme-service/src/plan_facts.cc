#include "programme-service/src/plan_facts.h"

#include "common/base/text.h"
#include "programme-service/src/plan_dates.h"

namespace concordat::programme {
namespace {

using type::v1::PrintedDate;

PrintedDate Came(const std::string& date) {
  PrintedDate printed;
  printed.set_date(date);
  return printed;
}

// The first of them that tells a day.
PrintedDate FirstKnown(const std::string& actual, const PrintedDate& planned,
                       const PrintedDate& baseline) {
  if (!actual.empty()) return Came(actual);
  for (const PrintedDate* date : {&planned, &baseline}) {
    if (PlanDateOf(*date).has_value()) return *date;
  }
  return {};
}

template <typename Record>
TiedEnd EndNamed(const Record& record) {
  TiedEnd end;
  end.name = record.name();
  end.title = record.title();
  end.marking = record.marking();
  end.source = record.source();
  return end;
}

std::string WithTitle(const PlanFacts& plans, const std::string& subject,
                      const std::string& called) {
  const auto title = plans.titles.find(subject);
  return title == plans.titles.end() ? called : Concat(title->second, ": ", called);
}

}  // namespace

TiedEnd TiedEndOf(const v1::Project& project, const StagesOf& stages) {
  TiedEnd end = EndNamed(project);
  end.node = NodeOf(project, stages);
  return end;
}

TiedEnd TiedEndOf(const v1::Milestone& milestone) {
  TiedEnd end = EndNamed(milestone);
  end.node = NodeOf(milestone);
  const auto due = PlanDateOf(DueOf(milestone));
  if (due.has_value() && milestone.reached().empty()) {
    end.may_be_earlier = due->may_be_earlier;
    end.may_be_later = due->may_be_later;
  }
  return end;
}

const std::string& SubjectOf(const v1::StagePlan& plan) {
  return plan.project().empty() ? plan.service_area() : plan.project();
}

const std::string& SubjectOf(const v1::Milestone& milestone) {
  for (const std::string* subject :
       {&milestone.project(), &milestone.live_service(), &milestone.service_area()}) {
    if (!subject->empty()) return *subject;
  }
  return milestone.programme();
}

PrintedDate StartOf(const v1::StagePlan& plan) {
  return FirstKnown(plan.actual_start(), plan.start(), plan.baseline_start());
}

PrintedDate EndOf(const v1::StagePlan& plan) {
  return FirstKnown(plan.actual_end(), plan.end(), plan.baseline_end());
}

PrintedDate DueOf(const v1::Milestone& milestone) {
  return FirstKnown(milestone.reached(), milestone.due(), milestone.baseline_due());
}

std::string CalledIn(const PlanFacts& plans, const v1::StagePlan& plan) {
  return WithTitle(plans, SubjectOf(plan), plan.label());
}

std::string CalledIn(const PlanFacts& plans, const v1::Milestone& milestone) {
  return WithTitle(plans, SubjectOf(milestone), milestone.title());
}

void AddPlanOwners(const PlanFacts& plans, std::map<std::string, std::string>* owners) {
  for (const v1::StagePlan& plan : plans.stages) (*owners)[plan.name()] = SubjectOf(plan);
  for (const v1::Milestone& milestone : plans.milestones) {
    (*owners)[milestone.name()] = SubjectOf(milestone);
  }
}

}  // namespace concordat::programme
