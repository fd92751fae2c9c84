#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "benefits-service/src/compose.h"

namespace concordat::benefits {
namespace {

using v1::FinancialRow;
using v1::ShareLine;

// Budget by council, and budget and actual of all.
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

class Composer {
 public:
  explicit Composer(const Facts& facts) : facts_(facts) {
    for (const BenefitFacts& held : facts.benefits) {
      for (const v1::Share& share : held.shares) {
        for (const ShareLine& line : share.lines()) {
          // A forecast of later years must not hide the year that is told.
          if (line.kind() != ShareLine::KIND_FORECAST &&
              line.financial_year() > summary_.financial_year()) {
            summary_.set_financial_year(line.financial_year());
          }
          if (!share.council().empty()) councils_.insert(share.council());
        }
      }
    }
    summary_.mutable_councils()->Assign(councils_.begin(), councils_.end());
    open_.push_back({"", Amounts(councils_.size())});
  }

  v1::FinancialSummary Compose() {
    for (const BenefitFacts& held : facts_.benefits) {
      const auto amounts = AmountsOf(held);
      if (!amounts.has_value()) continue;
      EnterGroups(held.benefit);
      AddRow(FinancialRow::KIND_LINE, held.benefit.title(), *amounts);
      FinancialRow* row = summary_.mutable_rows(summary_.rows_size() - 1);
      row->set_comment(held.benefit.comment());
      row->set_benefit(held.benefit.name());
      row->set_marking(held.benefit.marking());
      if (held.benefit.has_source()) *row->mutable_source() = held.benefit.source();
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

  // Nothing for a benefit without an amount in the year.
  std::optional<Amounts> AmountsOf(const BenefitFacts& held) const {
    Amounts amounts(councils_.size());
    bool any = false;
    for (const v1::Share& share : held.shares) {
      const auto council = councils_.find(share.council());
      for (const ShareLine& line : share.lines()) {
        if (line.financial_year() != summary_.financial_year()) continue;
        if (line.kind() == ShareLine::KIND_ACTUAL) amounts.actual += line.amount_pence();
        if (line.kind() == ShareLine::KIND_BUDGET) {
          amounts.total_budget += line.amount_pence();
          if (council != councils_.end()) {
            amounts.budget[std::distance(councils_.begin(), council)] += line.amount_pence();
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
      AddRow(FinancialRow::KIND_HEADING, benefit.groups(i), Amounts(councils_.size()));
      open_.push_back({benefit.groups(i), Amounts(councils_.size())});
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

  void AddRow(FinancialRow::Kind kind, const std::string& label, const Amounts& amounts) {
    FinancialRow* row = summary_.add_rows();
    row->set_kind(kind);
    row->set_label(label);
    row->set_depth(static_cast<int>(open_.size()) - 1);
    if (kind == FinancialRow::KIND_HEADING) return;
    row->mutable_budget_pence()->Assign(amounts.budget.begin(), amounts.budget.end());
    row->set_total_budget_pence(amounts.total_budget);
    row->set_actual_pence(amounts.actual);
    row->set_variance_pence(amounts.actual - amounts.total_budget);
  }

  const Facts& facts_;
  v1::FinancialSummary summary_;
  std::set<std::string> councils_;
  // The groups that are open, the outermost (all) first.
  std::vector<Group> open_;
};

}  // namespace

v1::FinancialSummary ComposeFinancialSummary(const Facts& facts) {
  return Composer(facts).Compose();
}

}  // namespace concordat::benefits
