#include "programme-service/src/similar_methods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/ledger/row_summaries.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/similar.pb.h"
#include "programme-service/src/resources.h"
#include "programme-service/src/similar_reading.h"
#include "programme-service/src/work_terms.h"
#include "tests/support/costs_testing.h"
#include "tests/support/programme_samples.h"
#include "tests/support/record_calls.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kNorth[] = "partnerships/north";
constexpr char kDay[] = "2010-01-01";
using Reason = v1::SimilarityReason;

std::string Named(const std::string& collection, const std::string& id) {
  return Concat(kNorth, "/", collection, "/", id);
}

class SimilarWorksTest : public test::ResourcesTest {
 protected:
  SimilarWorksTest() : ResourcesTest("programme", ProgrammeResources()) {
    BindSimilarWorks(ledger_, &methods_);
    MakePartnership("north");
  }

  void MakePartnership(const std::string& id) {
    v1::Partnership partnership;
    partnership.set_title(id);
    EXPECT_THAT(calls_.Create(partnership, "", "partnerships", id, kDay), IsOk());
  }

  template <typename Record>
  void Make(const std::string& collection, const std::string& id, const std::string& text,
            const std::string& parent = kNorth) {
    caller_.deadline = test::Soon();
    EXPECT_THAT(calls_.Create(Parse<Record>(text), parent, collection, id, kDay), IsOk()) << id;
  }
  void Project(const std::string& id, const std::string& text) {
    Make<v1::Project>("projects", id, text);
  }
  template <typename Record>
  void Change(const std::string& collection, const std::string& id, const std::string& field,
              const std::string& text, const std::string& day) {
    caller_.deadline = test::Soon();
    EXPECT_THAT(calls_.Update(Parse<Record>(text), collection, Named(collection, id), field, day),
                IsOk());
  }

  v1::ListSimilarWorksRequest Request(const std::string& work, const std::string& day = kDay) {
    v1::ListSimilarWorksRequest request;
    request.set_parent(work);
    request.set_as_at(day);
    return request;
  }
  absl::StatusOr<v1::ListSimilarWorksResponse> List(const v1::ListSimilarWorksRequest& request) {
    return CallMethod<v1::ListSimilarWorksResponse>("SimilarWorks.ListSimilarWorks", request);
  }
  std::vector<std::string> Works(const v1::ListSimilarWorksRequest& request) {
    std::vector<std::string> works;
    const auto response = List(request);
    EXPECT_THAT(response, IsOk());
    if (!response.ok()) return works;
    for (const v1::SimilarWork& one : response->works()) {
      works.push_back(one.work().substr(sizeof(kNorth)));
      int sum = 0;
      for (const Reason& reason : one.reasons()) sum += reason.points();
      EXPECT_EQ(sum, one.score());
    }
    return works;
  }

  std::vector<std::string> Problems() {
    std::vector<std::string> problems;
    EXPECT_THAT(database_->Read(test::Soon(),
                                [&](Connection& connection) {
                                  return CheckSummaries(connection, ledger_.registry().All(),
                                                        &problems);
                                }),
                IsOk());
    return problems;
  }

  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
};

