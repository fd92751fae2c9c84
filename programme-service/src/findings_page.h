// A page of findings, cut from those that are kept. Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FINDINGS_PAGE_H_
#define CONCORDAT_PROGRAMME_SERVICE_FINDINGS_PAGE_H_

#include <optional>
#include <string_view>

#include "concordat/programme/v1/findings.pb.h"
#include "programme-service/src/kept_findings.h"

namespace concordat::programme {

struct FindingsPage {
  v1::ListFindingsResponse response;
  // Whether there is another page.
  bool has_next = false;
};

// Of the findings after an order key those that are asked for; nothing where they go on
// beyond what is kept.
std::optional<FindingsPage> CutPage(const KeptFindings& kept,
                                    const v1::ListFindingsRequest& request, std::string_view after);

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FINDINGS_PAGE_H_
