#include "benefits-service/src/claim_reading.h"

#include <algorithm>
#include <map>
#include <utility>

#include "benefits-service/src/financial_year.h"
#include "common/base/date.h"
#include "common/sql/sql_part.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

// Who shares a council with others is of a few partnerships.
constexpr int64_t kMostPartnerships = 100;

// 2010 of `2010-11`, and of `2010-04`; 0 where no year stands.
int FirstYear(std::string_view text) { return static_cast<int>(FirstOf(text)); }

// Adds title, identity and work to claims, which are in the order of their records.
absl::Status NameClaims(const Records& records, std::vector<Claim>* claims) {
  SqlPart sql = {
      "SELECT b.name, b.uid, b.title, b.project, b.live_service, b.programme, b.service_area FROM ",
      {}};
  sql.Add(records.InForce<v1::Benefit>()).Add(" b ORDER BY b.name");
  auto next = claims->begin();
  return records.Query(sql, [&](const Row& row) {
    while (next != claims->end() && next->record < row.Text(0)) ++next;
    if (next == claims->end() || next->record != row.Text(0)) return absl::OkStatus();
    next->uid = row.Text(1);
    next->texts = {std::string(row.Text(2))};
    for (size_t work = 3; work < row.size() && next->work.empty(); ++work) {
      next->work = row.Text(work);
    }
    return absl::OkStatus();
  });
}

// Benefits with what they claim for those of the councils that are wanted.
absl::StatusOr<std::vector<Claim>> ReadBenefits(
    const Records& records, const std::function<bool(const std::string&)>& wanted) {
  std::map<std::string, Claim> by_name;
  absl::Status status = ReadShares(records, [&](const ShareOutline& share) {
    if (!wanted(share.council)) return;
    Claim& claim = by_name[share.benefit.name()];
    for (const ShareYear& year : share.years) {
      const Pence amount = ClaimedIn(year);
      if (amount != 0) claim.money[share.council][FirstYear(year.year)] += amount;
    }
  });
  if (!status.ok()) return status;
  std::vector<Claim> claims;
  for (auto& [name, claim] : by_name) {
    if (claim.money.empty()) continue;
    claim.record = name;
    claim.partnership = records.parent();
    claims.push_back(std::move(claim));
  }
  status = NameClaims(records, &claims);
  if (!status.ok()) return status;
  return claims;
}

}  // namespace

Pence ClaimedIn(const ShareYear& year) {
  if (year.Has(ShareLine::KIND_ACTUAL)) return year.amounts.actual;
  if (year.Has(ShareLine::KIND_FORECAST)) return year.amounts.forecast;
  return year.amounts.budget;
}

Claim ClaimOf(const v1::RegionalTask& task, const std::string& partnership) {
  Claim claim;
  claim.record = task.name();
  claim.uid = task.uid();
  claim.partnership = partnership;
  claim.texts = {task.tasks().begin(), task.tasks().end()};
  claim.work = task.programme();
  claim.is_task = true;
  if (task.has_printed_saving_pence() && task.printed_saving_pence() != 0) {
    const std::string& year =
        task.financial_year().empty() ? task.period().from() : task.financial_year();
    claim.money[""][FirstYear(year)] = task.printed_saving_pence();
  }
  return claim;
}

absl::StatusOr<std::vector<Claim>> ReadClaims(const Records& records) {
  auto claims = ReadBenefits(records, [](const std::string&) { return true; });
  if (!claims.ok()) return claims;
  auto tasks = records.Where<v1::RegionalTask>({"t.is_total = 0", {}});
  if (!tasks.ok()) return tasks.status();
  for (const v1::RegionalTask& task : *tasks) claims->push_back(ClaimOf(task, records.parent()));
  return claims;
}

absl::StatusOr<std::vector<Claim>> ReadClaimsOf(const Records& records,
                                                const std::set<std::string>& councils) {
  return ReadBenefits(
      records, [&councils](const std::string& council) { return councils.contains(council); });
}

absl::StatusOr<std::vector<std::string>> PartnershipsWith(const Records& records,
                                                          const std::set<std::string>& councils) {
  const std::string day = FormatDay(records.at().day);
  const std::vector<std::string> wanted(councils.begin(), councils.end());
  SqlPart sql;
  sql.Add(
         "SELECT DISTINCT SUBSTRING_INDEX(name, '/', 2) FROM share WHERE superseded_by IS NULL"
         " AND deleted = 0 AND valid_from <= ? AND valid_to > ? AND ",
         {day, day})
      .Add(IsAmong("council", wanted))
      .Add(" ORDER BY 1 LIMIT ?", {kMostPartnerships});
  return records.Names(sql);
}

}  // namespace concordat::benefits
