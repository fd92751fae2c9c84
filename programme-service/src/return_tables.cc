#include "programme-service/src/return_tables.h"

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/in_force.h"
#include "concordat/programme/v1/membership.pb.h"

namespace concordat::programme {
namespace {

// True of a return that has yet to come and whose last day is before a day.
SqlPart IsOverdue(std::string_view alias, absl::CivilDay day) {
  return {Concat(alias, ".due <> '' AND ", alias, ".due < ? AND ", alias, ".state NOT IN (",
                 int{v1::Return::STATE_SUBMITTED}, ", ", int{v1::Return::STATE_ACCEPTED}, ")"),
          {FormatDay(day)}};
}

}  // namespace

absl::StatusOr<OverdueAnswer> ReadOverdue(const Records& records, const OverdueQuestion& question) {
  SqlPart among = {" FROM ", {}};
  among.Add(records.InForce<v1::Return>()).Add(" r WHERE ");
  among.Add(IsOverdue("r", records.at().day));
  if (!question.reporting_period.empty()) {
    among.Add(" AND r.reporting_period = ?", {question.reporting_period});
  }
  if (!question.council.empty()) among.Add(" AND r.council = ?", {question.council});
  OverdueAnswer answer;
  SqlPart count = {"SELECT COUNT(*)", {}};
  absl::Status status = records.Query(count.Add(among), [&answer](const Row& row) {
    answer.left_out = static_cast<int>(row.Int(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  SqlPart pick = {"SELECT r.name", {}};
  pick.Add(among).Add(" ORDER BY r.due, r.name LIMIT ?", {int64_t{question.most}});
  auto names = records.Names(pick);
  if (!names.ok()) return names.status();
  auto returns = records.Named<v1::Return>(*names);
  if (!returns.ok()) return returns.status();
  answer.returns = *std::move(returns);
  std::ranges::stable_sort(answer.returns, {}, &v1::Return::due);
  answer.left_out -= static_cast<int>(answer.returns.size());
  return answer;
}

absl::StatusOr<std::vector<std::string>> ReadUnmarkedLate(Connection& connection,
                                                          const Registry& registry,
                                                          absl::CivilDay today, int most) {
  const Records records(connection, registry, "partnerships/-", {today, std::nullopt});
  SqlPart query = {"SELECT r.name FROM ", {}};
  query.Add(records.InForce<v1::Return>()).Add(" r WHERE ").Add(IsOverdue("r", today));
  query.Add(" AND r.late = 0 ORDER BY r.name LIMIT ?", {int64_t{most}});
  return records.Names(query);
}

absl::StatusOr<std::map<std::string, std::string>> ReadBegunReturns(const Records& records,
                                                                    const std::string& period) {
  SqlPart query = {"SELECT r.council, r.name FROM ", {}};
  query.Add(records.InForce<v1::Return>()).Add(" r WHERE r.reporting_period = ?", {period});
  std::map<std::string, std::string> begun;
  absl::Status status = records.Query(query, [&begun](const Row& row) {
    begun.emplace(row.Text(0), row.Text(1));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return begun;
}

absl::StatusOr<std::vector<std::string>> ReadReturningCouncils(const Records& records,
                                                               absl::CivilDay day) {
  SqlPart query = {"SELECT DISTINCT m.council FROM ", {}};
  query.Add(records.InForce<v1::Membership>());
  query.Add(Concat(" m WHERE m.role NOT IN (", int{v1::Membership::ROLE_CUSTOMER}, ", ",
                   int{v1::Membership::ROLE_OBSERVER},
                   ") AND (m.joined_first IS NULL OR m.joined_first <= ?) AND"
                   " (m.left_first IS NULL OR m.left_first > ?) ORDER BY m.council"),
            {FormatDay(day), FormatDay(day)});
  return records.Names(query);
}

}  // namespace concordat::programme
