// The rows of a financial summary: lines under the headings of their groups, with the
// sums. Pure. All rows are made, in little space; only those that are shown become
// messages.
#ifndef CONCORDAT_BENEFITS_SERVICE_MONEY_ROWS_H_
#define CONCORDAT_BENEFITS_SERVICE_MONEY_ROWS_H_

#include <absl/status/status.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "benefits-service/src/money.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/report.pb.h"

namespace concordat::benefits {

struct MoneyRow {
  v1::FinancialRow::Kind kind;
  // How deep it stands in the tree of groups; 0 for the outermost.
  int depth = 0;
  // Of a heading and a subtotal: the group.
  std::string_view group;
  // Of a line.
  const BenefitMoney* line = nullptr;
  // Of a sum.
  Amounts sum;

  const Amounts& amounts() const { return line == nullptr ? sum : line->amounts; }
};

// In the order of the paper. The money must outlive them.
std::vector<MoneyRow> RowsOf(const Money& money);

// FAILED_PRECONDITION where a row comes to more than can be told: names the benefits with
// the greatest amounts in it.
absl::Status CheckTold(const std::vector<MoneyRow>& rows, std::string_view financial_year);

// Leaves only those that are among the others: of what may be told, a line or a sum
// that holds something exempt goes.
void KeepTrueRows(const std::vector<MoneyRow>& others, std::vector<MoneyRow>* rows);

// How many have been left out.
struct RowsLeftOut {
  int lines = 0;
  int groups = 0;
};

// Leaves the first lines and groups, so many of each at most; the sums stay those of
// all. A group goes with all that is in it.
RowsLeftOut CutToFirst(int most_lines, int most_groups, std::vector<MoneyRow>* rows);

// Leaves the lines whose variance is the greatest either way, of equal ones the first,
// with the headings and sums of their groups and the sum of all. Nothing goes where
// there are no more lines than that.
int CutToGreatest(int most_lines, std::vector<MoneyRow>* rows);

// The rows, all of which can be told, as a caller reads them, with what is told of each benefit
// that has a line.
v1::FinancialSummary ShowMoney(const MoneyColumns& columns, const std::vector<MoneyRow>& rows,
                               const std::map<std::string, v1::Benefit>& benefits);

}  // namespace concordat::benefits

#endif  // CONCORDAT_BENEFITS_SERVICE_MONEY_ROWS_H_
