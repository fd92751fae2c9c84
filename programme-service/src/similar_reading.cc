#include "programme-service/src/similar_reading.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "concordat/programme/v1/council.pb.h"
#include "programme-service/src/similar_rules.h"
#include "programme-service/src/similar_tables.h"

namespace concordat::programme {
namespace {

using NameList = std::vector<std::string>;
using Works = std::vector<ComparedWork>;

// Words of a long text that are looked for, longer ones before shorter ones: they are rarer.
constexpr size_t kMostAsked = 400;
// Rows of terms that are gone through for works to compare.
constexpr int kMostPostings = 4000;
// Works that are compared word by word.
constexpr size_t kMostCompared = 300;
constexpr int kMostConnections = 100;
constexpr int kMostNeeds = 100;
// Needs and offers of which others are looked for that they name too.
constexpr size_t kMostNamed = 10;

template <typename Record>
absl::Status AddCompared(const Records& records, const NameList& names, Works* works) {
  NameList of_type;
  std::ranges::copy_if(
      names, std::back_inserter(of_type),
      [&type = records.TypeOf<Record>()](const std::string& name) { return type.Matches(name); });
  if (of_type.empty()) return absl::OkStatus();
  auto read = records.Named<Record>(std::move(of_type));
  if (!read.ok()) return read.status();
  for (const Record& record : *read) works->push_back(Compare(record));
  return absl::OkStatus();
}

// The kinds of the councils of all works, read once.
absl::Status AddCouncilKinds(const Records& records, Works* works) {
  std::set<std::string> names;
  for (const ComparedWork& work : *works) {
    names.insert(work.councils.begin(), work.councils.end());
  }
  auto councils = records.Named<v1::Council>({names.begin(), names.end()});
  if (!councils.ok()) return councils.status();
  std::map<std::string, int> kinds;
  for (const v1::Council& council : *councils) kinds[council.name()] = council.kind();
  for (ComparedWork& work : *works) {
    for (const std::string& council : work.councils) work.council_kinds.insert(kinds[council]);
    work.council_kinds.erase(0);
  }
  return absl::OkStatus();
}

absl::StatusOr<Works> ReadCompared(const Records& records, const NameList& names) {
  Works works;
  absl::Status status = AddCompared<v1::Programme>(records, names, &works);
  if (status.ok()) status = AddCompared<v1::Project>(records, names, &works);
  if (status.ok()) status = AddCompared<v1::ServiceArea>(records, names, &works);
  if (status.ok()) status = AddCompared<v1::LiveService>(records, names, &works);
  if (status.ok()) status = AddCompared<v1::Action>(records, names, &works);
  if (status.ok()) status = AddCouncilKinds(records, &works);
  if (!status.ok()) return status;
  return works;
}

// What a need or an offer is told by.
template <typename Record>
NamedSubject SubjectOf(const Record& record) {
  NamedSubject subject;
  subject.record = record.name();
  subject.terms = TermsOf(record);
  subject.area = record.service_area();
  return subject;
}

bool IsClosed(const std::string& closed, absl::CivilDay day) {
  const auto date = ParsePartialDate(closed);
  return date.ok() && date->last <= day;
}

class SimilarReader {
 public:
  SimilarReader(const Records& records, const SimilarQuestion& question)
      : records_(records), question_(question) {}

  absl::StatusOr<v1::ListSimilarWorksResponse> Read() {
    auto own = ReadCompared(records_, {question_.work});
    if (!own.ok()) return own.status();
    if (own->empty()) return ResourceNotFound(question_.work);
    work_ = std::move(own->front());
    if (!question_.with_tags) work_.terms.tags.clear();
    absl::Status status = CountAll();
    if (status.ok()) status = ReadConnections();
    if (status.ok()) status = ReadNeeds();
    if (status.ok()) status = FindCandidates();
    if (!status.ok()) return status;
    return Answer();
  }

