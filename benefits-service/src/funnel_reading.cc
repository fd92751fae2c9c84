#include "benefits-service/src/funnel_reading.h"

#include <algorithm>

#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/funnel_step.pb.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

constexpr int kMostShares = 20;

// The column of a benefit that groups are named by, and the collection that they are of;
// neither for councils.
struct Place {
  std::string_view column;
  std::string_view collection;
};

Place PlaceOf(v1::FunnelBy by) {
  switch (by) {
    case v1::FUNNEL_BY_PROJECT:
      return {"project", "projects"};
    case v1::FUNNEL_BY_SERVICE_AREA:
      return {"service_area", "serviceAreas"};
    case v1::FUNNEL_BY_COUNCIL:
      return {};
    default:
      return {"programme", "programmes"};
  }
}

// True of what comes of the subject, over `b` and perhaps the step `f`.
SqlPart IsOfSubject(const FunnelQuestion& question, bool of_steps) {
  if (question.subject.empty()) return {};
  SqlPart part = {" AND (", {}};
  if (of_steps) part.Add("f.subject = ? OR ", {question.subject});
  return part.Add("b.programme = ? OR b.project = ? OR b.service_area = ?)",
                  {question.subject, question.subject, question.subject});
}

// Steps with the name of their group, what they are of, and their places among those of the
// same thing, council, stage and span: the newest, by which an earlier one is replaced, is
// the first. An amount replaces an amount, and a number a number.
SqlPart Steps(const Records& records, const FunnelQuestion& question) {
  const Place place = PlaceOf(question.by);
  SqlPart sql = {"SELECT ", {}};
  if (place.column.empty()) {
    sql.Add("f.council AS place");
  } else {
    const std::string first = Concat(records.parent(), "/", place.collection, "/");
    std::string end = first;
    end.back() = '0';  // the character after '/'
    sql.Add(Concat("IF(f.benefit <> '', COALESCE(b.", place.column,
                   ", ''), IF(f.subject >= ? AND f.subject < ?, f.subject, '')) AS place"),
            {first, end});
  }
  sql.Add(
      ", f.name, f.position, IF(f.benefit <> '', f.benefit, f.subject) AS unit,"
      " f.benefit = '' AS is_together, f.council, f.stage, f.amount_pence,"
      " COALESCE(f.amount_high_pence, f.amount_pence) AS high, f.amount_high_pence IS NOT NULL AS"
      " has_high, f.`count` AS number, f.percent, f.percent_of, f.challenged, f.dated_first,"
      " f.dated_last");
  for (const char* measure : {"amount_pence", "count"}) {
    sql.Add(
        Concat(", ROW_NUMBER() OVER (PARTITION BY f.benefit, f.subject, f.council, f.stage,"
               " f.period_from, f.period_to, f.`",
               measure,
               "` IS NULL ORDER BY f.dated_last DESC, f.position DESC, f.name DESC)"
               " AS ",
               measure[0] == 'a' ? "amount_place" : "count_place"));
  }
  sql.Add(" FROM ").Add(records.InForce<v1::FunnelStep>()).Add(" f LEFT JOIN ");
  sql.Add(records.InForce<v1::Benefit>());
  sql.Add(" b ON b.name = f.benefit WHERE f.stage <> 0");
  // Of a council in all that is told of programmes and of their projects, each stands twice.
  if (place.column.empty() && question.subject.empty()) sql.Add(" AND f.benefit <> ''");
  return sql.Add(IsOfSubject(question, true));
}

// The name of the group of a share `s` of a benefit `b`.
std::string PlaceOfShare(const FunnelQuestion& question) {
  const Place place = PlaceOf(question.by);
  return place.column.empty() ? std::string("s.council") : Concat("b.", place.column);
}

