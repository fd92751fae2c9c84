// Tables of money by council: budget, actual, variance.
#include <string>

#include "gateway/src/board_pack/board_pack_parts.h"
#include "gateway/src/board_pack/board_pack_text.h"

namespace concordat::gateway {
namespace {

using ctemplate::TemplateDictionary;

const char* ClassOf(v1::RowKind kind) {
  switch (kind) {
    case v1::ROW_KIND_HEADING:
      return "heading";
    case v1::ROW_KIND_SUBTOTAL:
      return "subtotal";
    case v1::ROW_KIND_TOTAL:
      return "total";
    default:
      return "line";
  }
}

// Words the sums of one table, all in the same unit.
class TableFiller {
 public:
  TableFiller(const v1::FinancialTable& table, TemplateDictionary* shown)
      : table_(table), shown_(shown), in_thousands_(IsInThousands(table)) {}

  void Fill() {
    Set(shown_, "TITLE", table_.title());
    Set(shown_, "PERIOD", table_.period());
    Set(shown_, "UNIT", in_thousands_ ? "£000" : "£");
    Set(shown_, "WHERE", Place(table_.source()));
    for (const std::string& council : table_.councils()) SetIn(shown_, "COUNCIL", "NAME", council);
    for (const v1::FinancialRow& row : table_.rows()) FillRow(row);
  }

 private:
  std::string Sum(int64_t pence) const { return in_thousands_ ? Thousands(pence) : Pounds(pence); }

  void AddCell(TemplateDictionary* row, const std::string& sum) {
    Set(row->AddSectionDictionary("CELL"), "SUM", sum);
  }

  void FillRow(const v1::FinancialRow& row) {
    TemplateDictionary* shown = shown_->AddSectionDictionary("ROW");
    Set(shown, "CLASS", ClassOf(row.kind()));
    Set(shown, "LABEL", row.label());
    SetIn(shown, "COMMENT", "TEXT", row.comment());
    SetIn(shown, "WHERE_STATED", "WHERE", Place(row.source()));
    for (int i = 0; i < table_.councils_size(); ++i) {
      AddCell(shown, i < row.budget_pence_size() ? Sum(row.budget_pence(i)) : "");
    }
    AddCell(shown, row.has_total_budget_pence() ? Sum(row.total_budget_pence()) : "");
    AddCell(shown, row.has_actual_pence() ? Sum(row.actual_pence()) : "");
    Set(shown, "VARIANCE", row.has_variance_pence() ? Sum(row.variance_pence()) : "");
    if (row.favour() == v1::FAVOUR_GOOD) SetIn(shown, "FAVOUR", "WORD", "good");
    if (row.favour() == v1::FAVOUR_BAD) SetIn(shown, "FAVOUR", "WORD", "bad");
  }

  const v1::FinancialTable& table_;
  TemplateDictionary* shown_;
  const bool in_thousands_;
};

}  // namespace

void FillFinances(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.finances().empty()) page->ShowSection("NO_TABLES");
  for (const v1::FinancialTable& table : pack.finances()) {
    TableFiller(table, page->AddSectionDictionary("TABLE")).Fill();
  }
}

}  // namespace concordat::gateway
