// The money by council: budget, actual, variance.
#include <absl/strings/str_join.h>

#include <algorithm>
#include <string>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "gateway/src/board_pack/sections.h"

namespace concordat::gateway {
namespace {

using benefits::v1::FinancialSummary;
using ctemplate::TemplateDictionary;
using SummaryRow = benefits::v1::FinancialRow;

v1::RowKind KindOf(SummaryRow::Kind kind) {
  switch (kind) {
    case SummaryRow::KIND_HEADING:
      return v1::ROW_KIND_HEADING;
    case SummaryRow::KIND_SUBTOTAL:
      return v1::ROW_KIND_SUBTOTAL;
    case SummaryRow::KIND_TOTAL:
      return v1::ROW_KIND_TOTAL;
    default:
      return v1::ROW_KIND_LINE;
  }
}

v1::Favour FavourOf(SummaryRow::Favour favour) {
  switch (favour) {
    case SummaryRow::FAVOUR_GOOD:
      return v1::FAVOUR_GOOD;
    case SummaryRow::FAVOUR_BAD:
      return v1::FAVOUR_BAD;
    default:
      return v1::FAVOUR_UNSPECIFIED;
  }
}

void TakeRow(const SummaryRow& row, v1::FinancialRow* taken) {
  taken->set_label(row.label());
  taken->set_kind(KindOf(row.kind()));
  taken->set_comment(row.comment());
  taken->set_record(row.benefit());
  taken->set_marking(row.marking());
  if (row.has_source()) *taken->mutable_source() = row.source();
  if (row.kind() == SummaryRow::KIND_HEADING) return;
  *taken->mutable_budget_pence() = row.budget_pence();
  taken->set_total_budget_pence(row.total_budget_pence());
  taken->set_actual_pence(row.actual_pence());
  taken->set_variance_pence(row.variance_pence());
  taken->set_favour(FavourOf(row.favour()));
}

void Take(PackParts* parts, v1::BoardPack* pack) {
  const FinancialSummary& summary = parts->part.benefits().finances();
  if (summary.rows().empty()) return;
  v1::FinancialTable* table = pack->add_finances();
  table->set_title("Financial summary");
  table->set_period(summary.financial_year());
  *table->mutable_other_periods() = summary.other_financial_years();
  for (const std::string& council : summary.councils()) {
    table->add_councils(TitleOf(*parts, council));
  }
  for (const SummaryRow& row : summary.rows()) {
    TakeRow(row, table->add_rows());
    if (!table->has_source() && row.has_source()) {
      table->mutable_source()->set_document(row.source().document());
      table->mutable_source()->set_section(row.source().section());
      table->mutable_source()->set_table(row.source().table());
    }
  }
  LeaveOut(*parts, "finances", parts->part.benefits().lines_left_out(), {":financialSummary"},
           pack);
}

// More councils than these have no columns side by side.
constexpr int kMostColumns = 6;

// True when every sum of the table is a whole number of thousands of pounds.
bool IsInThousands(const v1::FinancialTable& table) {
  const auto whole = [](int64_t pence) { return pence % 100'000 == 0; };
  return std::ranges::all_of(table.rows(), [&whole](const v1::FinancialRow& row) {
    return std::ranges::all_of(row.budget_pence(), whole) && whole(row.total_budget_pence()) &&
           whole(row.actual_pence()) && whole(row.variance_pence());
  });
}

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
    SetExact(shown_, "FORM", table_.councils_size() > kMostColumns ? "stack many" : "stack");
    Set(shown_, "TITLE", table_.title());
    Set(shown_, "PERIOD", table_.period());
    Set(shown_, "UNIT", in_thousands_ ? "£000" : "£");
    Set(shown_, "WHERE", Place(table_.source()));
    for (const std::string& council : table_.councils()) SetIn(shown_, "COUNCIL", "NAME", council);
    for (int i = 0; i < table_.rows_size(); ++i) {
      TemplateDictionary* row = shown_->AddSectionDictionary("ROW");
      // A heading shares the body, which is not parted in print, of the row below it.
      if (i > 0 && table_.rows(i - 1).kind() != v1::ROW_KIND_HEADING) row->ShowSection("BEGINS");
      FillRow(table_.rows(i), row);
    }
    inferences_.Fill(shown_);
    SetIn(shown_, "OTHER_PERIODS", "PERIODS", absl::StrJoin(table_.other_periods(), ", "));
  }

 private:
  std::string Sum(int64_t pence) const { return in_thousands_ ? Thousands(pence) : Pounds(pence); }

  static void AddCell(TemplateDictionary* row, const std::string& column, const std::string& sum) {
    TemplateDictionary* cell = row->AddSectionDictionary("CELL");
    Set(cell, "COLUMN", column);
    Set(cell, "SUM", sum);
  }

  void FillRow(const v1::FinancialRow& row, TemplateDictionary* shown) {
    SetExact(shown, "CLASS", ClassOf(row.kind()));
    Set(shown, "LABEL", row.label());
    SetIn(shown, "COMMENT", "TEXT", row.comment());
    SetIn(shown, "WHERE_STATED", "WHERE",
          inferences_.PlaceIn(table_.source(), row.label(), row.source()));
    for (int i = 0; i < table_.councils_size(); ++i) {
      AddCell(shown, Concat(table_.councils(i), ", budget"),
              i < row.budget_pence_size() ? Sum(row.budget_pence(i)) : "");
    }
    AddCell(shown, "Total budget",
            row.has_total_budget_pence() ? Sum(row.total_budget_pence()) : "");
    AddCell(shown, "Actual", row.has_actual_pence() ? Sum(row.actual_pence()) : "");
    Set(shown, "VARIANCE", row.has_variance_pence() ? Sum(row.variance_pence()) : "");
    if (row.favour() == v1::FAVOUR_GOOD) SetIn(shown, "FAVOUR", "WORD", "good");
    if (row.favour() == v1::FAVOUR_BAD) SetIn(shown, "FAVOUR", "WORD", "bad");
  }

  const v1::FinancialTable& table_;
  TemplateDictionary* shown_;
  const bool in_thousands_;
  Inferences inferences_;
};

void Fill(const v1::BoardPack& pack, TemplateDictionary* page) {
  if (pack.finances().empty()) page->ShowSection("NO_TABLES");
  for (const v1::FinancialTable& table : pack.finances()) {
    TemplateDictionary* shown = page->AddSectionDictionary("TABLE");
    TableFiller(table, shown).Fill();
    FillLeftOut(pack, "finances", shown);
  }
}

}  // namespace

const Section kMoney = {&Take, &Fill};

}  // namespace concordat::gateway
