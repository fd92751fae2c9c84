#include "benefits-service/src/money_rows.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using v1::FinancialRow;

class RowMaker {
 public:
  std::vector<MoneyRow> Make(const Money& money) {
    for (const BenefitMoney& line : money.benefits) {
      EnterGroups(*line.groups);
      Add({.kind = FinancialRow::KIND_LINE, .line = &line});
      open_.back().sum.Add(line.amounts);
    }
    CloseDownTo(1);
    if (!rows_.empty()) Add({.kind = FinancialRow::KIND_TOTAL, .sum = open_.front().sum});
    return std::move(rows_);
  }

 private:
  struct Group {
    std::string_view name;
    Amounts sum;
  };

  // Closes the groups that a line is not in, and opens those that it is.
  void EnterGroups(const std::vector<std::string>& groups) {
    size_t shared = 0;
    while (shared < groups.size() && shared + 1 < open_.size() &&
           open_[shared + 1].name == groups[shared]) {
      ++shared;
    }
    CloseDownTo(shared + 1);
    for (size_t i = shared; i < groups.size(); ++i) {
      Add({.kind = FinancialRow::KIND_HEADING, .group = groups[i]});
      open_.push_back({groups[i], {}});
    }
  }

  void CloseDownTo(size_t depth) {
    while (open_.size() > depth) {
      Group group = std::move(open_.back());
      open_.pop_back();
      open_.back().sum.Add(group.sum);
      Add({.kind = FinancialRow::KIND_SUBTOTAL, .group = group.name, .sum = std::move(group.sum)});
    }
  }

  void Add(MoneyRow row) {
    row.depth = static_cast<int>(open_.size()) - 1;
    rows_.push_back(std::move(row));
  }

  std::vector<MoneyRow> rows_;
  // The groups that are open, the outermost (all) first.
  std::vector<Group> open_ = {{}};
};

// All that a row says; a line by its benefit.
std::string WordsOf(const MoneyRow& row) {
  std::string words = Concat(static_cast<int>(row.kind), " ", row.depth, " ",
                             row.line == nullptr ? row.group : row.line->benefit);
  const Amounts& amounts = row.amounts();
  words += Concat(" ", Said(amounts.total_budget), " ", Said(amounts.actual));
  for (const auto& [council, pence] : amounts.budget) {
    if (pence != 0) words += Concat(" ", council, " ", Said(pence));
  }
  return words;
}

// The places of the headings over the rows that are gone through one by one.
class OpenHeadings {
 public:
  explicit OpenHeadings(const std::vector<MoneyRow>& rows) : rows_(rows) {}

  // Answers with the headings over row `i`, the outermost first; for a heading and a
  // subtotal its own is the last.
  const std::vector<size_t>& Enter(size_t i) {
    if (closes_) open_.pop_back();
    const MoneyRow& row = rows_[i];
    closes_ = row.kind == FinancialRow::KIND_SUBTOTAL;
    // A group whose sum is not told ends where a row stands no deeper.
    while (!open_.empty() && rows_[open_.back()].depth >= row.depth + (closes_ ? 1 : 0)) {
      open_.pop_back();
    }
    closes_ = closes_ && !open_.empty();
    if (row.kind == FinancialRow::KIND_HEADING) open_.push_back(i);
    return open_;
  }

 private:
  const std::vector<MoneyRow>& rows_;
  std::vector<size_t> open_;
  // The row before was the sum of the innermost.
  bool closes_ = false;
};

Pence SizeOf(Pence pence) { return pence < 0 ? -pence : pence; }

Pence SizeOf(const Amounts& amounts) {
  return std::max(SizeOf(amounts.total_budget), SizeOf(amounts.actual));
}

void Keep(const std::vector<bool>& kept, std::vector<MoneyRow>* rows) {
  size_t place = 0;
  std::erase_if(*rows, [&](const MoneyRow&) { return !kept[place++]; });
}

void Show(const Amounts& amounts, size_t councils, FinancialRow* row) {
  row->mutable_budget_pence()->Resize(static_cast<int>(councils), 0);
  for (const auto& [council, pence] : amounts.budget)
    row->set_budget_pence(council, static_cast<int64_t>(pence));
  row->set_total_budget_pence(static_cast<int64_t>(amounts.total_budget));
  row->set_actual_pence(static_cast<int64_t>(amounts.actual));
  row->set_variance_pence(static_cast<int64_t>(amounts.variance()));
  if (row->variance_pence() == 0) return;
  row->set_favour(row->variance_pence() > 0 ? FinancialRow::FAVOUR_GOOD : FinancialRow::FAVOUR_BAD);
}

void Show(const v1::Benefit& benefit, FinancialRow* row) {
  row->set_label(benefit.title());
  row->set_comment(benefit.comment());
  row->set_benefit(benefit.name());
  row->set_marking(benefit.marking());
  if (benefit.has_source()) *row->mutable_source() = benefit.source();
}

}  // namespace

std::vector<MoneyRow> RowsOf(const Money& money) { return RowMaker().Make(money); }

