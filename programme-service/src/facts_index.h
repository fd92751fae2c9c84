// Facts by the work that they are of, made once for a reading, so that no rule
// looks through all of them for each piece of work.
#ifndef CONCORDAT_PROGRAMME_SERVICE_FACTS_INDEX_H_
#define CONCORDAT_PROGRAMME_SERVICE_FACTS_INDEX_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "concordat/benefits/v1/report.pb.h"
#include "programme-service/src/facts.h"

namespace concordat::programme {

// True for a section that is the other, or a part of it: `Appendix D, Key milestones`.
bool IsWithin(std::string_view section, std::string_view other);

class FactsIndex {
 public:
  // The facts must outlive the index.
  explicit FactsIndex(const Facts& facts);

  const Facts& facts() const { return facts_; }

  // The open issues of a piece of work on the day.
  std::vector<v1::Issue> OpenIssues(std::string_view work) const;

  // The councils that take part in a piece of work.
  std::vector<const v1::Participation*> ParticipationsIn(std::string_view work) const;

  // The newest submitted highlight report of a project up to the day that no other corrects;
  // for a live service without a report of its own, that of the project which changes it.
  // nullptr without one.
  const v1::HighlightReport* HighlightOf(const v1::Project& project) const;
  const v1::HighlightReport* HighlightOf(const v1::LiveService& service) const;

  // The newest of its own.
  const v1::HighlightReport* NewestOf(const v1::Project& project) const {
    return NewestHighlight(project.name());
  }
  const v1::HighlightReport* NewestOf(const v1::LiveService& service) const {
    return NewestHighlight(service.name());
  }

  // The highlight report of a piece of work that a statement about it stands in, the
  // narrowest and of these the newest. nullptr where it stands in none.
  const v1::HighlightReport* ReportHolding(const v1::Project& project,
                                           const type::v1::Locator& place) const;
  const v1::HighlightReport* ReportHolding(const v1::LiveService& service,
                                           const type::v1::Locator& place) const;

  // nullptr where no paper has the name.
  const v1::SourceDocument* DocumentNamed(std::string_view name) const;

 private:
  const v1::HighlightReport* NewestHighlight(std::string_view work) const;
  const v1::HighlightReport* Holding(std::string_view work, const type::v1::Locator& place) const;

  const Facts& facts_;
  std::unordered_map<std::string_view, std::vector<const v1::Issue*>> issues_;
  std::unordered_map<std::string_view, std::vector<const v1::Participation*>> participations_;
  std::unordered_map<std::string_view, const v1::HighlightReport*> highlights_;
  std::unordered_map<std::string_view, std::vector<const v1::HighlightReport*>> reports_;
  std::unordered_map<std::string_view, const v1::SourceDocument*> documents_;
};

// The benefits of each piece of work in figures, by its name.
class PositionIndex {
 public:
  // The positions must outlive the index.
  explicit PositionIndex(const benefits::v1::BenefitsPosition& positions);

  // nullptr for work without any.
  const benefits::v1::WorkPosition* Of(std::string_view work) const;

 private:
  std::unordered_map<std::string_view, const benefits::v1::WorkPosition*> by_work_;
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_FACTS_INDEX_H_