TEST_F(SimilarWorksTest, RanksWorkOfEveryKind) {
  Make<v1::ServiceArea>("serviceAreas", "s", R"(title: "Customer contact")");
  Project("a", R"(title: "Corporate contact centre" tags: "telephone"
          service_area: "partnerships/north/serviceAreas/s")");
  Project("b", R"(title: "Payroll" narrative: "Pensions and wages")");
  Make<v1::Programme>("programmes", "g", R"(title: "Customer services")");
  Make<v1::LiveService>("liveServices", "l", R"(title: "Switchboard" tags: "Telephones")");
  Make<v1::Action>("actions", "x", R"(title: "Reduce avoidable contacts")");
  EXPECT_THAT(Works(Request(Named("projects", "a"))),
              ElementsAre("serviceAreas/s", "actions/x", "liveServices/l"));
  EXPECT_THAT(Works(Request(Named("serviceAreas", "s"))),
              ElementsAre("projects/a", "programmes/g", "actions/x"));
  EXPECT_THAT(Works(Request(Named("programmes", "g"))), ElementsAre("serviceAreas/s"));
  EXPECT_THAT(Works(Request(Named("projects", "b"))), IsEmpty());
  auto untagged = Request(Named("liveServices", "l"));
  EXPECT_THAT(Works(untagged), ElementsAre("projects/a"));
  untagged.set_without_tags(true);
  EXPECT_THAT(Works(untagged), IsEmpty());
  auto few = Request(Named("projects", "a"));
  few.set_page_size(1);
  EXPECT_THAT(Works(few), ElementsAre("serviceAreas/s"));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(SimilarWorksTest, TellsNeedsOffersConnectionsAndWhatCameOfThem) {
  Project("a", R"(title: "Avoidable contact")");
  Project("b", R"(title: "Avoidable contact")");
  Project("c", R"(title: "Something else")");
  Make<v1::Need>("needs", "n", R"(title: "How to measure avoidable contact")");
  Make<v1::Need>("needs", "met", R"(title: "Avoidable contact again" closed: "2009-12")");
  Make<v1::Offer>("offers", "o", R"(title: "A method" project: "partnerships/north/projects/c"
                  description: "For avoidable contact")");
  Make<v1::Connection>("connections", "k", R"(one: "partnerships/north/projects/a"
                       other: "partnerships/north/projects/b" made: "2009-06"
                       outcome: OUTCOME_SHARED outcome_text: "The script was handed on")");
  const auto response = List(Request(Named("projects", "a")));
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->works_size(), 2);
  std::map<Reason::Kind, std::string> reasons;
  for (const Reason& reason : response->works(0).reasons()) {
    reasons[reason.kind()] = reason.record();
  }
  EXPECT_EQ(response->works(0).work(), Named("projects", "b"));
  EXPECT_EQ(reasons[Reason::KIND_NEED], Named("needs", "n"));
  EXPECT_EQ(reasons[Reason::KIND_OFFER], Named("offers", "o"));
  EXPECT_EQ(reasons[Reason::KIND_CONNECTION], Named("connections", "k"));
  EXPECT_EQ(response->works(1).work(), Named("projects", "c"));
  EXPECT_EQ(response->works(1).reasons(0).kind(), Reason::KIND_OFFER);
  ASSERT_EQ(response->connections_size(), 1);
  EXPECT_EQ(response->connections(0).outcome_text(), "The script was handed on");
  EXPECT_EQ(response->connections_left_out(), 0);
}

