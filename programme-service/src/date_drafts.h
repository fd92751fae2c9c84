// What rules on the dates of a piece of work share.
#ifndef CONCORDAT_PROGRAMME_SERVICE_DATE_DRAFTS_H_
#define CONCORDAT_PROGRAMME_SERVICE_DATE_DRAFTS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/text.h"
#include "common/findings/finding_draft.h"
#include "common/findings/finding_id.h"
#include "concordat/programme/v1/stated_date.pb.h"
#include "programme-service/src/facts_index.h"

namespace concordat::programme {

// A finding about one thing that dates of a record are of. Others of its dates may be
// wrong under the same rule, so `thing` tells the findings apart.
template <typename Work>
FindingDraft AboutDate(const char* rule, ledger::v1::Severity severity, const Work& work,
                       const std::string& thing, std::string summary) {
  FindingDraft draft(rule, severity, std::move(summary));
  draft.Involve(work);
  draft->set_finding_id(FindingId(rule, {work.name(), thing}));
  return draft;
}

template <typename Work>
void AddDateFact(const Work& work, const v1::StatedDate& stated, std::string value,
                 FindingDraft* draft) {
  *draft->Computed(work, stated.what(), std::move(value))->mutable_source() = stated.source();
}

// One statement: what it is of and where it stands.
inline std::string PlaceOf(const v1::StatedDate& stated) {
  return Concat(stated.what(), "\n", stated.source().document(), "\n", stated.source().section());
}

// ` (16.13.9)`; empty where no section is stated.
inline std::string InSection(const v1::StatedDate& stated) {
  return stated.source().section().empty() ? "" : Concat(" (", stated.source().section(), ")");
}

// The dates of a record by what they are of.
using DatesByThing = std::map<std::string, std::vector<const v1::StatedDate*>>;

template <typename Work>
DatesByThing ByThing(const Work& work) {
  DatesByThing by_thing;
  for (const v1::StatedDate& stated : work.stated_dates()) {
    by_thing[stated.what()].push_back(&stated);
  }
  return by_thing;
}

// What a statement stands in: a highlight report that has a date of its own, else the paper.
struct Writing {
  // `highlight report to`, `paper of`; empty where nothing is known of either.
  std::string name;
  std::string dated;
  // The report, where it is one; else the paper.
  const v1::HighlightReport* report = nullptr;
  const v1::SourceDocument* document = nullptr;
};

template <typename Work>
Writing WritingOf(const FactsIndex& index, const Work& work, const v1::StatedDate& stated) {
  const auto* report = index.ReportHolding(work, stated.source());
  if (report != nullptr) return {"highlight report to", report->period_end(), report, nullptr};
  const auto* document = index.DocumentNamed(stated.source().document());
  if (document == nullptr) return {};
  return {"paper of", document->dated(), nullptr, document};
}

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_DATE_DRAFTS_H_
