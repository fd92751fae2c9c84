#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/expression.h"
#include "benefits-service/src/figure_kind.h"
#include "common/base/text.h"
#include "common/sql/bulk.h"

namespace concordat::benefits {
namespace {

using v1::StatedFigure;

// LENGTH, since text of blanks alone is equal to the empty one in SQL.
constexpr char kStandsOut[] =
    "LENGTH(t.expression) > 0 OR t.unit = 6"
    // Called an actual and something else.
    " OR (t.kind <> 0 AND t.heading_kind <> 0 AND (t.kind = 4) <> (t.heading_kind = 4))"
    // Called a forecast after the end of its year.
    " OR ((t.kind = 3 OR (t.kind IN (0, 4) AND t.heading_kind = 3)) AND LENGTH(t.financial_year) > "
    "0"
    " AND t.as_of_last > CONCAT(LEFT(t.financial_year, 4) + 1, '-03-31'))";
static_assert(StatedFigure::UNIT_NOT_PRINTED == 6 && StatedFigure::KIND_FORECAST == 3 &&
                  StatedFigure::KIND_ACTUAL == 4,
              "as the conditions have them");

// Figures of all councils that are printed and called alike cannot disagree.
std::string StatedOtherwise() {
  return Concat(
      " f WHERE LENGTH(f.same_as) > 0 GROUP BY f.same_as HAVING COUNT(*) > 1"
      " AND (MIN(f.amount) <> MAX(f.amount) OR MIN(f.unit) <> MAX(f.unit) OR MAX(f.council) <> ''"
      " OR MIN(f.amount_high) <> MAX(f.amount_high)"
      " OR (MAX(",
      kCalledKind, " = 4) AND MAX(", kCalledKind, " NOT IN (0, 4))))");
}

class FigureReader {
 public:
  explicit FigureReader(const Records& records) : records_(records) {}

  absl::Status AddThatStandOut() { return AddWhere({kStandsOut, {}}); }

  absl::Status AddStatedOtherwise() {
    SqlPart sql = {"SELECT f.same_as FROM ", {}};
    sql.Add(records_.InForce<StatedFigure>()).Add(StatedOtherwise());
    std::vector<std::string> same;
    absl::Status status = records_.Query(sql, [&same](const Row& row) {
      same.emplace_back(row.Text(0));
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    return ForEachPart(
        std::span<const std::string>(same),
        [&](const std::vector<std::string>& part) { return AddWhere(IsAmong("t.same_as", part)); });
  }

  // Figures that those so far refer to; what is referred to needs no more.
  absl::Status AddReferences() {
    std::set<std::string> ids;
    for (const auto& [name, figure] : figures_) {
      const auto expression = ParseExpression(figure.expression());
      if (expression.ok()) ids.merge(ReferencesOf(*expression));
    }
    std::set<std::string> names;
    for (const std::string& id : ids) {
      std::string name = Concat(records_.parent(), "/statedFigures/", id);
      // The text of an expression may hold anything in place of an id.
      if (IsResourceId(id) && !figures_.contains(name)) names.insert(std::move(name));
    }
    auto found = records_.Named<StatedFigure>({names.begin(), names.end()});
    return found.ok() ? Take(*std::move(found)) : found.status();
  }

  std::vector<StatedFigure> Done() {
    std::vector<StatedFigure> all;
    for (auto& [name, figure] : figures_) all.push_back(std::move(figure));
    return all;
  }

 private:
  absl::Status AddWhere(const SqlPart& condition) {
    auto found = records_.Where<StatedFigure>(condition);
    return found.ok() ? Take(*std::move(found)) : found.status();
  }

  absl::Status Take(std::vector<StatedFigure> found) {
    for (StatedFigure& figure : found) {
      std::string name = figure.name();
      figures_.emplace(std::move(name), std::move(figure));
    }
    return absl::OkStatus();
  }

  const Records& records_;
  std::map<std::string, StatedFigure> figures_;
};

}  // namespace

absl::Status ReadFigureCandidates(const Records& records, Facts* facts) {
  FigureReader reader(records);
  absl::Status status = reader.AddThatStandOut();
  if (status.ok()) status = reader.AddStatedOtherwise();
  if (status.ok()) status = reader.AddReferences();
  if (status.ok()) facts->figures = reader.Done();
  return status;
}

}  // namespace concordat::benefits
