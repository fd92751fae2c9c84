#include "risk-service/src/register_tables.h"

#include <limits>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/ledger/temporal_store.h"
#include "common/sql/bulk.h"

namespace concordat::risk {
namespace {

// The register of a risk.
constexpr char kRegisterOf[] = "SUBSTRING_INDEX(k.name, '/', 4)";

// The score to go by: computed where there are levels, else as printed.
constexpr char kScore[] =
    "IF(k.current_computed_score > 0, k.current_computed_score, k.current_stated_score)";

constexpr char kHasNoOwner[] = "k.owner_role = ''";

// How a risk stands, of the table that goes by a letter.
std::string StanceOf(std::string_view alias) {
  return Concat(alias, ".matrix, ", alias, ".current_likelihood, ", alias, ".current_impact, ",
                alias, ".current_stated_score, ", alias, ".current_computed_score");
}
constexpr size_t kStanceColumns = 5;

Stance ReadStance(const Row& row, size_t first) {
  Stance stance;
  stance.matrix = row.Text(first);
  stance.current.set_likelihood(static_cast<int32_t>(row.Int(first + 1)));
  stance.current.set_impact(static_cast<int32_t>(row.Int(first + 2)));
  stance.current.set_stated_score(static_cast<int32_t>(row.Int(first + 3)));
  stance.current.set_computed_score(static_cast<int32_t>(row.Int(first + 4)));
  return stance;
}

}  // namespace

RegisterTables::RegisterTables(Connection& connection, const Ledger& ledger, std::string parent,
                               std::string only, const ReadAt& at)
    : connection_(connection),
      ledger_(ledger),
      parent_(std::move(parent)),
      only_(std::move(only)),
      at_(at) {}

const ResourceType& RegisterTables::RiskType() const {
  return ledger_.registry().TypeOf<v1::Risk>();
}

SqlPart RegisterTables::RisksInForce(absl::CivilDay day) const {
  ReadAt on_day = at_;
  on_day.day = day;
  const SqlPart rows =
      RowsInForce(RiskType(), only_.empty() ? parent_ + "/registers/-" : only_, on_day);
  SqlPart part = {"(", {}};
  return part.Add(rows).Add(Concat(" AND t.state IN (", int{v1::RISK_STATE_UNSPECIFIED}, ", ",
                                   int{v1::RISK_STATE_OPEN}, "))"));
}

absl::StatusOr<std::vector<std::string>> RegisterTables::Names(const SqlPart& query) const {
  std::vector<std::string> names;
  absl::Status status = connection_.Query(query.text, query.values, [&names](const Row& row) {
    names.emplace_back(row.Text(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return names;
}

absl::StatusOr<std::vector<RegisterOutline>> RegisterTables::OutlinesOn(absl::CivilDay day) const {
  ReadAt on_day = at_;
  on_day.day = day;
  SqlPart query = {"SELECT g.name, g.subject FROM (", {}};
  query.Add(RowsInForce(ledger_.registry().TypeOf<v1::Register>(), parent_, on_day)).Add(") g");
  if (!only_.empty()) query.Add(" WHERE g.name = ?", {only_});
  query.Add(" ORDER BY g.name");
  std::vector<RegisterOutline> outlines;
  absl::Status status = connection_.Query(query.text, query.values, [&outlines](const Row& row) {
    outlines.push_back({std::string(row.Text(0)), std::string(row.Text(1))});
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return outlines;
}

absl::StatusOr<StandingsByRegister> RegisterTables::Standings() const {
  const std::string stance = StanceOf("k");
  SqlPart query = {Concat("SELECT ", stance, ", ", kRegisterOf,
                          " AS register_name, COUNT(*), MAX(k.marking), COUNT(IF(", kHasNoOwner,
                          ", 1, NULL)), MAX(IF(", kHasNoOwner, ", k.marking, 0)) FROM "),
                   {}};
  query.Add(RisksInForce(at_.day)).Add(Concat(" k GROUP BY register_name, ", stance));
  StandingsByRegister standings;
  absl::Status status = connection_.Query(query.text, query.values, [&](const Row& row) {
    Stance read = ReadStance(row, 0);
    standings[std::string(row.Text(kStanceColumns))].push_back(
        {std::move(read.matrix), std::move(read.current), row.Int(kStanceColumns + 1),
         static_cast<type::v1::Marking>(row.Int(kStanceColumns + 2)), row.Int(kStanceColumns + 3),
         static_cast<type::v1::Marking>(row.Int(kStanceColumns + 4))});
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return standings;
}

absl::StatusOr<std::vector<std::string>> RegisterTables::Greatest(
    const std::vector<std::string>& registers, int most) const {
  if (registers.empty()) return std::vector<std::string>();
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(RisksInForce(at_.day)).Add(" k WHERE ").Add(IsAmong(kRegisterOf, registers));
  return Names(query.Add(Concat(" ORDER BY ", kScore, " DESC, k.name LIMIT ?"), {int64_t{most}}));
}

absl::Status RegisterTables::ForEachMoved(
    absl::CivilDay earlier, const std::set<std::string>& registers,
    absl::FunctionRef<void(const RiskOnTwoDays&)> on_risk) const {
  auto earlier_outlines = OutlinesOn(earlier);
  if (!earlier_outlines.ok()) return earlier_outlines.status();
  // Where a register is new, so is all that is in it.
  std::set<std::string> added = registers;
  for (const RegisterOutline& outline : *earlier_outlines) added.erase(outline.name);
  const auto give = [&](RiskOnTwoDays risk) {
    const std::string name(ResourceType::ParentOf(risk.risk));
    if (added.contains(name)) risk.before.reset();
    if (registers.contains(name)) on_risk(risk);
  };
  absl::Status status = ForEachArrived(earlier, {added.begin(), added.end()}, give);
  if (!status.ok()) return status;
  SqlPart gone = {Concat("SELECT b.name, ", StanceOf("b"), " FROM "), {}};
  gone.Add(RisksInForce(earlier)).Add(" b LEFT JOIN ").Add(RisksInForce(at_.day));
  gone.Add(" a ON a.name = b.name WHERE b.valid_to <= ? AND a.name IS NULL", {FormatDay(at_.day)});
  return connection_.Query(gone.text, gone.values, [&](const Row& row) {
    give({std::string(row.Text(0)), ReadStance(row, 1), {}});
    return absl::OkStatus();
  });
}

absl::Status RegisterTables::ForEachArrived(absl::CivilDay earlier,
                                            const std::vector<std::string>& added,
                                            absl::FunctionRef<void(RiskOnTwoDays)> on_risk) const {
  SqlPart arrived = {
      Concat("SELECT a.name, ", StanceOf("a"), ", ", StanceOf("b"), ", b.name FROM "), {}};
  arrived.Add(RisksInForce(at_.day)).Add(" a LEFT JOIN ").Add(RisksInForce(earlier));
  arrived.Add(" b ON b.name = a.name WHERE ").Add(ArrivedSince(RiskType(), "a", at_, earlier));
  if (!added.empty()) arrived.Add(" OR ").Add(IsAmong("SUBSTRING_INDEX(a.name, '/', 4)", added));
  return connection_.Query(arrived.text, arrived.values, [&](const Row& row) {
    RiskOnTwoDays risk{std::string(row.Text(0)), {}, ReadStance(row, 1)};
    if (!row.IsNull(1 + 2 * kStanceColumns)) risk.before = ReadStance(row, 1 + kStanceColumns);
    on_risk(std::move(risk));
    return absl::OkStatus();
  });
}

absl::StatusOr<Matrices> RegisterTables::MatricesNamed(const std::set<std::string>& names) const {
  auto read = Named<v1::Matrix>({names.begin(), names.end()});
  if (!read.ok()) return read.status();
  return ByName(*std::move(read));
}

absl::StatusOr<std::vector<v1::Treatment>> RegisterTables::TreatmentsOf(
    const std::vector<std::string>& risks) const {
  std::vector<v1::Treatment> treatments;
  // The server looks into some hundred ranges of a key at a time, not into any number.
  constexpr size_t kRanges = 64;
  absl::Status status = ForEachPart(
      std::span<const std::string>(risks),
      [&](const std::vector<std::string>& part) {
        ListQuery query;
        query.parent = parent_ + "/registers/-/risks/-";
        query.limit = std::numeric_limits<int>::max();
        for (const std::string& risk : part) {
          query.condition +=
              Concat(query.condition.empty() ? "" : " OR ", "(t.name > ? AND t.name < ?)");
          // `0` comes after `/`.
          query.condition_values.insert(query.condition_values.end(),
                                        {risk + "/treatments/", risk + "/treatments0"});
        }
        return ReadMany(connection_, ledger_.registry().TypeOf<v1::Treatment>(), query, at_,
                        [&treatments](MessagePtr treatment) {
                          treatments.push_back(std::move(static_cast<v1::Treatment&>(*treatment)));
                          return absl::OkStatus();
                        });
      },
      kRanges);
  if (!status.ok()) return status;
  return treatments;
}

}  // namespace concordat::risk
