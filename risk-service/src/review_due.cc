#include "risk-service/src/review_due.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/sql/bulk.h"
#include "concordat/risk/v1/review.pb.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

constexpr char kStance[] =
    "k.matrix, k.current_likelihood, k.current_impact, k.current_stated_score";

// A way to be assessed with the last day of a review that is due.
struct DueStance {
  const Stance* stance;
  absl::CivilDay last;
};

std::vector<DueStance> DueStances(const StancesByCycle& stances, absl::CivilDay by) {
  std::vector<DueStance> due;
  for (const auto& [days, alike] : stances) {
    for (const Stance& stance : alike) due.push_back({&stance, by - days});
  }
  return due;
}

// True of the risks `k` that are assessed in one of the ways and were reviewed by its day.
SqlPart IsDue(const Records& records, const std::vector<DueStance>& stances) {
  std::map<absl::CivilDay, std::vector<const Stance*>> by_day;
  for (const DueStance& due : stances) by_day[due.last].push_back(due.stance);
  SqlPart part = {"(FALSE", {}};
  for (const auto& [last, alike] : by_day) {
    part.Add(Concat(" OR ((", kStance, ") IN ("));
    for (size_t i = 0; i < alike.size(); ++i) {
      const v1::Assessment& current = alike[i]->current;
      part.Add(i == 0 ? "(?, ?, ?, ?)" : ", (?, ?, ?, ?)",
               {alike[i]->matrix, int64_t{current.likelihood()}, int64_t{current.impact()},
                int64_t{current.stated_score()}});
    }
    part.Add(") AND COALESCE(").Add(LastReviewed(records, "k.name"));
    part.Add(", k.effective_from) <= ?)", {FormatDay(last)});
  }
  return part.Add(")");
}

}  // namespace

std::string NextDue(const std::string& last_reviewed, const std::string& effective_from,
                    int32_t cycle_days) {
  const auto from = ParseDay(last_reviewed.empty() ? effective_from : last_reviewed);
  return from.ok() ? FormatDay(*from + cycle_days) : "";
}

SqlPart LastReviewed(const Records& records, std::string_view risk) {
  const ResourceType& type = records.TypeOf<v1::Review>();
  ReadAt known = records.at();
  if (known.nothing_since) known.position.reset();
  SqlPart part = {Concat("(SELECT t.day_last FROM review t", InForceJoins(known),
                         " WHERE t.list_parent = ", risk, " AND "),
                  {}};
  part.Add(InForce(type, known));
  return part.Add(" AND t.deleted = 0 AND t.day_first <= ? ORDER BY t.day_last DESC LIMIT 1)",
                  {FormatDay(known.day)});
}

absl::StatusOr<std::map<std::string, std::string, std::less<>>> ReadLastReviews(
    const Records& records, const std::vector<std::string>& risks) {
  std::map<std::string, std::string, std::less<>> reviewed;
  absl::Status status =
      ForEachPart(std::span<const std::string>(risks), [&](const std::vector<std::string>& part) {
        SqlPart query = {"SELECT k.name, ", {}};
        query.Add(LastReviewed(records, "k.name")).Add(" FROM ");
        query.Add(records.InForce<v1::Risk>()).Add(" k WHERE ").Add(IsAmong("k.name", part));
        return records.Query(query, [&reviewed](const Row& row) {
          if (!row.IsNull(1)) reviewed.emplace(row.Text(0), row.Text(1));
          return absl::OkStatus();
        });
      });
  if (!status.ok()) return status;
  return reviewed;
}

SqlPart OpenRisksOf(const Records& records, const std::string& only_register) {
  const std::string parent =
      only_register.empty() ? records.parent() + "/registers/-" : only_register;
  SqlPart part = {"(", {}};
  part.Add(RowsInForce(records.TypeOf<v1::Risk>(), parent, records.at()));
  return part.Add(Concat(" AND t.state IN (", int{v1::RISK_STATE_UNSPECIFIED}, ", ",
                         int{v1::RISK_STATE_OPEN}, "))"));
}

absl::StatusOr<StancesByCycle> ReadStancesByCycle(const Records& records,
                                                  const std::string& only_register) {
  SqlPart query = {Concat("SELECT DISTINCT ", kStance, " FROM "), {}};
  query.Add(OpenRisksOf(records, only_register)).Add(" k WHERE k.matrix <> ''");
  std::vector<Stance> stances;
  std::vector<std::string> names;
  absl::Status status = records.Query(query, [&](const Row& row) {
    Stance stance;
    stance.matrix = row.Text(0);
    stance.current.set_likelihood(static_cast<int32_t>(row.Int(1)));
    stance.current.set_impact(static_cast<int32_t>(row.Int(2)));
    stance.current.set_stated_score(static_cast<int32_t>(row.Int(3)));
    stance.current.set_computed_score(stance.current.likelihood() * stance.current.impact());
    names.push_back(stance.matrix);
    stances.push_back(std::move(stance));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto read = records.Named<v1::Matrix>(std::move(names));
  if (!read.ok()) return read.status();
  const Matrices matrices = ByName(*std::move(read));
  StancesByCycle by_cycle;
  for (Stance& stance : stances) {
    const v1::Matrix* matrix = FindMatrix(matrices, stance.matrix);
    const int32_t days = matrix == nullptr ? 0 : CycleOf(*matrix, stance.current);
    if (days > 0) by_cycle[days].push_back(std::move(stance));
  }
  return by_cycle;
}

absl::Status ForEachDue(const Records& records, const StancesByCycle& stances, absl::CivilDay by,
                        absl::FunctionRef<absl::Status(const Row&)> on_risk) {
  const std::vector<DueStance> due = DueStances(stances, by);
  // A way stands in one part alone: one that is filled up would give its risks twice.
  for (size_t i = 0; i < due.size(); i += kMaxKeysInStatement) {
    const auto end =
        due.begin() + static_cast<ptrdiff_t>(std::min(due.size(), i + kMaxKeysInStatement));
    SqlPart query = {"SELECT k.name, k.reference, k.list_parent, k.marking FROM ", {}};
    query.Add(OpenRisksOf(records, "")).Add(" k WHERE ");
    query.Add(IsDue(records, {due.begin() + static_cast<ptrdiff_t>(i), end}));
    absl::Status status = records.Query(query, on_risk);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ReadDue(const Records& records,
                                                 const StancesByCycle& stances,
                                                 const DueQuestion& question) {
  const std::vector<DueStance> due = DueStances(stances, question.by);
  std::vector<std::string> names;
  absl::Status status =
      ForEachPart(std::span<const DueStance>(due), [&](const std::vector<DueStance>& part) {
        SqlPart query = {"SELECT k.name FROM ", {}};
        query.Add(OpenRisksOf(records, question.only_register));
        query.Add(" k WHERE k.name > ? AND ", {question.after}).Add(IsDue(records, part));
        auto more = records.Names(query.Add(" ORDER BY k.name LIMIT ?", {int64_t{question.most}}));
        if (more.ok()) names.insert(names.end(), more->begin(), more->end());
        return more.status();
      });
  if (!status.ok()) return status;
  std::ranges::sort(names);
  const auto doubles = std::ranges::unique(names);
  names.erase(doubles.begin(), doubles.end());
  names.resize(std::min(names.size(), static_cast<size_t>(question.most)));
  return names;
}

}  // namespace concordat::risk
