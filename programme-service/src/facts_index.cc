#include "programme-service/src/facts_index.h"

#include <absl/strings/ascii.h>

#include <tuple>

#include "common/base/date.h"
#include "programme-service/src/work_rules.h"

namespace concordat::programme {
namespace {

template <typename Value>
Value* Find(const std::unordered_map<std::string_view, Value*>& by_name, std::string_view name) {
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : found->second;
}

// Of one day the last by name is the newest.
bool IsOlder(const v1::HighlightReport& a, const v1::HighlightReport& b) {
  return std::tie(a.period_end(), a.name()) < std::tie(b.period_end(), b.name());
}

}  // namespace

bool IsWithin(std::string_view section, std::string_view other) {
  if (other.empty() || !section.starts_with(other)) return false;
  if (section.size() == other.size()) return true;
  return !absl::ascii_isalnum(static_cast<unsigned char>(section[other.size()]));
}

FactsIndex::FactsIndex(const Facts& facts) : facts_(facts) {
  for (const v1::Issue& issue : facts.issues) issues_[WorkOf(issue)].push_back(&issue);
  for (const v1::Participation& part : facts.participations) {
    participations_[WorkOf(part)].push_back(&part);
  }
  for (const v1::HighlightReport& report : facts.highlights) {
    reports_[WorkOf(report)].push_back(&report);
    if (!report.submitted() || facts.superseded_highlights.contains(report.name())) continue;
    const v1::HighlightReport*& newest = highlights_[WorkOf(report)];
    if (newest == nullptr || IsOlder(*newest, report)) newest = &report;
  }
  for (const v1::SourceDocument& document : facts.documents) {
    documents_[document.name()] = &document;
  }
}

std::vector<v1::Issue> FactsIndex::OpenIssues(std::string_view work) const {
  std::vector<v1::Issue> open;
  const auto found = issues_.find(work);
  if (found == issues_.end()) return open;
  for (const v1::Issue* issue : found->second) {
    const auto closed = ParsePartialDate(issue->closed());
    if (!closed.ok() || closed->last > facts_.day) open.push_back(*issue);
  }
  return open;
}

std::vector<const v1::Participation*> FactsIndex::ParticipationsIn(std::string_view work) const {
  const auto found = participations_.find(work);
  return found == participations_.end() ? std::vector<const v1::Participation*>() : found->second;
}

const v1::HighlightReport* FactsIndex::NewestHighlight(std::string_view work) const {
  return Find(highlights_, work);
}

const v1::HighlightReport* FactsIndex::HighlightOf(const v1::Project& project) const {
  return NewestHighlight(project.name());
}

const v1::HighlightReport* FactsIndex::HighlightOf(const v1::LiveService& service) const {
  const v1::HighlightReport* own = NewestHighlight(service.name());
  return own != nullptr || service.project().empty() ? own : NewestHighlight(service.project());
}

const v1::HighlightReport* FactsIndex::Holding(std::string_view work,
                                               const type::v1::Locator& place) const {
  const v1::HighlightReport* holding = nullptr;
  const auto found = reports_.find(work);
  if (found == reports_.end()) return holding;
  for (const v1::HighlightReport* report : found->second) {
    if (report->source().document() != place.document()) continue;
    if (!IsWithin(place.section(), report->source().section())) continue;
    const auto narrower = [](const v1::HighlightReport& a, const v1::HighlightReport& b) {
      const size_t a_size = a.source().section().size();
      const size_t b_size = b.source().section().size();
      return a_size == b_size ? IsOlder(b, a) : a_size > b_size;
    };
    if (holding == nullptr || narrower(*report, *holding)) holding = report;
  }
  return holding;
}

const v1::HighlightReport* FactsIndex::ReportHolding(const v1::Project& project,
                                                     const type::v1::Locator& place) const {
  return Holding(project.name(), place);
}

const v1::HighlightReport* FactsIndex::ReportHolding(const v1::LiveService& service,
                                                     const type::v1::Locator& place) const {
  const v1::HighlightReport* own = Holding(service.name(), place);
  return own != nullptr || service.project().empty() ? own : Holding(service.project(), place);
}

const v1::SourceDocument* FactsIndex::DocumentNamed(std::string_view name) const {
  return Find(documents_, name);
}

PositionIndex::PositionIndex(const benefits::v1::BenefitsPosition& positions) {
  for (const auto& position : positions.works()) by_work_[position.work()] = &position;
}

const benefits::v1::WorkPosition* PositionIndex::Of(std::string_view work) const {
  return Find(by_work_, work);
}

}  // namespace concordat::programme
