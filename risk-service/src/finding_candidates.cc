// Which risks the rules look into. SQL leaves out those that no rule can find anything in;
// the rules judge the rest.
#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/sql/bulk.h"
#include "risk-service/src/register_tables.h"
#include "risk-service/src/score_judgement.h"

namespace concordat::risk {
namespace {

using Strings = std::vector<std::string>;

// The assessments of a risk, by the beginnings of their columns.
constexpr std::array<std::string_view, 3> kAssessments = {"inherent", "current", "target"};

// What a matrix is asked about.
std::string AssessedColumns(std::string_view assessment) {
  return Concat("k.matrix, k.", assessment, "_likelihood, k.", assessment, "_impact, k.",
                assessment, "_stated_score");
}

std::string Score(std::string_view assessment) {
  return Concat("IF(k.", assessment, "_computed_score > 0, k.", assessment, "_computed_score, k.",
                assessment, "_stated_score)");
}

// `greater` should not be below `smaller`.
std::string OutOfOrder(std::string_view greater, std::string_view smaller) {
  return Concat("(", Score(greater), " > 0 AND ", Score(smaller), " > ", Score(greater), ")");
}

// True of a risk whose scores do not agree among themselves, or are not there.
std::string DisagreesWithItself() {
  std::string condition = Score("current") + " = 0";
  for (const std::string_view assessment : kAssessments) {
    condition += Concat(" OR (k.", assessment, "_computed_score > 0 AND k.", assessment,
                        "_stated_score > 0 AND k.", assessment, "_stated_score <> k.", assessment,
                        "_computed_score)");
  }
  return Concat(condition, " OR ", OutOfOrder("inherent", "current"), " OR ",
                OutOfOrder("current", "target"));
}

// True of a risk that is assessed in one of these ways.
SqlPart IsAssessedAs(std::span<const Stance> stances) {
  SqlValues values;
  for (const Stance& stance : stances) {
    values.insert(values.end(),
                  {stance.matrix, int64_t{stance.current.likelihood()},
                   int64_t{stance.current.impact()}, int64_t{stance.current.stated_score()}});
  }
  const std::string list = Concat(") IN (", Repeat("(?, ?, ?, ?)", stances.size()), ")");
  SqlPart part = {"FALSE", {}};
  for (const std::string_view assessment : kAssessments) {
    part.Add(Concat(" OR (", AssessedColumns(assessment), list), values);
  }
  return part;
}

}  // namespace

absl::StatusOr<std::map<std::string, std::set<int32_t>>> RegisterTables::PrintedScores() const {
  std::map<std::string, std::set<int32_t>> scores;
  SqlPart without_matrix = {"SELECT g.name FROM (", {}};
  without_matrix.Add(RowsInForce(ledger_.registry().TypeOf<v1::Register>(), parent_, at_));
  auto registers = Names(without_matrix.Add(") g WHERE g.matrix = ''"));
  if (!registers.ok()) return registers.status();
  absl::Status status =
      ForEachPart(std::span<const std::string>(*registers), [&](const Strings& part) {
        SqlPart query = {
            "SELECT DISTINCT SUBSTRING_INDEX(k.name, '/', 4), k.inherent_stated_score,"
            " k.current_stated_score, k.target_stated_score FROM (",
            {}};
        query.Add(RowsInForce(RiskType(), parent_ + "/registers/-", at_)).Add(") k WHERE ");
        query.Add(IsAmong("SUBSTRING_INDEX(k.name, '/', 4)", part));
        return connection_.Query(query.text, query.values, [&scores](const Row& row) {
          std::set<int32_t>& printed = scores[std::string(row.Text(0))];
          for (const size_t column : {1, 2, 3}) {
            if (row.Int(column) > 0) printed.insert(static_cast<int32_t>(row.Int(column)));
          }
          return absl::OkStatus();
        });
      });
  if (!status.ok()) return status;
  return scores;
}

absl::StatusOr<std::vector<Stance>> RegisterTables::WrongStances(
    const StandingsByRegister& now) const {
  std::vector<Stance> stances;
  std::set<std::string> names;
  std::set<std::tuple<std::string, int32_t, int32_t, int32_t>> distinct;
  const auto add = [&](Stance stance) {
    const v1::Assessment& assessment = stance.current;
    if (stance.matrix.empty() || !distinct
                                      .emplace(stance.matrix, assessment.likelihood(),
                                               assessment.impact(), assessment.stated_score())
                                      .second) {
      return;
    }
    names.insert(stance.matrix);
    stances.push_back(std::move(stance));
  };
  for (const auto& [name, standings] : now) {
    for (const Standing& standing : standings) add({standing.matrix, standing.current});
  }
  SqlPart query;
  for (const std::string_view assessment : {"inherent", "target"}) {
    query.Add(Concat(query.text.empty() ? "" : " UNION ", "SELECT ", AssessedColumns(assessment),
                     " FROM "));
    query.Add(RisksInForce(at_.day));
    // Nothing is wrong with what is not assessed.
    query.Add(Concat(" k WHERE k.matrix <> '' AND (k.", assessment, "_likelihood <> 0 OR k.",
                     assessment, "_stated_score <> 0)"));
  }
  absl::Status status = connection_.Query(query.text, query.values, [&add](const Row& row) {
    Stance stance;
    stance.matrix = row.Text(0);
    stance.current.set_likelihood(static_cast<int32_t>(row.Int(1)));
    stance.current.set_impact(static_cast<int32_t>(row.Int(2)));
    stance.current.set_stated_score(static_cast<int32_t>(row.Int(3)));
    add(std::move(stance));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto matrices = MatricesNamed(names);
  if (!matrices.ok()) return matrices.status();
  std::map<std::string, MatrixJudge> judges;
  for (const auto& [name, matrix] : *matrices) judges.emplace(name, matrix);
  std::erase_if(stances, [&judges](const Stance& stance) {
    const auto judge = judges.find(stance.matrix);
    return judge == judges.end() || (!judge->second.IsImpossible(stance.current) &&
                                     !judge->second.IsOutOfRange(stance.current));
  });
  return stances;
}

absl::StatusOr<std::vector<std::string>> RegisterTables::ScoreCandidates(
    const StandingsByRegister& now) const {
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(RisksInForce(at_.day)).Add(Concat(" k WHERE ", DisagreesWithItself()));
  auto names = Names(query);
  if (!names.ok()) return names.status();
  auto wrong = WrongStances(now);
  if (!wrong.ok()) return wrong.status();
  absl::Status status =
      ForEachPart(std::span<const Stance>(*wrong), [&](const std::vector<Stance>& part) {
        SqlPart assessed = {"SELECT k.name FROM ", {}};
        assessed.Add(RisksInForce(at_.day)).Add(" k WHERE ").Add(IsAssessedAs(part));
        auto more = Names(assessed);
        if (more.ok()) names->insert(names->end(), more->begin(), more->end());
        return more.status();
      });
  if (!status.ok()) return status;
  std::ranges::sort(*names);
  const auto doubles = std::ranges::unique(*names);
  names->erase(doubles.begin(), doubles.end());
  return names;
}

}  // namespace concordat::risk
