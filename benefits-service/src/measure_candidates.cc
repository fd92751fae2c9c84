#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/measure_judgement.h"
#include "benefits-service/src/measure_reading.h"
#include "benefits-service/src/work.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using Names = std::set<std::string>;

absl::Status AddNames(const Records& records, const SqlPart& sql, Names* names) {
  return records.Query(sql, [names](const Row& row) {
    names->emplace(row.Text(0));
    return absl::OkStatus();
  });
}

// Those without figures, and those with one that may miss its target.
absl::Status AddWithoutFiguresOrThatMayMiss(const Records& records, Names* names) {
  SqlPart all = {"SELECT m.name FROM ", {}};
  absl::Status status = AddNames(records, all.Add(records.InForce<v1::Measure>()).Add(" m"), names);
  if (!status.ok()) return status;
  // Without a figure that was reached there is none to miss a target with.
  SqlPart sql = {Concat("SELECT m.name, MIN(r.actual = '' OR ", IsSurelyGreen("m", "r"), ") FROM "),
                 {}};
  sql.Add(records.InForce<v1::MeasureReturn>()).Add(" r STRAIGHT_JOIN ");
  sql.Add(records.InForce<v1::Measure>());
  sql.Add(
      Concat(" m ON m.name = ", ParentIn("r"), " WHERE ", GivesFigureIn("r"), " GROUP BY m.name"));
  return records.Query(sql, [names](const Row& row) {
    const bool none_may_miss = row.Int(1) != 0;
    if (none_may_miss) names->erase(std::string(row.Text(0)));
    return absl::OkStatus();
  });
}

// By digests, since texts that differ in blanks at their end are equal in SQL.
absl::Status AddWithRepeatedCommentary(const Records& records, Names* names) {
  SqlPart sql = {"SELECT m.name FROM ", {}};
  sql.Add(records.InForce<v1::Measure>());
  sql.Add(" m JOIN (SELECT SHA2(m.commentary, 256) AS digest FROM ");
  sql.Add(records.InForce<v1::Measure>());
  sql.Add(Concat(" m WHERE LENGTH(m.commentary) > 0 GROUP BY digest HAVING COUNT(*) > 1 AND MIN(",
                 WorkIn("m"), ") <> MAX(", WorkIn("m"),
                 ")) repeated ON repeated.digest = SHA2(m.commentary, 256)"));
  return AddNames(records, sql, names);
}

}  // namespace

absl::Status ReadMeasureCandidates(const Records& records, Facts* facts) {
  Names names;
  absl::Status status = AddWithoutFiguresOrThatMayMiss(records, &names);
  if (status.ok()) status = AddWithRepeatedCommentary(records, &names);
  if (!status.ok()) return status;
  auto measures = records.Named<v1::Measure>({names.begin(), names.end()});
  if (!measures.ok()) return measures.status();
  std::ranges::sort(*measures, {}, [](const v1::Measure& measure) {
    return std::make_pair(measure.position(), measure.name());
  });
  auto held = ReadReturns(records, *std::move(measures));
  if (!held.ok()) return held.status();
  facts->measures = *std::move(held);
  return absl::OkStatus();
}

}  // namespace concordat::benefits
