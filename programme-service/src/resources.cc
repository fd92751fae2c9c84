#include "programme-service/src/resources.h"

#include <utility>

#include "common/resource/term_table.h"
#include "concordat/programme/v1/achievement.pb.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/activity.pb.h"
#include "concordat/programme/v1/assumption.pb.h"
#include "concordat/programme/v1/baseline_fact.pb.h"
#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/business_case.pb.h"
#include "concordat/programme/v1/comment.pb.h"
#include "concordat/programme/v1/connection.pb.h"
#include "concordat/programme/v1/council_count.pb.h"
#include "concordat/programme/v1/dependency.pb.h"
#include "concordat/programme/v1/driver.pb.h"
#include "concordat/programme/v1/exception_report.pb.h"
#include "concordat/programme/v1/external_assessment.pb.h"
#include "concordat/programme/v1/funding_line.pb.h"
#include "concordat/programme/v1/gate_decision.pb.h"
#include "concordat/programme/v1/implication.pb.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/milestone.pb.h"
#include "concordat/programme/v1/need.pb.h"
#include "concordat/programme/v1/objective.pb.h"
#include "concordat/programme/v1/offer.pb.h"
#include "concordat/programme/v1/org_unit.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/recommendation.pb.h"
#include "concordat/programme/v1/reporting_period.pb.h"
#include "concordat/programme/v1/return.pb.h"
#include "concordat/programme/v1/rule_suppression.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "concordat/programme/v1/source_document.pb.h"
#include "concordat/programme/v1/stage_model.pb.h"
#include "concordat/programme/v1/stage_plan.pb.h"
#include "concordat/programme/v1/stakeholder.pb.h"
#include "concordat/programme/v1/subscription.pb.h"
#include "concordat/programme/v1/threshold_table.pb.h"
#include "programme-service/src/council_rules.h"
#include "programme-service/src/decision_rules.h"
#include "programme-service/src/dependency_rules.h"
#include "programme-service/src/explanation_rules.h"
#include "programme-service/src/highlight_report_rules.h"
#include "programme-service/src/milestone_rules.h"
#include "programme-service/src/plan_graph.h"
#include "programme-service/src/project_rules.h"
#include "programme-service/src/return_rules.h"
#include "programme-service/src/stage_plan_rules.h"
#include "programme-service/src/stated_date_rules.h"
#include "programme-service/src/threshold_judgement.h"
#include "programme-service/src/work_rules.h"
#include "programme-service/src/work_terms.h"

namespace concordat::programme {

namespace {

// Those that are found by the terms of their text.
template <typename Resource>
ResourceRegistration Found(ResourceRegistration registration) {
  return std::move(registration).Summed<Resource>(kTermsColumn, &RowTermsOf<Resource>);
}

}  // namespace

std::vector<ResourceRegistration> ProgrammeResources() {
  return {
      Keep<v1::Council>(&CheckCouncil),
      Keep<v1::Partnership>(),
      Keep<v1::Membership>(&CheckMembership),
      Keep<v1::Board>(),
      Keep<v1::Meeting>(),
      Keep<v1::SourceDocument>(),
      Found<v1::Programme>(Keep<v1::Programme>()),
      Found<v1::ServiceArea>(Keep<v1::ServiceArea>()),
      Found<v1::Project>(Keep<v1::Project>(&CheckProject)),
      Found<v1::LiveService>(Keep<v1::LiveService>(&CheckLiveService)),
      Keep<v1::Participation>(&CheckParticipation),
      Keep<v1::HighlightReport>(&CheckHighlightReport),
      Keep<v1::Issue>(&CheckIssue),
      Keep<v1::Implication>(),
      Keep<v1::Lesson>(&CheckLesson),
      Keep<v1::Explanation>(&CheckExplanation),
      Keep<v1::RuleSuppression>(),
      Keep<v1::StageModel>(),
      Keep<v1::StagePlan>(&CheckStagePlan).With(&CheckStagesInKey, Writers::kMany),
      Keep<v1::Milestone>(&CheckMilestone),
      Keep<v1::Dependency>(&CheckDependency).With(&CheckDependencies, Writers::kOneAtATime),
      Keep<v1::FundingLine>(),
      Keep<v1::BaselineFact>(),
      Keep<v1::CouncilCount>(),
      Keep<v1::ReportingPeriod>(&CheckReportingPeriod),
      Keep<v1::Return>(&CheckReturn),
      Keep<v1::Recommendation>(),
      Keep<v1::GateDecision>(&CheckGateDecision),
      Keep<v1::ExceptionReport>(&CheckExceptionReport),
      Keep<v1::BusinessCase>(&CheckBusinessCase),
      Keep<v1::OrgUnit>(),
      Keep<v1::Objective>(),
      Found<v1::Action>(Keep<v1::Action>()),
      Keep<v1::Driver>(),
      Keep<v1::Subscription>(),
      Found<v1::Need>(Keep<v1::Need>()),
      Found<v1::Offer>(Keep<v1::Offer>()),
      Keep<v1::Connection>(&CheckConnection),
      Keep<v1::Achievement>(),
      Keep<v1::Stakeholder>(),
      Keep<v1::ExternalAssessment>(),
      Keep<v1::Activity>(),
      Keep<v1::Comment>(),
      Keep<v1::Assumption>(),
      Keep<v1::ThresholdTable>(&CheckThresholdTable),
  };
}

}  // namespace concordat::programme
