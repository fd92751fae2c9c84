// A register as a board reads it: lines in order, totals, heat map. Pure.
#ifndef CONCORDAT_RISK_SERVICE_REGISTER_REPORT_H_
#define CONCORDAT_RISK_SERVICE_REGISTER_REPORT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "concordat/risk/v1/register_report.pb.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// The registers with the greatest scores, at most `most`, in the order of their names.
// Of equal ones the first by name.
std::vector<std::string> ChooseRegisters(const std::vector<RegisterOutline>& outlines,
                                         const StandingsByRegister& standings, size_t most);

// The matrix as one draws it.
v1::MatrixKey KeyOf(const v1::Matrix& matrix);

// The lines are the book's risks; figures are of all that it counts.
v1::RegisterSection ComposeSection(const RegisterBook& book, const Matrices& matrices);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_REGISTER_REPORT_H_