absl::Status CheckTold(const std::vector<MoneyRow>& rows, std::string_view financial_year) {
  const auto wrong =
      std::ranges::find_if(rows, [](const MoneyRow& row) { return !row.amounts().CanBeTold(); });
  if (wrong == rows.end()) return absl::OkStatus();
  // The lines of a sum stand before it, deeper than it.
  std::vector<const BenefitMoney*> lines;
  for (auto row = wrong; wrong->line == nullptr && row != rows.begin();) {
    --row;
    if (row->depth <= wrong->depth && row->kind == FinancialRow::KIND_HEADING &&
        wrong->kind == FinancialRow::KIND_SUBTOTAL) {
      break;
    }
    if (row->line != nullptr) lines.push_back(row->line);
  }
  if (wrong->line != nullptr) lines = {wrong->line};
  std::ranges::stable_sort(lines, std::ranges::greater(),
                           [](const BenefitMoney* line) { return SizeOf(line->amounts); });
  constexpr size_t kMostNamed = 3;
  std::string named;
  for (size_t i = 0; i < std::min(lines.size(), kMostNamed); ++i) {
    named += Concat(i == 0 ? "" : ", ", lines[i]->benefit);
  }
  return TooLarge(Concat("The amounts of ", financial_year, ", the greatest of ", named, ","));
}

void KeepTrueRows(const std::vector<MoneyRow>& others, std::vector<MoneyRow>* rows) {
  std::set<std::string> words;
  for (const MoneyRow& other : others) words.insert(WordsOf(other));
  std::erase_if(*rows, [&words](const MoneyRow& row) { return !words.contains(WordsOf(row)); });
}

RowsLeftOut CutToFirst(int most_lines, int most_groups, std::vector<MoneyRow>* rows) {
  RowsLeftOut left_out;
  int lines = 0, groups = 0;
  std::vector<bool> kept(rows->size(), false);
  OpenHeadings headings(*rows);
  for (size_t i = 0; i < rows->size(); ++i) {
    const std::vector<size_t>& over = headings.Enter(i);
    switch ((*rows)[i].kind) {
      case FinancialRow::KIND_HEADING:
        kept[i] = groups < most_groups && (over.size() < 2 || kept[over[over.size() - 2]]);
        ++(kept[i] ? groups : left_out.groups);
        break;
      case FinancialRow::KIND_LINE:
        kept[i] = lines < most_lines && (over.empty() || kept[over.back()]);
        ++(kept[i] ? lines : left_out.lines);
        break;
      default:
        kept[i] = over.empty() || kept[over.back()];
    }
  }
  Keep(kept, rows);
  return left_out;
}

int CutToGreatest(int most_lines, std::vector<MoneyRow>* rows) {
  std::vector<size_t> lines;
  for (size_t i = 0; i < rows->size(); ++i) {
    if ((*rows)[i].kind == FinancialRow::KIND_LINE) lines.push_back(i);
  }
  const int left_out = std::max(0, static_cast<int>(lines.size()) - most_lines);
  if (left_out == 0) return 0;
  std::ranges::stable_sort(lines, std::ranges::greater(),
                           [rows](size_t i) { return SizeOf((*rows)[i].amounts().variance()); });
  std::vector<bool> kept(rows->size(), false);
  for (int i = 0; i < most_lines; ++i) kept[lines[i]] = true;
  OpenHeadings headings(*rows);
  for (size_t i = 0; i < rows->size(); ++i) {
    const std::vector<size_t>& over = headings.Enter(i);
    if ((*rows)[i].kind == FinancialRow::KIND_LINE && kept[i]) {
      for (const size_t heading : over) kept[heading] = true;
    }
    if ((*rows)[i].kind == FinancialRow::KIND_SUBTOTAL)
      kept[i] = !over.empty() && kept[over.back()];
    if ((*rows)[i].kind == FinancialRow::KIND_TOTAL) kept[i] = true;
  }
  Keep(kept, rows);
  return left_out;
}

v1::FinancialSummary ShowMoney(const MoneyColumns& columns, const std::vector<MoneyRow>& rows,
                               const std::map<std::string, v1::Benefit>& benefits) {
  v1::FinancialSummary summary;
  summary.set_financial_year(columns.financial_year);
  summary.mutable_other_financial_years()->Assign(columns.other_years.begin(),
                                                  columns.other_years.end());
  summary.mutable_councils()->Assign(columns.councils.begin(), columns.councils.end());
  for (const MoneyRow& row : rows) {
    FinancialRow* shown = summary.add_rows();
    shown->set_kind(row.kind);
    shown->set_depth(row.depth);
    shown->set_label(
        std::string(row.kind == FinancialRow::KIND_TOTAL ? "Overall position" : row.group));
    if (row.kind != FinancialRow::KIND_HEADING) {
      Show(row.amounts(), columns.councils.size(), shown);
    }
    if (row.line == nullptr) continue;
    const auto found = benefits.find(row.line->benefit);
    if (found != benefits.end()) Show(found->second, shown);
  }
  return summary;
}

}  // namespace concordat::benefits
