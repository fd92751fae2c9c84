// How the house says a stated figure with its unit: one way, whoever speaks.
#ifndef CONCORDAT_COMMON_BASE_FIGURE_H_
#define CONCORDAT_COMMON_BASE_FIGURE_H_

#include <string>
#include <string_view>

#include "concordat/benefits/v1/stated_figure.pb.h"

namespace concordat {

// `1,037 £000`, `−£4.50`, `35.40%`, `5,958 (no unit printed)`: the decimals of `amount`, a
// decimal like `-4.5`, and no more. What is no decimal is said as it stands.
std::string SpokenFigure(std::string_view amount, benefits::v1::StatedFigure::Unit unit);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_BASE_FIGURE_H_
