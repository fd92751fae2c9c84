// What does not agree in a partnership's benefits. Pure rules over facts. Which records
// of a partnership a rule can find is told again as SQL in candidates.h.
#ifndef CONCORDAT_BENEFITS_SERVICE_FINDINGS_H_
#define CONCORDAT_BENEFITS_SERVICE_FINDINGS_H_

#include "benefits-service/src/facts.h"
#include "common/findings/finding_scope.h"
#include "common/findings/findings.h"

namespace concordat::benefits {

// `stated-figure-differs`: a figure is not what its expression gives, beyond
// rounding as printed. `stated-figure-unreadable`: its expression cannot be worked out.
void AddReconciliationFindings(const Facts& facts, Findings* findings);

// `figures-not-comparable` and `figures-differ`: figures that state the same
// thing, on different grounds or not. Figures that one place gives for each
// council are added up before they are held against others.
void AddComparisonFindings(const Facts& facts, Findings* findings);

// `variance-signs-mixed`: variances to the good are printed with both signs.
void AddSignFindings(const Facts& facts, Findings* findings);

// `unit-not-printed`: a figure without a unit.
void AddUnitFindings(const Facts& facts, Findings* findings);

// `variance-is-unspent-cost`: most of a year's variance is cost that was budgeted
// and not spent, not saving.
void AddVarianceFindings(const Facts& facts, Findings* findings);

// `actual-without-evidence`, `actual-in-future`: an actual that is none yet.
void AddEvidenceFindings(const Facts& facts, Findings* findings);

// `shares-counted-twice`: two shares of a benefit hold the same money.
void AddShareFindings(const Facts& facts, Findings* findings);

// `measure-target-missed`: a figure on the wrong side of its target.
// `measure-cannot-be-judged`: a figure without target or baseline.
// `measure-without-figures`: no council gives a figure.
// `commentary-repeated`: measures of different work have the same commentary.
void AddMeasureFindings(const Facts& facts, Findings* findings);

// `promise-not-realised`: a promise in money or per cent that has not come about.
// `cost-above-expectation`: a cost came out higher than expected.
// `result-without-actual`: nothing is said of what came of it.
void AddPromiseFindings(const Facts& facts, Findings* findings);

// `kind-stated-both-ways`: a figure is called an actual and, elsewhere, by its heading or by
// what it should equal, something else. `forecast-after-period-end`: a figure is called a
// forecast of a year as of a day after that had ended.
void AddKindFindings(const Facts& facts, Findings* findings);

// `actuals-equal-budgets`: in many lines of a year the actual is just the budget.
// `actuals-not-split`: budgets are of each council, actuals are not.
void AddYearFindings(const Facts& facts, Findings* findings);

// `actual-though-too-early`: money of a piece of work is counted as actual, and of what was
// expected it is too early to tell. `promise-and-budget-apart`: what was promised and what
// is budgeted differ widely. Among the findings are those on the figures of both.
void AddWorkFindings(const Facts& facts, Findings* findings);

// All of the above with their ids and works, in the order of their ids.
Findings FindInBenefits(const Facts& facts);

// Keeps what concerns a scope.
void KeepInScope(const Facts& facts, const Scope& scope, Findings* findings);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FINDINGS_H_
