#include "risk-service/src/pack_part.h"

#include <utility>

#include "risk-service/src/register_reading.h"
#include "risk-service/src/resources.h"

namespace concordat::risk {

absl::StatusOr<v1::GetPackPartResponse> ReadPackPart(Connection& connection, const Ledger& ledger,
                                                     const std::string& parent, const Scope& scope,
                                                     std::optional<absl::CivilDay> earlier,
                                                     const ReadAt& at) {
  const RegisterTables tables(connection, ledger, parent, "", at);
  const auto standings = tables.Standings();
  if (!standings.ok()) return standings.status();
  auto findings = FindInRisks(connection, ledger, parent, scope, at, *standings);
  if (!findings.ok()) return findings.status();
  auto shown = ReadRegisters(tables, {parent, "", scope, earlier, kPackBounds}, *standings);
  if (!shown.ok()) return shown.status();
  v1::GetPackPartResponse response;
  for (ledger::v1::Finding& finding : *findings) *response.add_findings() = std::move(finding);
  for (v1::RegisterSection& section : shown->sections) {
    *response.mutable_part()->add_registers() = std::move(section);
  }
  response.mutable_part()->set_registers_left_out(shown->left_out);
  return response;
}

}  // namespace concordat::risk
