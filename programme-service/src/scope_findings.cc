#include <map>
#include <string>
#include <string_view>

#include "common/base/spoken.h"
#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "programme-service/src/findings.h"

namespace concordat::programme {
namespace {

using v1::LiveService;

// Only headings that a paper prints: a programme without a place is none, nor is one over
// work, whose text it has.
void AddBareHeading(const Facts& facts, const v1::Programme& programme, Findings* findings) {
  if (programme.source().section().empty() || !programme.description().empty()) return;
  // What keeps the others going is a line of a table, not a heading.
  if (programme.is_overhead()) return;
  if (facts.programmes_with_work.contains(programme.name())) return;
  FindingDraft draft("heading-without-text", ledger::v1::SEVERITY_INFORMATION,
                     Concat("\"", programme.title(),
                            "\" stands in the paper as a heading without text or status."));
  draft.Involve(programme).Stated(programme, "text", "none");
  findings->push_back(draft.Take());
}

void AddWithdrawal(const Facts& facts, const LiveService& service, const v1::Participation& part,
                   Findings* findings) {
  if (part.engagement() != v1::Participation::ENGAGEMENT_WITHDRAWN) return;
  if (service.reported_status() != type::v1::RAG_GREEN) return;
  FindingDraft draft("council-withdrawn", ledger::v1::SEVERITY_WARNING,
                     Concat(service.title(), " is reported green, and ",
                            facts.TitleOf(part.council()), " has withdrawn from it."));
  draft.Involve(service).Involve(part);
  draft.Stated(service, "reported status", std::string(Light(service.reported_status())));
  draft.Stated(part, "engagement", "withdrawn");
  findings->push_back(draft.Take());
}

}  // namespace

void AddScopeFindings(const Facts& facts, Findings* findings) {
  for (const v1::Programme& programme : facts.programmes)
    AddBareHeading(facts, programme, findings);
  std::multimap<std::string_view, const v1::Participation*> by_service;
  for (const v1::Participation& part : facts.participations) {
    by_service.emplace(part.live_service(), &part);
  }
  for (const LiveService& service : facts.live_services) {
    const auto [begin, end] = by_service.equal_range(service.name());
    for (auto part = begin; part != end; ++part) {
      AddWithdrawal(facts, service, *part->second, findings);
    }
  }
}

}  // namespace concordat::programme
