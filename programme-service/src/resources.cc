#include "programme-service/src/resources.h"

#include "concordat/programme/v1/board.pb.h"
#include "concordat/programme/v1/implication.pb.h"
#include "concordat/programme/v1/meeting.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/rule_suppression.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "concordat/programme/v1/source_document.pb.h"
#include "programme-service/src/council_rules.h"
#include "programme-service/src/explanation_rules.h"
#include "programme-service/src/highlight_report_rules.h"
#include "programme-service/src/project_rules.h"
#include "programme-service/src/stated_date_rules.h"
#include "programme-service/src/work_rules.h"

namespace concordat::programme {

std::vector<ResourceRegistration> ProgrammeResources() {
  return {
      Keep<v1::Council>(&CheckCouncil),
      Keep<v1::Partnership>(),
      Keep<v1::Membership>(&CheckMembership),
      Keep<v1::Board>(),
      Keep<v1::Meeting>(),
      Keep<v1::SourceDocument>(),
      Keep<v1::Programme>(),
      Keep<v1::ServiceArea>(),
      Keep<v1::Project>(&CheckProject),
      Keep<v1::LiveService>(&CheckLiveService),
      Keep<v1::Participation>(&CheckParticipation),
      Keep<v1::HighlightReport>(&CheckHighlightReport),
      Keep<v1::Issue>(&CheckIssue),
      Keep<v1::Implication>(),
      Keep<v1::Lesson>(&CheckLesson),
      Keep<v1::Explanation>(&CheckExplanation),
      Keep<v1::RuleSuppression>(),
  };
}

}  // namespace concordat::programme
