// How stated figures are worded in findings.
#ifndef CONCORDAT_BENEFITS_SERVICE_FIGURE_TEXT_H_
#define CONCORDAT_BENEFITS_SERVICE_FIGURE_TEXT_H_

#include <string>

#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat::benefits {

// The figure with its unit: `283 £000`.
std::string Shown(const v1::StatedFigure& figure);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_FIGURE_TEXT_H_
