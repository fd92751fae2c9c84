// programme-service: partnerships, councils, programmes, projects, live services.
#include "common/service/service_main.h"
#include "programme-service/src/alignment_methods.h"
#include "programme-service/src/board_cycle.h"
#include "programme-service/src/calendar_methods.h"
#include "programme-service/src/council_numbers.h"
#include "programme-service/src/figures.h"
#include "programme-service/src/overview_methods.h"
#include "programme-service/src/reports.h"
#include "programme-service/src/resources.h"
#include "programme-service/src/schedule_methods.h"
#include "programme-service/src/similar_methods.h"
#include "programme-service/src/threshold_challenges.h"

int main(int argc, char** argv) {
  namespace programme = concordat::programme;
  concordat::ServiceDefinition definition;
  definition.name = "programme";
  definition.resources = programme::ProgrammeResources();
  definition.findings = programme::ProgrammeFindings();
  definition.figures = programme::ProgrammeFigures();
  definition.duties = {programme::MarkLateReturns()};
  definition.bind = [](const concordat::ServiceParts& parts, concordat::MethodTable* methods) {
    programme::BindReports(parts, methods);
    programme::BindSchedules(parts.ledger, methods);
    programme::BindSimilarWorks(parts.ledger, methods);
    programme::BindOverviews(parts.ledger, methods);
    programme::BindAlignments(parts.ledger, methods);
    programme::BindCalendars(parts.ledger, methods);
    programme::BindFindings(parts, methods);
    programme::BindBoardCycle(parts, methods);
    programme::BindThresholdChallenges(parts, methods);
    programme::BindCouncilNumbers(parts, methods);
  };
  return concordat::ServiceMain(argc, argv, definition);
}
