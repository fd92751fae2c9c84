#include <string>

#include "benefits-service/src/candidates.h"
#include "benefits-service/src/expression.h"

namespace concordat::benefits {
namespace {

absl::StatusOr<v1::Benefit> BenefitOf(const Row& row) {
  v1::Benefit benefit;
  if (!benefit.ParseFromString(std::string(row.Text(3)))) {
    return absl::DataLossError("the groups of a benefit cannot be read");
  }
  benefit.set_name(std::string(row.Text(0)));
  benefit.set_kind(static_cast<v1::Benefit::Kind>(row.Int(1)));
  benefit.set_is_cost(row.Int(2) != 0);
  benefit.set_project(std::string(row.Text(4)));
  benefit.set_live_service(std::string(row.Text(5)));
  return benefit;
}

absl::Status AddBenefits(const Records& records, AmountSums* amounts) {
  SqlPart sql = {"SELECT b.name, b.kind, b.is_cost, b.`groups`, b.project, b.live_service FROM ",
                 {}};
  sql.Add(records.InForce<v1::Benefit>()).Add(" b");
  return records.Query(sql, [amounts](const Row& row) {
    const auto benefit = BenefitOf(row);
    if (benefit.ok()) amounts->AddBenefit(*benefit);
    return benefit.status();
  });
}

absl::Status AddResults(const Records& records, AmountSums* amounts) {
  SqlPart sql = {
      "SELECT e.name, e.project, e.live_service, e.promised_pence, e.realised_pence,"
      " e.expected_cost_pence, e.actual_cost_pence FROM ",
      {}};
  sql.Add(records.InForce<v1::ExpectedResult>()).Add(" e");
  return records.Query(sql, [amounts](const Row& row) {
    v1::ExpectedResult result;
    result.set_name(std::string(row.Text(0)));
    result.set_project(std::string(row.Text(1)));
    result.set_live_service(std::string(row.Text(2)));
    result.set_promised_pence(row.Int(3));
    result.set_realised_pence(row.Int(4));
    result.set_expected_cost_pence(row.Int(5));
    result.set_actual_cost_pence(row.Int(6));
    amounts->AddResult(result);
    return absl::OkStatus();
  });
}

}  // namespace

absl::Status ReadAmounts(const Records& records, Facts* facts) {
  AmountSums& amounts = facts->amounts;
  for (const v1::StatedFigure& figure : facts->figures) {
    const auto expression = ParseExpression(figure.expression());
    if (expression.ok()) amounts.Name(*expression);
  }
  absl::Status status;
  if (amounts.NamesBenefits()) status = AddBenefits(records, &amounts);
  if (status.ok() && amounts.NamesResults()) status = AddResults(records, &amounts);
  return status;
}

}  // namespace concordat::benefits
