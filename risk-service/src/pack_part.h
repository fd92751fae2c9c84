// What a board reads of the registers, with what does not agree in them.
#ifndef CONCORDAT_RISK_SERVICE_PACK_PART_H_
#define CONCORDAT_RISK_SERVICE_PACK_PART_H_

#include <absl/status/statusor.h>
#include <absl/time/civil_time.h>

#include <optional>
#include <string>

#include "common/findings/finding_scope.h"
#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/sql/mysql.h"
#include "concordat/risk/v1/pack_part.pb.h"

namespace concordat::risk {

// Counts the standings once for the registers and the findings. Movement is told from
// `earlier`, if any.
absl::StatusOr<v1::GetPackPartResponse> ReadPackPart(Connection& connection, const Ledger& ledger,
                                                     const std::string& parent, const Scope& scope,
                                                     std::optional<absl::CivilDay> earlier,
                                                     const ReadAt& at);

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_PACK_PART_H_
