// The work of a programme report, put together from facts.
#ifndef CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_
#define CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_

#include "concordat/benefits/v1/report.pb.h"
#include "concordat/programme/v1/report.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

// Adds the projects and live services in the scope of `report->board()`, each
// with its challenge, its open issues and its newest highlight report. A board
// that names no programmes steers all work.
void AddWork(const Facts& facts, const benefits::v1::BenefitsPosition& positions,
             v1::ProgrammeReport* report);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_WORK_REPORT_H_
