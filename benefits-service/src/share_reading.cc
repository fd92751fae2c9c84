#include "benefits-service/src/share_reading.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "benefits-service/src/share_lines.h"
#include "common/base/date.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

// As many shares as are held at a time.
constexpr int kMostAtOnce = 1000;

std::string IsActual() { return Concat("l.kind = ", static_cast<int>(ShareLine::KIND_ACTUAL)); }

// The next shares after a name with what is asked of their benefits.
SqlPart SharesAfter(const Records& records, const std::string& name) {
  SqlPart sql = {
      "SELECT s.name, s.council, b.name, b.kind, b.is_cost, b.`groups`, b.position, b.project,"
      " b.live_service, GREATEST(b.marking, s.marking), s.lines_summary, b.recurrence, b.programme,"
      " b.org_unit FROM ",
      {}};
  return sql.Add(records.InForce<v1::Share>())
      .Add(" s STRAIGHT_JOIN ")
      .Add(records.InForce<v1::Benefit>())
      .Add(Concat(" b ON b.name = ", ParentIn("s"), " WHERE s.name > ? ORDER BY s.name LIMIT ",
                  kMostAtOnce),
           {name});
}

// All lines of a share whose row keeps no summary of them in one cell: that takes the server
// less than a sum for each year and kind, and a pass for each question.
SqlPart LinesOf(const Records& records, const std::string& first, const std::string& last) {
  SqlPart sql = {"SELECT s.name, COUNT(*), GROUP_CONCAT(CONCAT(IF(", {}};
  sql.Add(MayLack(records))
      .Add(Concat(", ", kMayLackKind, ", l.kind), l.financial_year, l.amount_pence)",
                  " SEPARATOR ' ') FROM "));
  // In this order: shares in that of their names, so that grouping needs no table of its own.
  return sql.Add(records.InForce<v1::Share>())
      .Add(
          " s STRAIGHT_JOIN share_lines l ON l.resource_name = s.name"
          " AND l.valid_from = s.valid_from AND l.recorded_by = s.recorded_by"
          " WHERE s.name >= ? AND s.name <= ? AND s.lines_summary IS NULL"
          " GROUP BY s.name ORDER BY s.name",
          {first, last});
}

enum ShareCell {
  kShare,
  kCouncil,
  kBenefit,
  kKind,
  kIsCost,
  kGroups,
  kPosition,
  kProject,
  kLiveService,
  kMarking,
  kSummary,
  kRecurrence,
  kProgramme,
  kOrgUnit
};

absl::StatusOr<ShareOutline> ReadOutline(const Row& row, const std::set<std::string>& hidden) {
  ShareOutline share;
  // Lists of texts stand in their columns as they are sent.
  if (!share.benefit.ParseFromString(std::string(row.Text(kGroups)))) {
    return absl::DataLossError("the groups of a benefit cannot be read");
  }
  share.benefit.set_name(std::string(row.Text(kBenefit)));
  share.benefit.set_kind(static_cast<v1::Benefit::Kind>(row.Int(kKind)));
  share.benefit.set_is_cost(row.Int(kIsCost) != 0);
  share.benefit.set_position(static_cast<int32_t>(row.Int(kPosition)));
  share.benefit.set_project(std::string(row.Text(kProject)));
  share.benefit.set_live_service(std::string(row.Text(kLiveService)));
  share.benefit.set_recurrence(static_cast<v1::Benefit::Recurrence>(row.Int(kRecurrence)));
  share.benefit.set_programme(std::string(row.Text(kProgramme)));
  share.benefit.set_org_unit(std::string(row.Text(kOrgUnit)));
  share.name = row.Text(kShare);
  share.council = row.Text(kCouncil);
  share.marking = static_cast<type::v1::Marking>(row.Int(kMarking));
  if (hidden.contains(share.council)) share.council.clear();
  return share;
}

struct Outlines {
  std::vector<ShareOutline> shares;
  // The row of some keeps no summary of its lines.
  bool lack_lines = false;
};

absl::StatusOr<Outlines> ReadOutlines(const Records& records, const std::string& after,
                                      const std::set<std::string>& hidden) {
  Outlines outlines;
  const std::string day = FormatDay(records.at().day);
  absl::Status status = records.Query(SharesAfter(records, after), [&](const Row& row) {
    auto share = ReadOutline(row, hidden);
    if (!share.ok()) return share.status();
    absl::Status read;
    if (row.IsNull(kSummary)) {
      outlines.lack_lines = true;
    } else {
      read = AddSummary(row.Text(kSummary), day, &*share);
    }
    outlines.shares.push_back(*std::move(share));
    return read;
  });
  if (!status.ok()) return status;
  return outlines;
}

// Adds their lines to shares, which are in the order of their names.
absl::Status ReadLines(const Records& records, std::vector<ShareOutline>* shares) {
  const SqlPart sql = LinesOf(records, shares->front().name, shares->back().name);
  auto next = shares->begin();
  return records.Query(sql, [&](const Row& row) {
    while (next != shares->end() && next->name < row.Text(0)) ++next;
    // Others are of no benefit that is told.
    if (next == shares->end() || next->name != row.Text(0)) return absl::OkStatus();
    return AddLines(row.Text(2), row.Int(1), &*next);
  });
}

}  // namespace

const ShareYear* ShareOutline::Of(std::string_view year) const {
  const auto found = std::ranges::find(years, year, &ShareYear::year);
  return found == years.end() ? nullptr : &*found;
}

SqlPart MayLack(const Records& records) {
  return {
      Concat("(", IsActual(), " AND (l.grade = ", static_cast<int>(ShareLine::GRADE_UNSPECIFIED),
             " OR l.counted_to = '' OR l.counted_to > ?))"),
      {FormatDay(records.at().day)}};
}

absl::Status ReadShares(const Records& records,
                        absl::FunctionRef<void(const ShareOutline&)> on_share) {
  const auto hidden = HiddenCouncils(records);
  if (!hidden.ok()) return hidden.status();
  std::string after;
  while (true) {
    auto outlines = ReadOutlines(records, after, *hidden);
    if (!outlines.ok()) return outlines.status();
    std::vector<ShareOutline>& shares = outlines->shares;
    absl::Status status = outlines->lack_lines ? ReadLines(records, &shares) : absl::OkStatus();
    if (!status.ok()) return status;
    for (const ShareOutline& share : shares) {
      if (!share.years.empty()) on_share(share);
    }
    if (shares.size() < kMostAtOnce) return absl::OkStatus();
    after = std::move(shares.back().name);
  }
}

}  // namespace concordat::benefits
