#include "risk-service/src/escalation_tables.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "common/resource/resource_type.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/risk/v1/register.pb.h"
#include "concordat/risk/v1/risk.pb.h"
#include "risk-service/src/facts.h"

namespace concordat::risk {
namespace {

constexpr char kStance[] =
    "k.matrix, k.category, k.current_likelihood, k.current_impact, k.current_stated_score";

// True of an escalation `e` that stands: unanswered or acknowledged.
std::string Stands() {
  return Concat("e.state IN (", int{v1::ESCALATION_STATE_UNSPECIFIED}, ", ",
                int{v1::ESCALATION_STATE_ACKNOWLEDGED}, ")");
}

SqlPart OpenRisks(const Records& records) {
  SqlPart part = {"(SELECT * FROM ", {}};
  part.Add(records.InForce<v1::Risk>());
  return part.Add(Concat(" o WHERE o.state IN (", int{v1::RISK_STATE_UNSPECIFIED}, ", ",
                         int{v1::RISK_STATE_OPEN}, "))"));
}

v1::Assessment ReadAssessment(const Row& row, size_t first) {
  v1::Assessment current;
  current.set_likelihood(static_cast<int32_t>(row.Int(first)));
  current.set_impact(static_cast<int32_t>(row.Int(first + 1)));
  current.set_stated_score(static_cast<int32_t>(row.Int(first + 2)));
  current.set_computed_score(current.likelihood() * current.impact());
  return current;
}

// A way in which open risks stand.
struct Way {
  std::string matrix;
  std::string category;
  v1::Assessment current;
};

absl::StatusOr<std::vector<Way>> ReadWays(const Records& records) {
  SqlPart query = {Concat("SELECT DISTINCT ", kStance, " FROM "), {}};
  query.Add(OpenRisks(records)).Add(" k");
  std::vector<Way> ways;
  absl::Status status = records.Query(query, [&ways](const Row& row) {
    ways.push_back({std::string(row.Text(0)), std::string(row.Text(1)), ReadAssessment(row, 2)});
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return ways;
}

SqlValues ValuesOf(const Way& way) {
  return {way.matrix, way.category, int64_t{way.current.likelihood()},
          int64_t{way.current.impact()}, int64_t{way.current.stated_score()}};
}

// The risks `k` that a rule may send up, but for how they are assessed.
SqlPart MayGoUp(const Records& records, const v1::EscalationRule& rule, const std::string& after) {
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(OpenRisks(records)).Add(" k WHERE k.name > ?", {after});
  query.Add(" AND k.effective_from <= ?", {FormatDay(records.at().day - rule.least_age_days())});
  if (!rule.category().empty()) query.Add(" AND k.category = ?", {rule.category()});
  if (!rule.from_register().empty()) {
    query.Add(" AND k.list_parent = ?", {rule.from_register()});
  }
  query.Add(" AND NOT EXISTS (SELECT 1 FROM ").Add(records.InForce<v1::Escalation>());
  return query.Add(Concat(" e WHERE e.list_parent = k.name AND e.rule = ? AND ", Stands(), ")"),
                   {rule.name()});
}

}  // namespace

absl::StatusOr<std::vector<v1::EscalationRule>> ReadEscalationRules(const Records& records) {
  return records.Where<v1::EscalationRule>({"TRUE", {}});
}

absl::StatusOr<ParentRegisters> ReadParentRegisters(const Records& records,
                                                    const std::vector<std::string>& names) {
  ParentRegisters registers;
  SqlPart query = {"SELECT g.name, g.parent_register FROM ", {}};
  query.Add(records.InForce<v1::Register>()).Add(" g WHERE ").Add(IsAmong("g.name", names));
  absl::Status status = records.Query(query, [&registers](const Row& row) {
    registers.emplace(row.Text(0), row.Text(1));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return registers;
}

absl::StatusOr<std::map<std::string, std::vector<v1::Escalation>, std::less<>>> ReadEscalationsOf(
    const Records& records, const std::vector<std::string>& risks) {
  std::map<std::string, std::vector<v1::Escalation>, std::less<>> by_risk;
  auto held = records.Where<v1::Escalation>(IsAmong("t.list_parent", risks));
  if (!held.ok()) return held.status();
  for (v1::Escalation& escalation : *held) {
    std::string risk(ResourceType::ParentOf(escalation.name()));
    by_risk[std::move(risk)].push_back(std::move(escalation));
  }
  return by_risk;
}

absl::StatusOr<EscalationCounts> CountEver(const Records& records,
                                           const std::vector<std::string>& risks) {
  EscalationCounts counts;
  SqlPart query = {"SELECT e.list_parent, e.rule, COUNT(DISTINCT e.name) FROM escalation e WHERE ",
                   {}};
  query.Add(IsAmong("e.list_parent", risks)).Add(" GROUP BY e.list_parent, e.rule");
  absl::Status status = records.Query(query, [&counts](const Row& row) {
    counts[{std::string(row.Text(0)), std::string(row.Text(1))}] = row.Int(2);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return counts;
}

absl::StatusOr<EscalationSearch> EscalationSearch::Of(
    const Records& records, const std::vector<v1::EscalationRule>& rules) {
  auto ways = ReadWays(records);
  if (!ways.ok()) return ways.status();
  std::vector<std::string> names;
  for (const Way& way : *ways) {
    if (!way.matrix.empty()) names.push_back(way.matrix);
  }
  auto read = records.Named<v1::Matrix>(std::move(names));
  if (!read.ok()) return read.status();
  const Matrices matrices = ByName(*std::move(read));
  EscalationSearch search;
  for (const v1::EscalationRule& rule : rules) {
    if (rule.suspended()) continue;
    Meeting meeting{&rule, !rule.rating().empty() || rule.above_appetite(), {}};
    for (const Way& way : *ways) {
      const v1::Matrix* matrix = FindMatrix(matrices, way.matrix);
      if (meeting.by_stance && MeetsAssessment(rule, matrix, way.category, way.current)) {
        meeting.stances.push_back(ValuesOf(way));
      }
    }
    search.meetings_.push_back(std::move(meeting));
  }
  return search;
}

absl::StatusOr<std::vector<std::string>> EscalationSearch::After(const Records& records,
                                                                 const std::string& name,
                                                                 int most) const {
  std::set<std::string> found;
  const auto add = [&](SqlPart query) {
    auto names = records.Names(query.Add(" ORDER BY 1 LIMIT ?", {int64_t{most}}));
    if (names.ok()) found.insert(names->begin(), names->end());
    return names.status();
  };
  for (const Meeting& meeting : meetings_) {
    const SqlPart may = MayGoUp(records, *meeting.rule, name);
    absl::Status status;
    if (!meeting.by_stance) status = add(may);
    if (meeting.by_stance) {
      status = ForEachPart(std::span<const SqlValues>(meeting.stances),
                           [&](const std::vector<SqlValues>& part) {
                             SqlPart query = may;
                             query.Add(Concat(" AND (", kStance, ") IN ("));
                             for (size_t i = 0; i < part.size(); ++i) {
                               query.Add(i == 0 ? "(?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?)", part[i]);
                             }
                             return add(query.Add(")"));
                           });
    }
    if (!status.ok()) return status;
  }
  SqlPart up = {"SELECT DISTINCT e.list_parent FROM ", {}};
  up.Add(records.InForce<v1::Escalation>());
  up.Add(Concat(" e WHERE e.rule <> '' AND e.list_parent > ? AND ", Stands()), {name});
  absl::Status status = add(up);
  if (!status.ok()) return status;
  std::vector<std::string> names(found.begin(), found.end());
  names.resize(std::min(names.size(), static_cast<size_t>(most)));
  return names;
}

}  // namespace concordat::risk
