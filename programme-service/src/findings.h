// What does not agree in a partnership's programmes. Pure rules; each finding
// can be read aloud at the board.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDINGS_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDINGS_H_

#include "common/findings/findings.h"
#include "concordat/benefits/v1/report.pb.h"
#include "programme-service/src/facts_index.h"

namespace concordat::programme {

// `stated-dates-differ`: one date is stated in several ways.
// `weekday-differs`: a date is printed with another day of the week than it fell on.
// `date-already-past`: a highlight report or, outside of one, a paper speaks of a day before
// its own date as still to come.
// `end-date-slipped`: an end planned now that is later than the first plan.
void AddDateFindings(const FactsIndex& index, Findings* findings);

// `state-stated-both-ways`: a thing is said to be done in one place, and to come or under
// way in another that is not older.
void AddDateStateFindings(const FactsIndex& index, Findings* findings);

// `date-before-what-it-awaits`: a date lies before that of what it awaits.
// `dependency-broken`: a thing has begun, and what it awaits is not done.
void AddAwaitsFindings(const FactsIndex& index, Findings* findings);

// `highlight-report-missing`: amber or red, and no submitted highlight report
// where others of the partnership have one. `highlight-status-differs`: the
// report's light is another than the work's. `highlight-report-incomplete`: a
// submitted report plans nothing for the next period. `period-end-not-of-period`: the
// newest report of a week, a month or a quarter ends on a day that ends none.
void AddHighlightFindings(const FactsIndex& index, Findings* findings);

// `status-differs-from-issues`: the open issues give another light by the
// written rule. `status-without-issue`: amber or red, and no open issue that
// would make it so.
void AddStatusFindings(const FactsIndex& index, Findings* findings);

// `benefits-review-missing`: live, and no summary of benefits nor a reason.
// `benefits-review-uneven`: none is due for a service, and one that went live
// later has it.
void AddReviewFindings(const Facts& facts, Findings* findings);

// `heading-without-text`: a programme that stands in a paper as a bare heading over nothing.
// `council-withdrawn`: a service is reported green and a council has left it.
void AddScopeFindings(const Facts& facts, Findings* findings);

// `work-without-owner`: a project under way without a role that leads it, where others name
// one. `milestone-without-date`: the newest highlight report dates other milestones.
// `dependency-broken`: a service is to be changed by a project that has been given up, or
// work is hosted by a council that has left it.
void AddPlanFindings(const FactsIndex& index, Findings* findings);

// `linked-titles-differ`: the newest highlight report calls its work otherwise.
// `highlight-text-repeated`: the newest reports of several pieces of work have one summary.
// `section-number-gap`: a paper numbers its work through and leaves a number out.
void AddTextFindings(const FactsIndex& index, Findings* findings);

// `printed-total-differs`: a printed total of a measure is not what the units below its own
// add up to. `subscription-total-differs`: a number of members at a rate is another total than
// is printed. `deadline-outside-plan`: an action's deadline lies before or after the plan
// that it stands in. `continued-deadline-differs`: an action that carries on another has
// another deadline.
void AddPlanTableFindings(const Facts& facts, Findings* findings);

// `stage-ends-before-start`: a stage ends before it starts. `stage-starts-before-earlier-ends`:
// a stage starts before one that comes before it in the key ends. `stage-start-not-moved`: a
// stage was moved past the start of one that followed it, which stayed.
void AddStageOrderFindings(const PlanFacts& plans, Findings* findings);

// `stage-outside-key`: rows have a label that is none of their key's. `stage-stalled`: a stage
// is said to be held up. `plan-without-new-date`: a date will not be met, and no other is
// given. `planned-day-passed`: a planned day has gone by and nothing says that it was kept.
void AddPlanStateFindings(const PlanFacts& plans, absl::CivilDay today, Findings* findings);

// `dependency-too-early`: what waits is planned before what it waits for allows.
void AddTiedFindings(const PlanFacts& plans, Findings* findings);

// `cited-risk-without-score`: actions cite a risk that risk-service holds no score of.
void AddCitedFindings(const Facts& facts, Findings* findings);

// All of the above with their ids, in the order of their ids.
Findings FindInProgrammes(const Facts& facts);

// Across services. `green-but-benefits-unrealised`: reported green although
// promised benefits have not come about, or came as costs.
// `savings-before-go-live`: actual savings in a financial year that ended before
// the service went live. `dependency-broken`: benefits are promised of a project that has
// been given up.
Findings FindAcrossServices(const Facts& facts, const benefits::v1::BenefitsPosition& positions);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDINGS_H_
