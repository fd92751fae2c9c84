#include "programme-service/src/similar_rules.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "concordat/programme/v1/council.pb.h"

namespace concordat::programme {
namespace {

using v1::SimilarityReason;
using v1::SimilarWork;

double WeightOf(const WorkTerms& terms, const std::string& word) {
  return terms.title.contains(word) ? kTitleWeight : 1;
}

// The length of its words as a vector of weights.
double LengthOf(const WorkTerms& terms) {
  const auto titles = static_cast<double>(terms.title.size());
  const auto others = static_cast<double>(terms.words.size()) - titles;
  return std::sqrt(titles * kTitleWeight * kTitleWeight + others);
}

SimilarityReason* Add(SimilarityReason::Kind kind, int points, SimilarWork* similar) {
  SimilarityReason* reason = similar->add_reasons();
  reason->set_kind(kind);
  reason->set_points(points);
  similar->set_score(similar->score() + points);
  return reason;
}

int PointsOf(const v1::Connection& connection) {
  switch (connection.outcome()) {
    case v1::Connection::OUTCOME_SHARED:
    case v1::Connection::OUTCOME_JOINED:
    case v1::Connection::OUTCOME_SAVED:
      return kConnectionPoints;
    case v1::Connection::OUTCOME_NOTHING:
      return 0;
    default:
      return kOpenConnectionPoints;
  }
}

bool Joins(const v1::Connection& connection, const std::string& a, const std::string& b) {
  return (connection.one() == a && connection.other() == b) ||
         (connection.one() == b && connection.other() == a);
}

bool HasTagIn(const WorkTerms& a, const WorkTerms& b) {
  return std::ranges::any_of(a.tags, [&b](const auto& tag) { return b.tags.contains(tag.first); });
}

// Those of the councils that are told.
template <typename Work, typename... Councils>
ComparedWork Begin(const Work& work, const Councils&... councils) {
  ComparedWork compared;
  compared.name = work.name();
  compared.title = work.title();
  compared.terms = TermsOf(work);
  (compared.councils.insert(councils), ...);
  compared.councils.erase("");
  return compared;
}

}  // namespace

int WordCounts::Of(const std::string& word) const {
  const auto found = by_word_.find(word);
  return found == by_word_.end() ? 0 : found->second;
}

double WordCounts::RarityOf(const std::string& word) const {
  const int count = Of(word);
  if (count == 0 || count >= kCommonWord) return 0;
  const double all = std::min(works_, kCommonWord) + 1;
  return std::max(0.0, std::log(all / count) / std::log(all));
}

ComparedWork Compare(const v1::Programme& programme) {
  return Begin(programme, programme.lead().council());
}

ComparedWork Compare(const v1::Project& project) {
  ComparedWork compared = Begin(project, project.host_council(), project.lead().council());
  compared.area = project.service_area();
  compared.stage = project.lifecycle();
  return compared;
}

ComparedWork Compare(const v1::ServiceArea& area) {
  ComparedWork compared = Begin(area);
  compared.area = area.name();
  for (const auto& post : area.champion_posts()) compared.councils.insert(post.council());
  compared.councils.erase("");
  return compared;
}

ComparedWork Compare(const v1::LiveService& service) {
  ComparedWork compared = Begin(service, service.host_council());
  compared.area = service.service_area();
  compared.stage = v1::Project::LIFECYCLE_LIVE;
  return compared;
}

ComparedWork Compare(const v1::Action& action) { return Begin(action, action.lead().council()); }

bool Names(const NamedSubject& subject, const ComparedWork& work) {
  if (!subject.project.empty() && subject.project == work.name) return true;
  if (!subject.area.empty() && subject.area == work.area) return true;
  if (HasTagIn(subject.terms, work.terms)) return true;
  return !work.terms.title.empty() && std::ranges::includes(subject.terms.words, work.terms.title);
}

Similarity::Similarity(const ComparedWork& work, const WordCounts& counts,
                       const std::vector<NamedSubject>& subjects,
                       const std::vector<v1::Connection>& connections)
    : work_(work),
      counts_(counts),
      subjects_(subjects),
      connections_(connections),
      length_(LengthOf(work.terms)) {}

v1::SimilarWork Similarity::To(const ComparedWork& other) const {
  v1::SimilarWork similar;
  similar.set_work(other.name);
  similar.set_title(other.title);
  AddArea(other, &similar);
  AddTags(other, &similar);
  AddWords(other, &similar);
  AddNeeds(other, &similar);
  AddConnection(other, &similar);
  // What half of a region has in common makes nothing alike by itself.
  if (similar.reasons().empty()) return similar;
  AddStage(other, &similar);
  AddCouncilKind(other, &similar);
  std::ranges::stable_sort(*similar.mutable_reasons(), std::greater<>(),
                           [](const SimilarityReason& reason) { return reason.points(); });
  return similar;
}

void Similarity::AddArea(const ComparedWork& other, SimilarWork* similar) const {
  if (work_.area.empty() || work_.area != other.area) return;
  Add(SimilarityReason::KIND_SERVICE_AREA, kAreaPoints, similar)->set_record(other.area);
}

void Similarity::AddTags(const ComparedWork& other, SimilarWork* similar) const {
  int left = kMostTagPoints;
  for (const auto& [tag, written] : work_.terms.tags) {
    if (left == 0 || !other.terms.tags.contains(tag)) continue;
    Add(SimilarityReason::KIND_TAG, std::min(left, kTagPoints), similar)->set_text(written);
    left -= std::min(left, kTagPoints);
  }
}

void Similarity::AddStage(const ComparedWork& other, SimilarWork* similar) const {
  if (work_.stage == 0 || work_.stage != other.stage) return;
  Add(SimilarityReason::KIND_STAGE, kStagePoints, similar)
      ->set_text(v1::Project::Lifecycle_Name(static_cast<v1::Project::Lifecycle>(work_.stage))
                     .substr(std::string_view("LIFECYCLE_").size()));
}

void Similarity::AddCouncilKind(const ComparedWork& other, SimilarWork* similar) const {
  const auto kind = std::ranges::find_if(
      work_.council_kinds, [&other](int one) { return other.council_kinds.contains(one); });
  if (kind == work_.council_kinds.end()) return;
  Add(SimilarityReason::KIND_COUNCIL_KIND, kCouncilKindPoints, similar)
      ->set_text(v1::Council::Kind_Name(static_cast<v1::Council::Kind>(*kind)));
}

void Similarity::AddWords(const ComparedWork& other, SimilarWork* similar) const {
  std::vector<v1::CommonWord> words;
  int points = 0;
  const double lengths = length_ * LengthOf(other.terms);
  for (const std::string& word : work_.terms.words) {
    if (!other.terms.words.contains(word)) continue;
    const double weight = WeightOf(work_.terms, word) * WeightOf(other.terms, word);
    v1::CommonWord common;
    common.set_word(word);
    common.set_works(counts_.Of(word));
    common.set_points(
        static_cast<int>(std::lround(kMostWordPoints * weight * counts_.RarityOf(word) / lengths)));
    if (common.points() == 0) continue;
    points += common.points();
    words.push_back(std::move(common));
  }
  if (words.empty()) return;
  std::ranges::stable_sort(words, std::greater<>(), &v1::CommonWord::points);
  SimilarityReason* reason = Add(SimilarityReason::KIND_WORDS, points, similar);
  const size_t told = std::min<size_t>(words.size(), kMostWordsTold);
  reason->mutable_words()->Assign(words.begin(), words.begin() + static_cast<ptrdiff_t>(told));
  reason->set_words_left_out(static_cast<int>(words.size() - told));
}

void Similarity::AddNeeds(const ComparedWork& other, SimilarWork* similar) const {
  int left = kMostNeedPoints;
  for (const NamedSubject& subject : subjects_) {
    if (left == 0 || !Names(subject, other)) continue;
    Add(subject.is_offer ? SimilarityReason::KIND_OFFER : SimilarityReason::KIND_NEED, kNeedPoints,
        similar)
        ->set_record(subject.record);
    left -= kNeedPoints;
  }
}

void Similarity::AddConnection(const ComparedWork& other, SimilarWork* similar) const {
  const v1::Connection* best = nullptr;
  for (const v1::Connection& connection : connections_) {
    if (!Joins(connection, work_.name, other.name)) continue;
    if (best == nullptr || PointsOf(*best) < PointsOf(connection)) best = &connection;
  }
  if (best == nullptr) return;
  Add(SimilarityReason::KIND_CONNECTION, PointsOf(*best), similar)->set_record(best->name());
}

}  // namespace concordat::programme