 private:
  // The words that are asked for, and tags and service area as terms.
  NameList AskedTerms() const {
    NameList words;
    std::ranges::copy_if(
        work_.terms.words, std::back_inserter(words),
        [this](const std::string& word) { return !work_.terms.title.contains(word); });
    std::ranges::stable_sort(words, std::greater<>(), &std::string::size);
    words.insert(words.begin(), work_.terms.title.begin(), work_.terms.title.end());
    words.resize(std::min(words.size(), kMostAsked));
    const NameList more = SharedTerms();
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  NameList SharedTerms() const {
    NameList terms;
    for (const auto& [tag, written] : work_.terms.tags) terms.push_back(TermOfTag(tag));
    if (!work_.area.empty()) terms.push_back(TermOfArea(ResourceType::IdOf(work_.area)));
    return terms;
  }

  absl::Status CountAll() {
    auto works = CountWorks(records_);
    if (!works.ok()) return works.status();
    works_ = *std::move(works);
    auto terms = CountTerms(records_, works_, AskedTerms());
    if (!terms.ok()) return terms.status();
    int all = 0;
    for (const auto& [type, number] : works_) all += number;
    counts_ = WordCounts(all, *std::move(terms));
    return absl::OkStatus();
  }

  absl::Status ReadConnections() {
    auto found = FindConnections(records_, {work_.name}, kMostConnections);
    if (!found.ok()) return found.status();
    auto read = records_.Named<v1::Connection>(found->names);
    if (!read.ok()) return read.status();
    connections_ = *std::move(read);
    for (const v1::Connection& connection : connections_) {
      AddCandidate(connection.one(), kConnectionPoints);
      AddCandidate(connection.other(), kConnectionPoints);
    }
    return absl::OkStatus();
  }

  // Needs and offers that may name the work: those of its service area or with one of its tags, and
  // those with the rarest word of its title.
  absl::Status ReadNeeds() {
    NameList terms = SharedTerms();
    const auto rarest = std::ranges::min_element(
        work_.terms.title, {}, [this](const std::string& word) { return counts_.Of(word); });
    if (rarest != work_.terms.title.end()) terms.push_back(*rarest);
    absl::Status status = AddNeeds<v1::Need>(terms);
    if (records_.TypeOf<v1::Project>().Matches(work_.name)) {
      terms.push_back(TermOfProject(ResourceType::IdOf(work_.name)));
    }
    return status.ok() ? AddNeeds<v1::Offer>(terms) : status;
  }

  template <typename Record>
  absl::Status AddNeeds(const NameList& terms) {
    auto names = NamesByTerms(records_, records_.TypeOf<Record>(), terms, kMostNeeds);
    if (!names.ok()) return names.status();
    auto read = records_.Named<Record>(*std::move(names));
    if (!read.ok()) return read.status();
    for (const Record& record : *read) {
      NamedSubject subject = SubjectOf(record);
      if (!question_.with_tags) subject.terms.tags.clear();
      if constexpr (std::is_same_v<Record, v1::Offer>) {
        subject.is_offer = true;
        subject.project = record.project();
      }
      if (IsClosed(record.closed(), records_.at().day) || !Names(subject, work_)) continue;
      AddCandidate(subject.project, kNeedPoints);
      AddTermsNamed(subject);
      subjects_.push_back(std::move(subject));
    }
    return absl::OkStatus();
  }

  // What else a need or an offer may name has its words in the title, a tag or the area of it.
  void AddTermsNamed(const NamedSubject& subject) {
    if (subjects_.size() >= kMostNamed) return;
    for (const std::string& word : subject.terms.words) named_terms_.insert(TermOfTitle(word));
    for (const auto& [tag, written] : subject.terms.tags) named_terms_.insert(TermOfTag(tag));
    if (!subject.area.empty()) {
      named_terms_.insert(TermOfArea(ResourceType::IdOf(subject.area)));
      AddCandidate(subject.area, kNeedPoints);
    }
  }

  // By the rarest terms, as many as may be gone through.
  absl::Status FindCandidates() {
    auto counts = CountTerms(records_, works_, {named_terms_.begin(), named_terms_.end()});
    if (!counts.ok()) return counts.status();
    for (const std::string& term : AskedTerms()) counts->emplace(term, counts_.Of(term));
    NameList terms;
    for (const auto& [term, count] : *counts) {
      if (count > 0 && count < kCommonWord) terms.push_back(term);
    }
    std::ranges::stable_sort(terms, {}, [&counts](const std::string& term) {
      return std::pair(IsWord(term), counts->at(term));
    });
    int postings = 0;
    const auto end = std::ranges::find_if(terms, [&](const std::string& term) {
      postings += counts->at(term);
      return postings > kMostPostings;
    });
    terms.erase(end, terms.end());
    AddCandidate(work_.area, kAreaPoints);
    return FindByTerms(records_, works_, terms,
                       [this](std::string_view term, const std::string& name) {
                         AddCandidate(name, GainOf(std::string(term)));
                       });
  }
  static bool IsWord(const std::string& term) { return term[0] != '#' && term[0] != '@'; }

  // About as many points as a term gives; the length of the other's text is not known yet.
  double GainOf(const std::string& term) const {
    if (term[0] == kTitleMark) return 1;
    if (term[0] == '#') return kTagPoints;
    if (term[0] == '@') return kAreaPoints;
    const double weight = work_.terms.title.contains(term) ? kTitleWeight : 1;
    return kMostWordPoints * weight * counts_.RarityOf(term) /
           static_cast<double>(work_.terms.words.size());
  }

  void AddCandidate(const std::string& name, double gain) {
    if (!name.empty() && name != work_.name) candidates_[name] += gain;
  }

  // The best of them.
  NameList ChooseCandidates() const {
    std::vector<std::pair<double, std::string>> ranked;
    for (const auto& [name, gain] : candidates_) ranked.emplace_back(-gain, name);
    const size_t most = std::min(ranked.size(), kMostCompared);
    std::ranges::partial_sort(ranked, ranked.begin() + static_cast<ptrdiff_t>(most));
    NameList names;
    for (size_t i = 0; i < most; ++i) names.push_back(std::move(ranked[i].second));
    return names;
  }

  absl::StatusOr<v1::ListSimilarWorksResponse> Answer() {
    auto others = ReadCompared(records_, ChooseCandidates());
    if (!others.ok()) return others.status();
    v1::ListSimilarWorksResponse response;
    response.set_compared(static_cast<int>(others->size()));
    const Similarity similarity(work_, counts_, subjects_, connections_);
    std::vector<v1::SimilarWork> similar;
    for (ComparedWork& other : *others) {
      if (!question_.with_tags) other.terms.tags.clear();
      similar.push_back(similarity.To(other));
    }
    std::erase_if(similar, [](const v1::SimilarWork& one) { return one.reasons().empty(); });
    std::ranges::sort(similar, [](const v1::SimilarWork& a, const v1::SimilarWork& b) {
      return std::tuple(-a.score(), a.work()) < std::tuple(-b.score(), b.work());
    });
    similar.resize(std::min<size_t>(similar.size(), static_cast<size_t>(question_.most)));
    response.mutable_works()->Assign(similar.begin(), similar.end());
    absl::Status status = AddConnections(&response);
    if (!status.ok()) return status;
    return response;
  }

  // Those of the work and of those told.
  absl::Status AddConnections(v1::ListSimilarWorksResponse* response) const {
    NameList names = {work_.name};
    for (const v1::SimilarWork& similar : response->works()) names.push_back(similar.work());
    auto found = FindConnections(records_, names, kMostConnections);
    if (!found.ok()) return found.status();
    auto read = records_.Named<v1::Connection>(found->names);
    if (!read.ok()) return read.status();
    std::map<std::string, const v1::Connection*> by_name;
    for (const v1::Connection& connection : *read) by_name[connection.name()] = &connection;
    for (const std::string& name : found->names) {
      const auto one = by_name.find(name);
      if (one != by_name.end()) *response->add_connections() = *one->second;
    }
    response->set_connections_left_out(found->total - response->connections_size());
    return absl::OkStatus();
  }

  const Records& records_;
  const SimilarQuestion& question_;
  ComparedWork work_;
  WorksByType works_;
  WordCounts counts_{0, {}};
  std::vector<v1::Connection> connections_;
  std::vector<NamedSubject> subjects_;
  std::set<std::string> named_terms_;
  std::map<std::string, double> candidates_;
};

}  // namespace

absl::StatusOr<v1::ListSimilarWorksResponse> ReadSimilar(const Records& records,
                                                         const SimilarQuestion& question) {
  return SimilarReader(records, question).Read();
}

}  // namespace concordat::programme
