#include "benefits-service/src/pack_part.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/base/spoken.h"

namespace concordat::benefits {
namespace {

using v1::FinancialRow;
using Rows = google::protobuf::RepeatedPtrField<FinancialRow>;
using Works = google::protobuf::RepeatedPtrField<v1::WorkRealisation>;

// Of each row whether it is one of the lines whose variance is the greatest
// either way; of equal ones the first of the paper.
std::vector<bool> GreatestLines(const Rows& rows, int* left_out) {
  std::vector<int> lines;
  for (int i = 0; i < rows.size(); ++i) {
    if (rows[i].kind() == FinancialRow::KIND_LINE) lines.push_back(i);
  }
  std::ranges::stable_sort(lines, std::ranges::greater(),
                           [&rows](int i) { return Magnitude(rows[i].variance_pence()); });
  *left_out = std::max(0, static_cast<int>(lines.size()) - kMaxPackLines);
  std::vector<bool> kept(rows.size(), false);
  for (size_t i = 0; i < lines.size() - *left_out; ++i) kept[lines[i]] = true;
  return kept;
}

// Keeps the headings over the lines that are kept, and the sums of their groups.
class GroupKeeper {
 public:
  GroupKeeper(const Rows& rows, std::vector<bool>* kept) : rows_(rows), kept_(*kept) {}

  void Keep() {
    for (int i = 0; i < rows_.size(); ++i) {
      const FinancialRow& row = rows_[i];
      const bool sum = row.kind() == FinancialRow::KIND_SUBTOTAL;
      // A group whose sum is not told ends where a row stands no deeper.
      while (!open_.empty() && DepthOf(open_.back()) >= row.depth() + (sum ? 1 : 0))
        open_.pop_back();
      if (row.kind() == FinancialRow::KIND_HEADING) open_.push_back(i);
      if (row.kind() == FinancialRow::KIND_TOTAL) kept_[i] = true;
      if (row.kind() == FinancialRow::KIND_LINE && kept_[i]) {
        for (const int heading : open_) kept_[heading] = true;
      }
      if (sum && !open_.empty()) {
        kept_[i] = kept_[open_.back()];
        open_.pop_back();
      }
    }
  }

 private:
  int DepthOf(int heading) const { return rows_[heading].depth(); }

  const Rows& rows_;
  std::vector<bool>& kept_;
  // The headings of the groups that are open, the outermost first.
  std::vector<int> open_;
};

void CutLines(v1::PackPart* part) {
  Rows* rows = part->mutable_finances()->mutable_rows();
  int left_out = 0;
  std::vector<bool> kept = GreatestLines(*rows, &left_out);
  if (left_out == 0) return;
  part->set_lines_left_out(left_out);
  GroupKeeper(*rows, &kept).Keep();
  Rows shown;
  for (int i = 0; i < rows->size(); ++i) {
    if (kept[i]) *shown.Add() = std::move((*rows)[i]);
  }
  *rows = std::move(shown);
}

int SizeOf(const v1::WorkRealisation& work) { return work.results_size() + work.measures_size(); }

bool FallsShort(const v1::WorkRealisation& work) {
  return work.counts().not_achieved() > 0 || work.counts().measures_missed() > 0;
}

// Cuts a list to what there is room for; answers how many are left out.
template <typename List>
int CutTo(int* room, List* list) {
  const int left_out = std::max(0, list->size() - *room);
  list->DeleteSubrange(list->size() - left_out, left_out);
  *room -= list->size();
  return left_out;
}

void CutWorks(v1::PackPart* part) {
  Works* works = part->mutable_realisation()->mutable_works();
  int all = 0;
  for (const v1::WorkRealisation& work : *works) all += SizeOf(work);
  if (all <= kMaxPackResults) return;
  std::stable_partition(works->pointer_begin(), works->pointer_end(),
                        [](const v1::WorkRealisation* work) { return FallsShort(*work); });
  int room = kMaxPackResults;
  int shown = 0;
  for (; shown < works->size() && room > 0; ++shown) {
    v1::WorkRealisation& work = (*works)[shown];
    work.mutable_counts()->set_results_left_out(CutTo(&room, work.mutable_results()));
    work.mutable_counts()->set_measures_left_out(CutTo(&room, work.mutable_measures()));
  }
  part->set_works_left_out(works->size() - shown);
  works->DeleteSubrange(shown, works->size() - shown);
}

}  // namespace

v1::PackPart MakePackPart(v1::FinancialSummary finances, v1::BenefitsRealisation realisation) {
  v1::PackPart part;
  *part.mutable_finances() = std::move(finances);
  *part.mutable_realisation() = std::move(realisation);
  CutLines(&part);
  CutWorks(&part);
  return part;
}

}  // namespace concordat::benefits