// Lines of actuals, over `b`, `s` and `l`; costs are none of the funnel.
SqlPart Actuals(const Records& records, const FunnelQuestion& question) {
  SqlPart sql = {" FROM ", {}};
  sql.Add(records.InForce<v1::Benefit>()).Add(" b STRAIGHT_JOIN ");
  sql.Add(records.InForce<v1::Share>());
  sql.Add(Concat(
      " s ON s.name > CONCAT(b.name, '/shares/') AND s.name < CONCAT(b.name, '/shares0')"
      " STRAIGHT_JOIN share_lines l ON l.resource_name = s.name"
      " AND l.valid_from = s.valid_from AND l.recorded_by = s.recorded_by WHERE b.is_cost = 0"
      " AND l.kind = ",
      int{ShareLine::KIND_ACTUAL}));
  return sql.Add(IsOfSubject(question, false));
}

std::optional<Pence> PenceOrNone(const Row& row, size_t cell) {
  if (row.IsNull(cell)) return std::nullopt;
  return PenceIn(row, cell);
}

std::string TextOrNone(const Row& row, size_t cell) {
  return row.IsNull(cell) ? std::string() : std::string(row.Text(cell));
}

enum SumCell {
  kPlace,
  kIsTogether,
  kStage,
  kAmount,
  kHigh,
  kHasHigh,
  kNumber,
  kSteps,
  kChallenged,
  kFrom,
  kTo
};

using Groups = std::map<std::string, FunnelGroupSums>;

// What one thing states of a step: for all councils together, or else of each.
SqlPart SumsOfUnits(const SqlPart& steps, bool by_council) {
  const auto sum = [by_council](std::string_view value, std::string_view place) {
    if (by_council) return Concat("SUM(IF(", place, " = 1, ", value, ", NULL))");
    const auto of = [&](std::string_view council) {
      return Concat("SUM(IF(", place, " = 1 AND n.council ", council, ", ", value, ", NULL))");
    };
    return Concat("COALESCE(", of("= ''"), ", ", of("<> ''"), ")");
  };
  SqlPart sql = {
      Concat("SELECT n.place, n.is_together, n.stage, ", sum("n.amount_pence", "n.amount_place"),
             " AS amount, ", sum("n.high", "n.amount_place"),
             " AS high, MAX(n.has_high) AS has_high, ", sum("n.number", "n.count_place"),
             " AS number, COUNT(*) AS steps, SUM(n.challenged) AS challenged,"
             " MIN(n.dated_first) AS dated_from, MAX(n.dated_last) AS dated_to FROM ("),
      {}};
  return sql.Add(steps).Add(") n GROUP BY n.place, n.unit, n.is_together, n.stage");
}

absl::Status AddSums(const Records& records, const FunnelQuestion& question,
                     const std::vector<std::string>& keys, Groups* groups) {
  SqlPart sql = {
      "SELECT u.place, u.is_together, u.stage, SUM(u.amount), SUM(u.high), MAX(u.has_high),"
      " CAST(SUM(u.number) AS SIGNED), CAST(SUM(u.steps) AS SIGNED),"
      " CAST(SUM(u.challenged) AS SIGNED), CAST(MIN(u.dated_from) AS CHAR),"
      " CAST(MAX(u.dated_to) AS CHAR) FROM (",
      {}};
  sql.Add(SumsOfUnits(Steps(records, question), PlaceOf(question.by).column.empty()));
  sql.Add(") u WHERE ").Add(IsAmong("u.place", keys));
  sql.Add(" GROUP BY u.place, u.is_together, u.stage");
  return records.Query(sql, [groups](const Row& row) {
    FunnelSums sums;
    sums.amount = PenceOrNone(row, kAmount);
    if (row.Int(kHasHigh) != 0) sums.amount_high = PenceOrNone(row, kHigh);
    if (!row.IsNull(kNumber)) sums.count = row.Int(kNumber);
    sums.steps = row.Int(kSteps);
    sums.challenged = row.Int(kChallenged);
    sums.dated_from = TextOrNone(row, kFrom);
    sums.dated_to = TextOrNone(row, kTo);
    FunnelStepSums& step = (*groups)[std::string(row.Text(kPlace))]
                               .stages[static_cast<v1::Benefit::Stage>(row.Int(kStage))];
    (row.Int(kIsTogether) != 0 ? step.together : step.parts) = std::move(sums);
    return absl::OkStatus();
  });
}

