// The light that a measure's figures give.
#ifndef CONCORDAT_BENEFITS_SERVICE_MEASURE_JUDGEMENT_H_
#define CONCORDAT_BENEFITS_SERVICE_MEASURE_JUDGEMENT_H_

#include <string>
#include <string_view>

#include "concordat/benefits/v1/measure.pb.h"
#include "concordat/benefits/v1/measure_return.pb.h"
#include "concordat/type/v1/rag.pb.h"

namespace concordat::benefits {

// Green when the target is met in the measure's direction, red when it is
// missed, unspecified where there is no target or no figure. Where an upward
// trend is aimed at, the baseline is what must be passed.
type::v1::Rag LightOf(const v1::Measure& measure, const v1::MeasureReturn& given);

// True for words that give a figure: `63.1% for 2010`, `about 40`. A year, a date or a number
// within a name, as of `to be set in 2011/12` and `NI185`, is none.
bool HasFigure(std::string_view words);

// True of a return with a figure of any kind: one that was reached, a target, a figure before
// or a change.
bool GivesFigure(const v1::MeasureReturn& given);
// The same as SQL over the alias of a return.
std::string GivesFigureIn(std::string_view given);

// SQL over the aliases of a measure and of a return: true of no return whose light is
// not green. It knows figures of up to nine digits before the point.
std::string IsSurelyGreen(std::string_view measure, std::string_view given);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MEASURE_JUDGEMENT_H_
