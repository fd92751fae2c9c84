// Holds what is found by terms against comparing every work with every other, over random
// partnerships.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "common/base/date.h"
#include "programme-service/src/resources.h"
#include "programme-service/src/similar_reading.h"
#include "programme-service/src/similar_rules.h"
#include "tests/support/costs_testing.h"
#include "tests/support/programme_everything.h"

namespace concordat::programme {
namespace {

constexpr int kPartnerships = 4;
// Of the works of each so many are asked about.
constexpr size_t kAsked = 10;

class SimilarModelTest : public test::CostsTest {
 protected:
  SimilarModelTest() : CostsTest("programme", ProgrammeResources()) {}

  int Below(int end) { return std::uniform_int_distribution(0, end - 1)(random_); }
  bool Sometimes() { return Below(3) == 0; }

  // Some words are far commoner than others.
  std::string Words(int most) {
    std::string text;
    for (int left = Below(most + 1); left > 0; --left) {
      text += Concat(text.empty() ? "" : " ", "word", std::min(Below(40), Below(40)));
    }
    return text;
  }
  std::string Name(const std::string& collection, int number) {
    return Concat(partnership_, "/", collection, "/r", number);
  }

  template <typename Record>
  void Put(Record record, const std::string& collection, test::TableFiller* tables) {
    record.set_name(Name(collection, next_++));
    if (Below(6) == 0) {
      Record gone = record;
      gone.set_name(record.name() + "-gone");
      tables->Put(gone, Sometimes() ? test::Slice::kDeleted : test::Slice::kSuperseded);
    }
    tables->Put(record);
    names_.push_back(record.name());
  }

  void PutWork(test::TableFiller* tables) {
    const auto title = [&] { return Words(3); };
    v1::Project project;
    project.set_title(title());
    project.set_narrative(Words(12));
    if (Sometimes()) project.add_tags(Words(1));
    if (Sometimes()) project.set_service_area(Name("serviceAreas", 0));
    project.set_lifecycle(static_cast<v1::Project::Lifecycle>(Below(4)));
    v1::Action action;
    action.set_title(title());
    action.set_measures(Words(8));
    v1::LiveService service;
    service.set_title(title());
    if (Sometimes()) service.add_tags(Words(1));
    v1::Programme programme;
    programme.set_title(title());
    programme.set_description(Words(30));
    Put(project, "projects", tables);
    Put(action, "actions", tables);
    Put(service, "liveServices", tables);
    Put(programme, "programmes", tables);
  }

  void PutPartnership(int number) {
    partnership_ = Concat("partnerships/p", number);
    next_ = 0;
    names_.clear();
    Fill([&](test::TableFiller* tables) {
      v1::ServiceArea area;
      area.set_title(Words(2));
      Put(area, "serviceAreas", tables);
      for (int i = 0; i < 12; ++i) PutWork(tables);
      const std::vector<std::string> works = names_;
      for (int i = 0; i < 5; ++i) {
        v1::Need need;
        need.set_title(Words(6));
        if (Sometimes()) need.add_tags(Words(1));
        if (Sometimes()) need.set_closed("2011-06");
        Put(need, "needs", tables);
        v1::Offer offer;
        offer.set_title(Words(4));
        if (Sometimes()) offer.set_project(works[static_cast<size_t>(Below(20))]);
        if (!ledger().registry().TypeOf<v1::Project>().Matches(offer.project())) {
          offer.clear_project();
        }
        Put(offer, "offers", tables);
        v1::Connection connection;
        connection.set_one(works[static_cast<size_t>(Below(20))]);
        connection.set_other(works[static_cast<size_t>(Below(20))]);
        connection.set_outcome(static_cast<v1::Connection::Outcome>(Below(6)));
        Put(connection, "connections", tables);
      }
      names_ = works;
    });
  }

  std::mt19937 random_{36};
  std::string partnership_;
  int next_ = 0;
  std::vector<std::string> names_;
};

// All works of a partnership, as they are compared.
std::vector<ComparedWork> AllWorks(const Records& records) {
  std::vector<ComparedWork> works;
  const auto add = [&works](const auto& all) {
    for (const auto& record : all) works.push_back(Compare(record));
  };
  add(AllOf<v1::Programme>(records));
  add(AllOf<v1::Project>(records));
  add(AllOf<v1::ServiceArea>(records));
  add(AllOf<v1::LiveService>(records));
  add(AllOf<v1::Action>(records));
  return works;
}

template <typename Record>
void AddNamed(const Records& records, const ComparedWork& work,
              std::vector<NamedSubject>* subjects) {
  for (const Record& record : AllOf<Record>(records)) {
    NamedSubject subject{record.name(), false, TermsOf(record), record.service_area(), ""};
    if constexpr (std::is_same_v<Record, v1::Offer>) {
      subject.is_offer = true;
      subject.project = record.project();
    }
    const auto closed = ParsePartialDate(record.closed());
    if (closed.ok() && closed->last <= records.at().day) continue;
    if (Names(subject, work)) subjects->push_back(subject);
  }
}

std::map<std::string, int> ScoresByModel(const Records& records, const std::string& name) {
  const std::vector<ComparedWork> works = AllWorks(records);
  std::map<std::string, int> counts;
  const ComparedWork* subject = nullptr;
  for (const ComparedWork& work : works) {
    for (const std::string& word : work.terms.words) ++counts[word];
    if (work.name == name) subject = &work;
  }
  std::vector<NamedSubject> subjects;
  AddNamed<v1::Need>(records, *subject, &subjects);
  AddNamed<v1::Offer>(records, *subject, &subjects);
  const auto connections = AllOf<v1::Connection>(records);
  const WordCounts word_counts(static_cast<int>(works.size()), counts);
  const Similarity similarity(*subject, word_counts, subjects, connections);
  std::map<std::string, int> scores;
  for (const ComparedWork& work : works) {
    const v1::SimilarWork similar = similarity.To(work);
    if (work.name != name && !similar.reasons().empty()) scores[work.name] = similar.score();
  }
  return scores;
}

TEST_F(SimilarModelTest, WhatIsFoundByTermsIsWhatComparingAllFinds) {
  for (int number = 0; number < kPartnerships; ++number) {
    PutPartnership(number);
    std::ranges::shuffle(names_, random_);
    names_.resize(kAsked);
    for (const std::string& name : names_) {
      Costs(partnership_, [&](const Records& records) {
        const auto scores = ScoresByModel(records, name);
        const auto found = ReadSimilar(records, {name, 1000, true});
        EXPECT_THAT(found, test::IsOk());
        if (!found.ok()) return found.status();
        std::map<std::string, int> told;
        for (const v1::SimilarWork& work : found->works()) told[work.work()] = work.score();
        EXPECT_EQ(told, scores) << name;
        return absl::OkStatus();
      });
    }
  }
}

}  // namespace
}  // namespace concordat::programme