absl::Status AddShares(const Records& records, const FunnelQuestion& question,
                       const std::vector<std::string>& keys, Groups* groups) {
  SqlPart sql = {
      "SELECT p.place, p.stage, p.percent, p.percent_of, p.name FROM (SELECT n.*, ROW_NUMBER()"
      " OVER (PARTITION BY n.place, n.stage ORDER BY n.position, n.name) AS nth FROM (",
      {}};
  sql.Add(Steps(records, question));
  sql.Add(") n WHERE LENGTH(n.percent) > 0 AND ").Add(IsAmong("n.place", keys));
  sql.Add(Concat(") p WHERE p.nth <= ", kMostShares, " ORDER BY p.place, p.stage, p.nth"));
  return records.Query(sql, [groups](const Row& row) {
    v1::FunnelShare share;
    share.set_percent(std::string(row.Text(2)));
    share.set_percent_of(std::string(row.Text(3)));
    share.set_funnel_step(std::string(row.Text(4)));
    (*groups)[std::string(row.Text(0))]
        .stages[static_cast<v1::Benefit::Stage>(row.Int(1))]
        .shares.push_back(std::move(share));
    return absl::OkStatus();
  });
}

absl::Status AddActuals(const Records& records, const FunnelQuestion& question,
                        const std::vector<std::string>& keys, Groups* groups) {
  const std::string place = PlaceOfShare(question);
  // No grade stands for what is no actual yet.
  SqlPart sql = {Concat("SELECT ", place,
                        ", IF(l.grade <> 0 AND l.counted_to <> '' AND l.counted_to <= ?, l.grade,"
                        " 0) AS proven, SUM(l.amount_pence)"),
                 {FormatDay(records.at().day)}};
  sql.Add(Actuals(records, question)).Add(" AND ").Add(IsAmong(place, keys));
  sql.Add(Concat(" GROUP BY ", place, ", proven"));
  return records.Query(sql, [groups](const Row& row) {
    FunnelGroupSums& group = (*groups)[std::string(row.Text(0))];
    const auto grade = static_cast<ShareLine::Grade>(row.Int(1));
    if (grade == ShareLine::GRADE_UNSPECIFIED) {
      group.unproven = PenceIn(row, 2);
    } else {
      group.proven[grade] = PenceIn(row, 2);
    }
    return absl::OkStatus();
  });
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ReadFunnelKeys(const Records& records,
                                                        const FunnelQuestion& question,
                                                        const std::string& after, bool is_first,
                                                        int most) {
  // Only a group of all councils together has no name.
  const bool by_council = PlaceOf(question.by).column.empty();
  const char* const begins = is_first && by_council ? " >= ?" : " > ?";
  SqlPart sql = {"SELECT k.place FROM (SELECT DISTINCT n.place FROM (", {}};
  sql.Add(Steps(records, question)).Add(Concat(") n WHERE n.place", begins), {after});
  const std::string place = PlaceOfShare(question);
  sql.Add(Concat(" UNION SELECT DISTINCT ", place, " AS place"));
  sql.Add(Actuals(records, question)).Add(Concat(" AND ", place, begins), {after});
  sql.Add(Concat(") k ORDER BY k.place LIMIT ", most));
  return records.Names(sql);
}

absl::StatusOr<std::map<std::string, FunnelGroupSums>> ReadFunnelSums(
    const Records& records, const FunnelQuestion& question, const std::vector<std::string>& keys) {
  Groups groups;
  absl::Status status = AddSums(records, question, keys, &groups);
  if (status.ok()) status = AddShares(records, question, keys, &groups);
  if (status.ok()) status = AddActuals(records, question, keys, &groups);
  if (!status.ok()) return status;
  return groups;
}

}  // namespace concordat::benefits
