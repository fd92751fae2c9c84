#include "programme-service/src/alignment_methods.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/ledger/page_token.h"
#include "common/service/report_method.h"
#include "programme-service/src/alignment_tables.h"

namespace concordat::programme {
namespace {

using Gap = v1::AlignmentGap;

constexpr int kDefaultGaps = 100;
constexpr int kMostGaps = 1000;

uint64_t FingerprintOf(v1::GetAlignmentRequest request) {
  request.clear_page_token();
  request.clear_page_size();
  return RequestFingerprint(request.SerializeAsString());
}

absl::StatusOr<std::string> AfterOf(const v1::GetAlignmentRequest& request) {
  if (request.page_token().empty()) return "";
  auto token = DecodePageToken(request.page_token(), FingerprintOf(request));
  if (!token.ok()) return token.status();
  return token->after_name();
}

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
  if (request.page_size() < 0) return InvalidField("page_size", "is negative");
  const int size =
      request.page_size() == 0 ? kDefaultGaps : std::min(request.page_size(), kMostGaps);
  auto after = AfterOf(request);
  if (!after.ok()) return after.status();
  auto kinds = KindsOf(request);
  if (!kinds.ok()) return kinds.status();
  auto gaps = ReadGaps(records, *kinds, *after, size + 1);
  if (!gaps.ok()) return gaps.status();
  auto counts = CountGaps(records, *kinds);
  if (!counts.ok()) return counts.status();
  v1::Alignment alignment;
  if (std::ssize(*gaps) > size) {
    gaps->resize(static_cast<size_t>(size));
    ledger::v1::PageToken token;
    token.set_fingerprint(FingerprintOf(request));
    token.set_after_name(gaps->back().record());
    alignment.set_next_page_token(EncodePageToken(token));
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
