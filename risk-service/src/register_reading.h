// Reads registers for a report and for a board pack: which are shown, with what lines
// and what movements.
#ifndef CONCORDAT_RISK_SERVICE_REGISTER_READING_H_
#define CONCORDAT_RISK_SERVICE_REGISTER_READING_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/findings/finding_scope.h"
#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/sql/mysql.h"
#include "concordat/risk/v1/register_report.pb.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/register_tables.h"

namespace concordat::risk {

// The most registers, and the most risks and movements of all of them, that are shown.
struct ReportBounds {
  size_t registers;
  int risks;
  size_t movements;
};
inline constexpr ReportBounds kReportBounds = {200, 2000, 2000};
inline constexpr ReportBounds kPackBounds = {50, 250, 250};

struct RegisterQuestion {
  std::string parent;
  // One register; all of the parent when empty.
  std::string only;
  Scope scope;
  // Movement is told from this day, which is not after that of the reading.
  std::optional<absl::CivilDay> compare_to;
  ReportBounds bounds;
};

struct ShownRegisters {
  std::vector<v1::RegisterSection> sections;
  // Registers that are left out.
  int left_out = 0;
};

absl::StatusOr<ShownRegisters> ReadRegisters(Connection& connection, const Ledger& ledger,
                                             const RegisterQuestion& question, const ReadAt& at);

// The same, where the standings that the tables tell are at hand; these are of the registers
// that are asked about.
absl::StatusOr<ShownRegisters> ReadRegisters(const RegisterTables& tables,
                                             const RegisterQuestion& question,
                                             const StandingsByRegister& standings);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_REGISTER_READING_H_
