// A register as a board reads it: lines in order, totals, heat map, movement.
// Pure: from books to messages.
#ifndef CONCORDAT_RISK_SERVICE_REGISTER_REPORT_H_
#define CONCORDAT_RISK_SERVICE_REGISTER_REPORT_H_

#include <vector>

#include "concordat/risk/v1/register_report.pb.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// One section for each register.
std::vector<v1::RegisterSection> ComposeSections(const RegisterBooks& books);

// What changed in one register between two days; `before` is null when there
// was none on the earlier day.
std::vector<v1::RiskMovement> ComposeMovements(const v1::RegisterSection* before,
                                               const v1::RegisterSection& after);

// Gives each section what has changed in it since.
void AddMovements(const std::vector<v1::RegisterSection>& before,
                  std::vector<v1::RegisterSection>* sections);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_REGISTER_REPORT_H_
