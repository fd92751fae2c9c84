// What dashboards show of partnerships, as the public may know it: what a pack of today
// counts.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FIGURES_H_
#define CONCORDAT_PROGRAMME_SERVICE_FIGURES_H_

#include <string>

#include "common/service/service_definition.h"
#include "concordat/programme/v1/pack_part.pb.h"

namespace concordat::programme {

FiguresDefinition ProgrammeFigures();

// Adds what a pack of the partnership counts. Pure.
void AddFiguresOf(const std::string& partnership, const v1::PackPart& part, Figures* figures);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FIGURES_H_
