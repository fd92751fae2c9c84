#include "programme-service/src/work_terms.h"

#include <utility>
#include <vector>

#include "common/base/text.h"
#include "common/resource/resource_type.h"
#include "common/resource/term_table.h"
#include "programme-service/src/words.h"

namespace concordat::programme {
namespace {

// Gathers the terms of one record.
class Gatherer {
 public:
  explicit Gatherer(std::string_view title) {
    for (std::string& word : WordsOf(title)) {
      terms_.words.insert(word);
      terms_.title.insert(std::move(word));
    }
  }

  Gatherer& Text(std::string_view text) {
    for (std::string& word : WordsOf(text)) {
      if (terms_.words.size() >= kMostWords) break;
      terms_.words.insert(std::move(word));
    }
    return *this;
  }

  template <typename List>
  Gatherer& Texts(const List& texts) {
    for (const std::string& text : texts) Text(text);
    return *this;
  }

  template <typename List>
  Gatherer& Titles(const List& posts) {
    for (const auto& post : posts) Text(post.title());
    return *this;
  }

  template <typename List>
  Gatherer& Tags(const List& tags) {
    for (const std::string& tag : tags) {
      std::string key;
      for (const std::string& word : WordsOf(tag)) key += Concat(key.empty() ? "" : "_", word);
      if (!key.empty()) terms_.tags.emplace(key.substr(0, kMaxTermBytes - 1), tag);
    }
    return *this;
  }

  WorkTerms In(std::string_view area) {
    terms_.area = std::string(area.empty() ? area : ResourceType::IdOf(area));
    return std::move(terms_);
  }

 private:
  WorkTerms terms_;
};

}  // namespace

WorkTerms TermsOf(const v1::Programme& programme) {
  return Gatherer(programme.title())
      .Text(programme.pillar())
      .Text(programme.lead_role())
      .Text(programme.lead().title())
      .Text(programme.target_outcomes())
      .Text(programme.description())
      .In("");
}

WorkTerms TermsOf(const v1::Project& project) {
  return Gatherer(project.title())
      .Text(project.pillar())
      .Text(project.lead_role())
      .Text(project.lead().title())
      .Text(project.narrative())
      .Tags(project.tags())
      .In(project.service_area());
}

WorkTerms TermsOf(const v1::ServiceArea& area) {
  return Gatherer(area.title())
      .Texts(area.champions())
      .Titles(area.champion_posts())
      .Text(area.description())
      .In("");
}

WorkTerms TermsOf(const v1::LiveService& service) {
  return Gatherer(service.title())
      .Text(service.narrative())
      .Tags(service.tags())
      .In(service.service_area());
}

WorkTerms TermsOf(const v1::Action& action) {
  WorkTerms terms = Gatherer(action.title())
                        .Texts(action.strategic_links())
                        .Text(action.lead().title())
                        .Titles(action.supported_by())
                        .Text(action.measures())
                        .Text(action.risk_text())
                        .Text(action.equality_text())
                        .Text(action.description())
                        .In("");
  for (const std::string& driver : action.drivers()) {
    terms.drivers.emplace(ResourceType::IdOf(driver));
  }
  return terms;
}

WorkTerms TermsOf(const v1::Need& need) {
  return Gatherer(need.title()).Text(need.description()).Tags(need.tags()).In(need.service_area());
}

WorkTerms TermsOf(const v1::Offer& offer) {
  WorkTerms terms =
      Gatherer(offer.title()).Text(offer.description()).Tags(offer.tags()).In(offer.service_area());
  if (!offer.project().empty()) terms.project = ResourceType::IdOf(offer.project());
  return terms;
}

std::string TermOfTitle(std::string_view word) { return Concat(std::string(1, kTitleMark), word); }
std::string TermOfTag(std::string_view tag) { return Concat("#", tag); }
std::string TermOfArea(std::string_view area) { return Concat("@", area); }
std::string TermOfProject(std::string_view project) { return Concat("~", project); }
std::string TermOfDriver(std::string_view driver) { return Concat("!", driver); }

std::string JoinTerms(const WorkTerms& terms) {
  std::vector<std::string> all(terms.words.begin(), terms.words.end());
  for (const std::string& word : terms.title) all.push_back(TermOfTitle(word));
  for (const auto& [tag, written] : terms.tags) all.push_back(TermOfTag(tag));
  if (!terms.area.empty()) all.push_back(TermOfArea(terms.area));
  if (!terms.project.empty()) all.push_back(TermOfProject(terms.project));
  for (const std::string& driver : terms.drivers) all.push_back(TermOfDriver(driver));
  std::string joined;
  for (const std::string& term : all) joined += Concat(joined.empty() ? "" : ",", term);
  return joined;
}

}  // namespace concordat::programme
