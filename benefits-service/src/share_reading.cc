#include "benefits-service/src/share_reading.h"

#include <algorithm>
#include <span>
#include <utility>

#include "benefits-service/src/work.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

// As many years as one statement sums up.
constexpr size_t kMostYears = 8;

std::optional<int64_t> IntOrNothing(const Row& row, size_t cell) {
  return row.IsNull(cell) ? std::nullopt : std::optional(row.Int(cell));
}

std::string IsOf(ShareLine::Kind kind) { return Concat("l.kind = ", static_cast<int>(kind)); }

std::string IsForecast() { return IsOf(ShareLine::KIND_FORECAST); }

// What the rules on shares look at.
SqlPart CellsOfRules(const Records& records) {
  const std::string actual = IsOf(ShareLine::KIND_ACTUAL), day = FormatDay(records.at().day);
  return {Concat(", BIT_OR(1 << l.kind), MIN(l.financial_year), MAX(l.financial_year), MIN(IF(",
                 actual, " AND l.counted_to > ?, l.ordinal, NULL)), MIN(IF(", actual,
                 " AND l.counted_to <= ? AND (l.counted_to = '' OR l.grade = ",
                 static_cast<int>(ShareLine::GRADE_UNSPECIFIED), "), l.ordinal, NULL))"),
          {day, day}};
}

SqlPart OutlineQuery(const Records& records, Outlines which) {
  SqlPart sql = {Concat("SELECT s.name, s.council, ", WorkIn("b")), {}};
  if (which == Outlines::kForAll) {
    sql.Add(Concat(", GROUP_CONCAT(DISTINCT IF(", IsForecast(), ", NULL, l.financial_year))"));
  } else {
    sql.Add(", ''");
  }
  if (which == Outlines::kForFindings) {
    sql.Add(", ''");
  } else {
    sql.Add(Concat(", MIN(IF(", IsOf(ShareLine::KIND_ACTUAL),
                   " AND l.amount_pence <> 0, l.financial_year, NULL))"));
  }
  sql.Add(which == Outlines::kForFirstActuals ? SqlPart{", 0, '', '', NULL, NULL", {}}
                                              : CellsOfRules(records));
  return sql.Add(ShareLines(records)).Add(" GROUP BY s.name ORDER BY s.name");
}

// The sums of a share in one of the years, in four cells.
void AddSums(const std::string& year, bool alone, SqlPart* sql) {
  const bool any = alone || year.empty();
  const std::string of_year = any ? "" : "l.financial_year = ? AND ";
  const SqlValues value = any ? SqlValues() : SqlValues{year};
  for (const auto kind :
       {ShareLine::KIND_BUDGET, ShareLine::KIND_FORECAST, ShareLine::KIND_ACTUAL}) {
    sql->Add(Concat(", SUM(IF(", of_year, IsOf(kind), ", l.amount_pence, 0))"), value);
  }
  sql->Add(Concat(", MAX(", of_year, "NOT ", IsForecast(), ")"), value);
}

SqlPart SumsQuery(const Records& records, std::span<const std::string> years) {
  SqlPart sql = {
      "SELECT b.name, b.kind, b.is_cost, b.`groups`, b.project, b.live_service, s.name, s.council",
      {}};
  for (const std::string& year : years) AddSums(year, years.size() == 1, &sql);
  sql.Add(ShareLines(records));
  if (std::ranges::count(years, "") == 0) {
    sql.Add(" WHERE l.financial_year IN (?", {years[0]});
    for (const std::string& year : years.subspan(1)) sql.Add(", ?", {year});
    sql.Add(")");
  }
  return sql.Add(" GROUP BY s.name ORDER BY b.position, b.name, s.name");
}

class SumsReader {
 public:
  SumsReader(std::span<const std::string> years, const std::set<std::string>& hidden)
      : years_(years), hidden_(hidden) {}

  absl::StatusOr<const ShareSums*> Read(const Row& row) {
    enum { kBenefit, kKind, kIsCost, kGroups, kProject, kLiveService, kShare, kCouncil, kSums };
    if (share_.benefit.name() != row.Text(kBenefit)) {
      // Lists of texts stand in their columns as they are sent.
      if (!share_.benefit.ParseFromString(std::string(row.Text(kGroups)))) {
        return absl::DataLossError("the groups of a benefit cannot be read");
      }
      share_.benefit.set_name(std::string(row.Text(kBenefit)));
      share_.benefit.set_kind(static_cast<v1::Benefit::Kind>(row.Int(kKind)));
      share_.benefit.set_is_cost(row.Int(kIsCost) != 0);
      share_.benefit.set_project(std::string(row.Text(kProject)));
      share_.benefit.set_live_service(std::string(row.Text(kLiveService)));
    }
    share_.share = row.Text(kShare);
    share_.council = row.Text(kCouncil);
    if (hidden_.contains(share_.council)) share_.council.clear();
    size_t cell = kSums;
    for (const std::string& year : years_) {
      share_.years[year] = {PenceIn(row, cell), PenceIn(row, cell + 1), PenceIn(row, cell + 2),
                            row.Int(cell + 3) != 0};
      cell += 4;
    }
    return &share_;
  }

 private:
  std::span<const std::string> years_;
  const std::set<std::string>& hidden_;
  ShareSums share_;
};

}  // namespace

absl::StatusOr<std::vector<ShareOutline>> ReadShareOutlines(const Records& records,
                                                            Outlines which) {
  const auto hidden = HiddenCouncils(records);
  if (!hidden.ok()) return hidden.status();
  std::vector<ShareOutline> shares;
  absl::Status status = records.Query(OutlineQuery(records, which), [&](const Row& row) {
    const auto text = [&row](size_t cell) { return std::string(row.Text(cell)); };
    shares.push_back({text(0), text(1), text(2), text(3), text(4), row.Int(5), text(6), text(7),
                      IntOrNothing(row, 8), IntOrNothing(row, 9)});
    if (hidden->contains(shares.back().council)) shares.back().council.clear();
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return shares;
}

std::map<std::string, std::string> FirstActualYears(const std::vector<ShareOutline>& shares,
                                                    const Scope& scope) {
  std::map<std::string, std::string> years;
  for (const ShareOutline& share : shares) {
    if (share.work.empty() || share.first_actual_year.empty() || !scope.Holds(share.work)) continue;
    const auto [found, added] = years.emplace(share.work, share.first_actual_year);
    if (!added) found->second = std::min(found->second, share.first_actual_year);
  }
  return years;
}

absl::Status ReadShareSums(const Records& records, const std::set<std::string>& years,
                           absl::FunctionRef<void(const ShareSums&)> on_share) {
  const auto hidden = HiddenCouncils(records);
  if (!hidden.ok()) return hidden.status();
  const std::vector<std::string> all(years.begin(), years.end());
  for (std::span<const std::string> left = all; !left.empty();) {
    const auto some = left.first(std::min(left.size(), kMostYears));
    SumsReader reader(some, *hidden);
    absl::Status status = records.Query(SumsQuery(records, some), [&](const Row& row) {
      const auto share = reader.Read(row);
      if (share.ok()) on_share(**share);
      return share.status();
    });
    if (!status.ok()) return status;
    left = left.subspan(some.size());
  }
  return absl::OkStatus();
}

}  // namespace concordat::benefits
