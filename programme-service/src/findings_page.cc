#include "programme-service/src/findings_page.h"

#include <algorithm>

namespace concordat::programme {
namespace {

constexpr int kMaxPage = 1000;

bool IsAskedFor(const KeptFinding& finding, const v1::ListFindingsRequest& request) {
  // What has gone is not known to have been in the scope of a board.
  if (finding.state() == ledger::v1::FINDING_STATE_CLOSED && !request.board().empty()) return false;
  const bool in_state = request.state() == ledger::v1::FINDING_STATE_UNSPECIFIED
                            ? finding.state() != ledger::v1::FINDING_STATE_CLOSED
                            : finding.state() == request.state();
  return in_state && (request.rule().empty() || finding.rule() == request.rule()) &&
         finding.severity() >= request.minimum_severity();
}

}  // namespace

std::optional<FindingsPage> CutPage(const KeptFindings& kept,
                                    const v1::ListFindingsRequest& request,
                                    std::string_view after) {
  if (!kept.Continue(after)) return std::nullopt;
  FindingsPage page;
  page.response.mutable_suppressed_rules()->Assign(kept.suppressed().begin(),
                                                   kept.suppressed().end());
  const int most = request.page_size() == 0 ? kMaxPage : std::min(request.page_size(), kMaxPage);
  const std::vector<KeptFinding>& findings = kept.findings();
  auto next = std::ranges::upper_bound(findings, after, {}, &KeptFinding::order_key);
  for (; next != findings.end(); ++next) {
    if (!IsAskedFor(*next, request)) continue;
    if (page.response.findings_size() == most) {
      page.has_next = true;
      return page;
    }
    *page.response.add_findings() = next->Whole();
  }
  if (kept.is_cut()) return std::nullopt;
  return page;
}

}  // namespace concordat::programme
