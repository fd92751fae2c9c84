// What reports and findings ask of the tables. SQL counts, ranks and picks; a risk is
// read whole only where it is shown or looked into.
#ifndef CONCORDAT_RISK_SERVICE_REGISTER_TABLES_H_
#define CONCORDAT_RISK_SERVICE_REGISTER_TABLES_H_

#include <absl/functional/function_ref.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/ledger/read_at.h"
#include "common/ledger/records.h"
#include "common/ledger/temporal_store.h"
#include "common/sql/mysql.h"
#include "common/sql/sql_part.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {

// Registers of a partnership, or one of them, in one snapshot at one moment.
class RegisterTables {
 public:
  // `only` names one register; all of the parent when empty.
  RegisterTables(Connection& connection, const Ledger& ledger, std::string parent, std::string only,
                 const ReadAt& at);

  const ReadAt& at() const { return at_; }
  // The same for what is asked of any table.
  Records records() const { return {connection_, ledger_.registry(), parent_, at_}; }

  // In the order of their names; on another day.
  absl::StatusOr<std::vector<RegisterOutline>> Outlines() const { return OutlinesOn(at_.day); }
  absl::StatusOr<std::vector<RegisterOutline>> OutlinesOn(absl::CivilDay day) const;

  // The open risks counted, by register.
  absl::StatusOr<StandingsByRegister> Standings() const;

  // The scores that are printed in registers without a matrix, by register.
  absl::StatusOr<std::map<std::string, std::set<int32_t>>> PrintedScores() const;

  // Of the open risks in the registers the names of those with the greatest scores to
  // go by, at most `most`; of equal ones the first by name.
  absl::StatusOr<std::vector<std::string>> Greatest(const std::vector<std::string>& registers,
                                                    int most) const;

  // Gives those in the registers that may not stand as they did on the earlier day.
  absl::Status ForEachMoved(absl::CivilDay earlier, const std::set<std::string>& registers,
                            absl::FunctionRef<void(const RiskOnTwoDays&)> on_risk) const;

  // Names of the open risks that a rule about scores may find something in, which stand
  // in these ways now.
  absl::StatusOr<std::vector<std::string>> ScoreCandidates(const StandingsByRegister& now) const;

  absl::StatusOr<PlannedActions> Planned() const;

  // Of the registers that have both, by name: open risks with and without an owner, which
  // stand in these ways; of some registers actions against open risks with a deadline, and
  // planned ones without.
  absl::StatusOr<LackingByRegister> RisksWithoutOwner(const StandingsByRegister& now) const;
  absl::StatusOr<LackingByRegister> ActionsWithoutDeadline(
      const std::set<std::string>& registers) const;

  // The records of those names that are there; on another day.
  template <typename Record>
  absl::StatusOr<std::vector<Record>> Named(const std::vector<std::string>& names) const {
    return NamedOn<Record>(at_.day, names);
  }
  template <typename Record>
  absl::StatusOr<std::vector<Record>> NamedOn(absl::CivilDay day,
                                              const std::vector<std::string>& names) const {
    ReadAt on_day = at_;
    on_day.day = day;
    return ReadNamed<Record>(connection_, ledger_.registry().TypeOf<Record>(), names, on_day);
  }
  absl::StatusOr<Matrices> MatricesNamed(const std::set<std::string>& names) const;

  // The treatments of the risks.
  absl::StatusOr<std::vector<v1::Treatment>> TreatmentsOf(
      const std::vector<std::string>& risks) const;

 private:
  const ResourceType& RiskType() const;
  // The open risks of a day, as a table `k`.
  SqlPart RisksInForce(absl::CivilDay day) const;
  absl::StatusOr<std::vector<std::string>> Names(const SqlPart& query) const;
  // Of the open risks those that did not stand so on the earlier day, and all of the
  // registers that were `added` since.
  absl::Status ForEachArrived(absl::CivilDay earlier, const std::vector<std::string>& added,
                              absl::FunctionRef<void(RiskOnTwoDays)> on_risk) const;
  // The treatments, as a table; and actions `k` against open risks `r`, with a condition that
  // more may be added to.
  SqlPart TreatmentsInForce() const;
  SqlPart ActionsOnOpenRisks() const;
  // Adds the first names in each of the registers of what is listed: a record, the reference
  // it is ordered by and its register.
  absl::Status AddFirst(const SqlPart& listed, LackingByRegister* lacking) const;
  // The distinct ways in which open risks are assessed that their matrix cannot give.
  absl::StatusOr<std::vector<Stance>> WrongStances(const StandingsByRegister& now) const;

  Connection& connection_;
  const Ledger& ledger_;
  const std::string parent_;
  const std::string only_;
  const ReadAt at_;
};

}  // namespace concordat::risk

#endif  // CONCORDAT_RISK_SERVICE_REGISTER_TABLES_H_
