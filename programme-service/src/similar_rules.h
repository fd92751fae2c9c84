// How alike two works are, with a reason for each point (docs/reference/similar.md). Pure.
#ifndef CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_RULES_H_
#define CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_RULES_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "concordat/programme/v1/connection.pb.h"
#include "concordat/programme/v1/similar.pb.h"
#include "programme-service/src/work_terms.h"

namespace concordat::programme {

// A word that this many works have or more tells nothing, nor does it matter how many more
// works there are.
inline constexpr int kCommonWord = 1000;

// Points.
inline constexpr int kMostWordPoints = 1000;
inline constexpr int kAreaPoints = 150;
inline constexpr int kTagPoints = 60;
inline constexpr int kMostTagPoints = 180;
inline constexpr int kConnectionPoints = 100;
inline constexpr int kOpenConnectionPoints = 50;
inline constexpr int kNeedPoints = 60;
inline constexpr int kMostNeedPoints = 120;
inline constexpr int kStagePoints = 20;
inline constexpr int kCouncilKindPoints = 20;
// A word of the title counts so many times one of the text.
inline constexpr double kTitleWeight = 3;
inline constexpr int kMostWordsTold = 50;

// How many works have a word, of how many.
class WordCounts {
 public:
  // At most kCommonWord are counted.
  WordCounts(int works, std::map<std::string, int> by_word)
      : works_(works), by_word_(std::move(by_word)) {}

  int Of(const std::string& word) const;
  // From 0 for a word that all works have, or kCommonWord, to 1 for one that one work has.
  double RarityOf(const std::string& word) const;

 private:
  int works_;
  std::map<std::string, int> by_word_;
};

// One of the two.
struct ComparedWork {
  std::string name;
  std::string title;
  WorkTerms terms;
  // Names; empty where there is none.
  std::string area;
  // Of a project or a live service; 0 where not told.
  int stage = 0;
  // That host or lead it, and their kinds.
  std::set<std::string> councils;
  std::set<int> council_kinds;
};

// A need or an offer that stands.
struct NamedSubject {
  std::string record;
  bool is_offer = false;
  WorkTerms terms;
  std::string area;
  // The project that an offer comes from.
  std::string project;
};

ComparedWork Compare(const v1::Programme& programme);
ComparedWork Compare(const v1::Project& project);
ComparedWork Compare(const v1::ServiceArea& area);
ComparedWork Compare(const v1::LiveService& service);
ComparedWork Compare(const v1::Action& action);

// True where a need or an offer is of the work, of its service area, has one of its tags, or has
// all words of its title.
bool Names(const NamedSubject& subject, const ComparedWork& work);

// What is asked of each work in turn.
class Similarity {
 public:
  // The needs and offers name the work; all must outlive it.
  Similarity(const ComparedWork& work, const WordCounts& counts,
             const std::vector<NamedSubject>& subjects,
             const std::vector<v1::Connection>& connections);

  v1::SimilarWork To(const ComparedWork& other) const;

 private:
  void AddArea(const ComparedWork& other, v1::SimilarWork* similar) const;
  void AddTags(const ComparedWork& other, v1::SimilarWork* similar) const;
  void AddStage(const ComparedWork& other, v1::SimilarWork* similar) const;
  void AddCouncilKind(const ComparedWork& other, v1::SimilarWork* similar) const;
  void AddWords(const ComparedWork& other, v1::SimilarWork* similar) const;
  void AddNeeds(const ComparedWork& other, v1::SimilarWork* similar) const;
  void AddConnection(const ComparedWork& other, v1::SimilarWork* similar) const;

  const ComparedWork& work_;
  const WordCounts& counts_;
  const std::vector<NamedSubject>& subjects_;
  const std::vector<v1::Connection>& connections_;
  const double length_;
};

}  // namespace concordat::programme

#endif  // CONCORDAT_PROGRAMME_SERVICE_SRC_SIMILAR_RULES_H_
