#include "benefits-service/src/work_benefits.h"

#include <map>
#include <string>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/share.pb.h"

namespace concordat::benefits {
namespace {

using v1::ShareLine;

// The last day of what a line `l` is of: a financial year begins on 1 April.
constexpr char kLastDay[] =
    "CASE l.quarter WHEN 1 THEN CONCAT(LEFT(l.financial_year, 4), '-06-30')"
    " WHEN 2 THEN CONCAT(LEFT(l.financial_year, 4), '-09-30')"
    " WHEN 3 THEN CONCAT(LEFT(l.financial_year, 4), '-12-31')"
    " ELSE CONCAT(LEFT(l.financial_year, 4) + 1, '-03-31') END";

// The sums of the benefits that name one of the works in a column.
SqlPart SumsBy(const Records& records, const std::string& column,
               const std::vector<std::string>& works) {
  SqlPart query = {
      Concat("SELECT b.", column, ", l.kind, CAST(SUM(l.amount_pence) AS SIGNED) FROM "), {}};
  query.Add(records.InForce<v1::Benefit>()).Add(" b STRAIGHT_JOIN ");
  query.Add(records.InForce<v1::Share>());
  query.Add(
      " s ON s.name > CONCAT(b.name, '/shares/') AND s.name < CONCAT(b.name, '/shares0')"
      " STRAIGHT_JOIN share_lines l ON l.resource_name = s.name"
      " AND l.valid_from = s.valid_from AND l.recorded_by = s.recorded_by WHERE ");
  query.Add(IsAmong("b." + column, works));
  query.Add(
      Concat(" AND l.kind IN (", int{ShareLine::KIND_BUDGET}, ", ", int{ShareLine::KIND_ACTUAL},
             ") AND ", kLastDay, " <= ? GROUP BY b.", column, ", l.kind"),
      {FormatDay(records.at().day)});
  return query;
}

}  // namespace

absl::StatusOr<v1::GetWorkBenefitsResponse> AddUpWorkBenefits(
    const Records& records, const v1::GetWorkBenefitsRequest& request) {
  const std::vector<std::string> works(request.works().begin(), request.works().end());
  std::map<std::string, v1::WorkBenefitSums, std::less<>> sums;
  for (const char* column : {"project", "live_service", "programme"}) {
    absl::Status status = records.Query(SumsBy(records, column, works), [&sums](const Row& row) {
      v1::WorkBenefitSums& sum = sums[std::string(row.Text(0))];
      if (row.Int(1) == ShareLine::KIND_BUDGET) {
        sum.set_planned_pence(sum.planned_pence() + row.Int(2));
      } else {
        sum.set_actual_pence(sum.actual_pence() + row.Int(2));
      }
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
  }
  v1::GetWorkBenefitsResponse response;
  for (const std::string& work : works) {
    v1::WorkBenefitSums* sum = response.add_works();
    *sum = sums[work];
    sum->set_work(work);
  }
  return response;
}

}  // namespace concordat::benefits
