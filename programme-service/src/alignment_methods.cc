#include "programme-service/src/alignment_methods.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/ledger/asked_page.h"
#include "common/service/report_method.h"
#include "programme-service/src/alignment_tables.h"

namespace concordat::programme {
namespace {

using Gap = v1::AlignmentGap;

constexpr PageBounds kPages = {100, 1000};

absl::StatusOr<GapKinds> KindsOf(const v1::GetAlignmentRequest& request) {
  GapKinds kinds;
  for (const int kind : request.kinds()) {
    if (kind == Gap::KIND_UNSPECIFIED || !Gap::Kind_IsValid(kind)) {
      return InvalidField("kinds", "holds what is no kind of gap");
    }
    kinds.insert(static_cast<Gap::Kind>(kind));
  }
  if (kinds.empty()) {
    kinds = {Gap::KIND_DRIVER_UNANSWERED, Gap::KIND_WORK_WITHOUT_DRIVER,
             Gap::KIND_OBJECTIVE_WITHOUT_ACTION, Gap::KIND_ACTION_WITHOUT_DRIVER};
  }
  return kinds;
}

}  // namespace

absl::StatusOr<v1::Alignment> ReadAlignment(const Records& records,
                                            const v1::GetAlignmentRequest& request) {
  auto page = AskedPageOf(request, kPages);
  if (!page.ok()) return page.status();
  auto kinds = KindsOf(request);
  if (!kinds.ok()) return kinds.status();
  auto gaps = ReadGaps(records, *kinds, page->after.after_name(), page->size + 1);
  if (!gaps.ok()) return gaps.status();
  auto counts = CountGaps(records, *kinds);
  if (!counts.ok()) return counts.status();
  v1::Alignment alignment;
  if (std::ssize(*gaps) > page->size) {
    gaps->resize(static_cast<size_t>(page->size));
    alignment.set_next_page_token(TokenAfterName(*page, gaps->back().record()));
  }
  alignment.mutable_gaps()->Assign(gaps->begin(), gaps->end());
  alignment.mutable_counts()->Assign(counts->begin(), counts->end());
  return alignment;
}

void BindAlignments(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetAlignmentRequest, v1::Alignment>(
      ledger, "concordat.programme.v1.Alignments.GetAlignment", ParentCheck::kReadable,
      [](Connection& connection, const Ledger& of, const v1::GetAlignmentRequest& request,
         const ReadAt& at) {
        return ReadAlignment(Records(connection, of.registry(), request.parent(), at), request);
      },
      methods);
}

}  // namespace concordat::programme