TEST_F(SimilarWorksTest, AnswersAsAtADayAndAsKnownAtAMoment) {
  Project("a", R"(title: "Telephones")");
  Project("b", R"(title: "Libraries")");
  const int64_t before = Sequence();
  Change<v1::Project>("projects", "b", "title", R"(title: "Telephone")", "2010-03-01");
  EXPECT_THAT(Works(Request(Named("projects", "a"), "2010-02-28")), IsEmpty());
  EXPECT_THAT(Works(Request(Named("projects", "a"), "2010-03-01")), ElementsAre("projects/b"));
  // What it was called once leads nowhere any more, and is no word of it.
  Make<v1::Action>("actions", "x", R"(title: "Library")");
  EXPECT_THAT(Works(Request(Named("actions", "x"), "2010-03-01")), IsEmpty());
  EXPECT_THAT(Works(Request(Named("actions", "x"), "2010-02-28")), ElementsAre("projects/b"));
  Sequence();
  const ReadAt then = {.day = absl::CivilDay(2010, 3, 1), .position = before};
  EXPECT_THAT(database_->Snapshot(
                  test::Soon(),
                  [&](Connection& connection) {
                    const Records records(connection, ledger_.registry(), kNorth, then);
                    const auto known = ReadSimilar(records, {Named("projects", "a"), 20, true});
                    EXPECT_THAT(known, IsOk());
                    EXPECT_EQ(known->works_size(), 0);
                    return absl::OkStatus();
                  }),
              IsOk());
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(SimilarWorksTest, WhatIsGoneElsewhereOrExemptIsNotTold) {
  Project("a", R"(title: "Telephones")");
  Project("b", R"(title: "Telephones")");
  MakePartnership("south");
  Make<v1::Project>("projects", "c", R"(title: "Telephones")", "partnerships/south");
  EXPECT_THAT(Works(Request(Named("projects", "a"))), ElementsAre("projects/b"));
  Change<v1::Project>("projects", "b", "marking", "marking: MARKING_EXEMPT", "2010-03-01");
  EXPECT_THAT(Works(Request(Named("projects", "a"))), ElementsAre("projects/b"));
  caller_.roles = {Role::kReader};
  caller_.assertion = "a reader's";
  EXPECT_THAT(Works(Request(Named("projects", "a"))), IsEmpty());
  EXPECT_THAT(List(Request(Named("projects", "b"))), StatusIs(absl::StatusCode::kNotFound));
  caller_.roles = {};
  caller_.assertion = "";
  caller_.deadline = test::Soon();
  EXPECT_THAT(calls_.Delete(v1::Project(), "projects", Named("projects", "b"), "2010-04-01"),
              IsOk());
  EXPECT_THAT(Works(Request(Named("projects", "a"), "2010-04-01")), IsEmpty());
  EXPECT_THAT(Works(Request(Named("projects", "a"), "2010-03-31")), ElementsAre("projects/b"));
}

TEST_F(SimilarWorksTest, RefusesWhatIsNoWork) {
  EXPECT_THAT(List(Request(kNorth)), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(List(Request(Named("needs", "n"))), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(List(Request("")), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(List(Request(Named("projects", "none"))), StatusIs(absl::StatusCode::kNotFound));
  Project("a", R"(title: "Telephones")");
  auto negative = Request(Named("projects", "a"));
  negative.set_page_size(-1);
  EXPECT_THAT(List(negative), StatusIs(absl::StatusCode::kInvalidArgument));
}

// More works that have nothing in common with one cost it nothing, and more that have cost no
// statement.
class SimilarCostsTest : public test::CostsTest {
 protected:
  SimilarCostsTest() : CostsTest("programme", ProgrammeResources()) {
    Put("partnerships/few", 20, 20);
    Put("partnerships/more", 20, 420);
    Put("partnerships/alike", 220, 20);
  }

  static absl::Status ReadOne(const Records& records) {
    return ReadSimilar(records, {Concat(records.parent(), "/projects/a1"), 20, true}).status();
  }

 private:
  void Put(const std::string& partnership, int alike, int others) {
    Fill([&](test::TableFiller* tables) {
      for (int i = 0; i < alike + others; ++i) {
        v1::Project project;
        project.set_name(Concat(partnership, "/projects/", i < alike ? "a" : "b", i));
        project.set_title(i < alike ? "Contact centre" : "Street lighting");
        tables->Put(project);
      }
    });
  }
};

TEST_F(SimilarCostsTest, OnlyWhatIsAlikeIsRead) {
  const auto few = Costs("partnerships/few", &ReadOne);
  const auto more = Costs("partnerships/more", &ReadOne);
  const auto alike = Costs("partnerships/alike", &ReadOne);
  EXPECT_EQ(more.statements, few.statements);
  // All works are counted, up to a bound.
  EXPECT_LE(more.rows - few.rows, 400 * 3);
  EXPECT_LE(alike.statements - few.statements, 4) << few.statements;
  EXPECT_GE(alike.rows - few.rows, 200);
}

}  // namespace
}  // namespace concordat::programme
