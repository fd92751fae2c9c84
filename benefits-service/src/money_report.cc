#include "benefits-service/src/money_report.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/digest.h"

namespace concordat::benefits {
namespace {

using v1::FinancialRow;
using v1::ShareLine;

// The columns of a summary: its year, and the councils with their places.
struct Columns {
  std::string financial_year;
  std::map<std::string, size_t> councils;
};

Columns ColumnsOf(const Facts& facts) {
  Columns columns;
  for (const BenefitFacts& held : facts.benefits) {
    for (const v1::Share& share : held.shares) {
      for (const ShareLine& line : share.lines()) {
        // A forecast of later years must not hide the year that is told.
        if (line.kind() != ShareLine::KIND_FORECAST &&
            line.financial_year() > columns.financial_year) {
          columns.financial_year = line.financial_year();
        }
        if (!share.council().empty()) columns.councils.emplace(share.council(), 0);
      }
    }
  }
  size_t place = 0;
  for (auto& [council, at] : columns.councils) at = place++;
  return columns;
}

// What one line, or a group of lines, comes to.
struct Amounts {
  explicit Amounts(size_t councils) : budget(councils) {}
  std::vector<int64_t> budget;
  int64_t total_budget = 0;
  int64_t actual = 0;

  void Add(const Amounts& other) {
    for (size_t i = 0; i < budget.size(); ++i) budget[i] += other.budget[i];
    total_budget += other.total_budget;
    actual += other.actual;
  }
};

// Costs stand negative, so that more is to the good for savings and costs alike.
FinancialRow::Favour FavourOf(int64_t variance_pence) {
  if (variance_pence == 0) return FinancialRow::FAVOUR_UNSPECIFIED;
  return variance_pence > 0 ? FinancialRow::FAVOUR_GOOD : FinancialRow::FAVOUR_BAD;
}

class Composer {
 public:
  explicit Composer(const Columns& columns) : columns_(columns) {
    summary_.set_financial_year(columns.financial_year);
    for (const auto& [council, place] : columns.councils) summary_.add_councils(council);
    open_.push_back({"", NoAmounts()});
  }

  v1::FinancialSummary Compose(const Facts& facts) {
    for (const BenefitFacts& held : facts.benefits) {
      const auto amounts = AmountsOf(held);
      if (!amounts.has_value()) continue;
      EnterGroups(held.benefit);
      AddLine(held.benefit, *amounts);
      open_.back().amounts.Add(*amounts);
    }
    CloseDownTo(1);
    if (summary_.rows_size() > 0) {
      AddRow(FinancialRow::KIND_TOTAL, "Overall position", open_.front().amounts);
    }
    return std::move(summary_);
  }

 private:
  struct Group {
    std::string label;
    Amounts amounts;
  };

  Amounts NoAmounts() const { return Amounts(columns_.councils.size()); }

  // Nothing for a benefit without an amount in the year.
  std::optional<Amounts> AmountsOf(const BenefitFacts& held) const {
    Amounts amounts = NoAmounts();
    bool any = false;
    for (const v1::Share& share : held.shares) {
      const auto council = columns_.councils.find(share.council());
      for (const ShareLine& line : share.lines()) {
        if (line.financial_year() != columns_.financial_year) continue;
        if (line.kind() == ShareLine::KIND_ACTUAL) amounts.actual += line.amount_pence();
        if (line.kind() == ShareLine::KIND_BUDGET) {
          amounts.total_budget += line.amount_pence();
          if (council != columns_.councils.end()) {
            amounts.budget[council->second] += line.amount_pence();
          }
        }
        any |= line.kind() != ShareLine::KIND_FORECAST;
      }
    }
    return any ? std::optional(amounts) : std::nullopt;
  }

  // Closes the groups that the benefit is not in, and opens those that it is.
  void EnterGroups(const v1::Benefit& benefit) {
    size_t shared = 0;
    while (shared < static_cast<size_t>(benefit.groups_size()) && shared + 1 < open_.size() &&
           open_[shared + 1].label == benefit.groups(shared)) {
      ++shared;
    }
    CloseDownTo(shared + 1);
    for (int i = shared; i < benefit.groups_size(); ++i) {
      AddRow(FinancialRow::KIND_HEADING, benefit.groups(i), NoAmounts());
      open_.push_back({benefit.groups(i), NoAmounts()});
    }
  }

  void CloseDownTo(size_t depth) {
    while (open_.size() > depth) {
      Group group = std::move(open_.back());
      open_.pop_back();
      AddRow(FinancialRow::KIND_SUBTOTAL, group.label, group.amounts);
      open_.back().amounts.Add(group.amounts);
    }
  }

  void AddLine(const v1::Benefit& benefit, const Amounts& amounts) {
    FinancialRow* row = AddRow(FinancialRow::KIND_LINE, benefit.title(), amounts);
    row->set_comment(benefit.comment());
    row->set_benefit(benefit.name());
    row->set_marking(benefit.marking());
    if (benefit.has_source()) *row->mutable_source() = benefit.source();
  }

  FinancialRow* AddRow(FinancialRow::Kind kind, const std::string& label, const Amounts& amounts) {
    FinancialRow* row = summary_.add_rows();
    row->set_kind(kind);
    row->set_label(label);
    row->set_depth(static_cast<int>(open_.size()) - 1);
    if (kind == FinancialRow::KIND_HEADING) return row;
    row->mutable_budget_pence()->Assign(amounts.budget.begin(), amounts.budget.end());
    row->set_total_budget_pence(amounts.total_budget);
    row->set_actual_pence(amounts.actual);
    row->set_variance_pence(amounts.actual - amounts.total_budget);
    row->set_favour(FavourOf(row->variance_pence()));
    return row;
  }

  const Columns& columns_;
  v1::FinancialSummary summary_;
  // The groups that are open, the outermost (all) first.
  std::vector<Group> open_;
};

}  // namespace

v1::FinancialSummary ComposeFinancialSummary(const Facts& facts) {
  return Composer(ColumnsOf(facts)).Compose(facts);
}

v1::FinancialSummary TellFinancialSummary(const Reading<Facts>& reading) {
  const Columns columns = ColumnsOf(reading.told());
  v1::FinancialSummary told = Composer(columns).Compose(reading.told());
  if (!reading.is_narrowed()) return told;
  // The same columns, so that rows can be held against one another.
  const v1::FinancialSummary all = Composer(columns).Compose(reading.all());
  std::set<std::string> true_rows;
  for (const FinancialRow& row : all.rows()) {
    true_rows.insert(SerializeDeterministically(row));
  }
  google::protobuf::RepeatedPtrField<FinancialRow> rows;
  for (FinancialRow& row : *told.mutable_rows()) {
    if (true_rows.contains(SerializeDeterministically(row))) *rows.Add() = std::move(row);
  }
  *told.mutable_rows() = std::move(rows);
  return told;
}

}  // namespace concordat::benefits
