#include "programme-service/src/alignment_methods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/driver.pb.h"
#include "concordat/programme/v1/objective.pb.h"
#include "concordat/programme/v1/partnership.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "programme-service/src/resources.h"
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
using Gap = v1::AlignmentGap;

constexpr char kNorth[] = "partnerships/north";
constexpr char kDay[] = "2010-01-01";

class AlignmentsTest : public test::ResourcesTest {
 protected:
  AlignmentsTest() : ResourcesTest("programme", ProgrammeResources()) {
    BindAlignments(ledger_, &methods_);
    v1::Partnership partnership;
    partnership.set_title("North");
    EXPECT_THAT(calls_.Create(partnership, "", "partnerships", "north", kDay), IsOk());
  }

  template <typename Record>
  void Make(const std::string& collection, const std::string& id, const std::string& text) {
    caller_.deadline = test::Soon();
    EXPECT_THAT(calls_.Create(Parse<Record>(Concat(text, "title: \"", id, "\"")), kNorth,
                              collection, id, kDay),
                IsOk())
        << id;
  }
  static std::string Named(const std::string& collection, const std::string& id) {
    return Concat("\"", kNorth, "/", collection, "/", id, "\" ");
  }

  v1::GetAlignmentRequest Request(std::initializer_list<Gap::Kind> kinds = {}) {
    v1::GetAlignmentRequest request;
    request.set_parent(kNorth);
    request.set_as_at("2010-03-15");
    for (const Gap::Kind kind : kinds) request.add_kinds(kind);
    return request;
  }
  absl::StatusOr<v1::Alignment> Get(const v1::GetAlignmentRequest& request) {
    return CallMethod<v1::Alignment>("Alignments.GetAlignment", request);
  }
  std::vector<std::string> Titles(const v1::GetAlignmentRequest& request) {
    std::vector<std::string> titles;
    const auto alignment = Get(request);
    EXPECT_THAT(alignment, IsOk());
    if (!alignment.ok()) return titles;
    for (const Gap& gap : alignment->gaps()) titles.push_back(gap.title());
    return titles;
  }

  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
};

TEST_F(AlignmentsTest, ADriverIsAnsweredByWorkOrByAnAction) {
  Make<v1::Project>("projects", "p", "");
  Make<v1::Driver>("drivers", "by-work", Concat("responses { work: ", Named("projects", "p"), "}"));
  Make<v1::Driver>("drivers", "by-words", R"(responses { response: "In hand" } )");
  Make<v1::Driver>("drivers", "by-action", "");
  Make<v1::Driver>("drivers", "by", "");
  Make<v1::Action>("actions", "a", Concat("drivers: ", Named("drivers", "by-action")));
  EXPECT_THAT(Titles(Request({Gap::KIND_DRIVER_UNANSWERED})), ElementsAre("by", "by-words"));
  const auto counts = Get(Request({Gap::KIND_DRIVER_UNANSWERED}))->counts();
  ASSERT_EQ(counts.size(), 1);
  EXPECT_EQ(counts[0].gaps(), 2);
  EXPECT_EQ(counts[0].records(), 4);
}

TEST_F(AlignmentsTest, WorkAnswersADriverItselfOrByWhatItBelongsTo) {
  Make<v1::Programme>("programmes", "g-answers", "");
  Make<v1::Programme>("programmes", "g-idle", "");
  Make<v1::Programme>("programmes", "g-by-project", "");
  Make<v1::Programme>("programmes", "g-by-objective", "");
  Make<v1::ServiceArea>("serviceAreas", "s-idle", "");
  Make<v1::ServiceArea>("serviceAreas", "s-by-project", "");
  Make<v1::Project>("projects", "p-by-programme",
                    Concat("programme: ", Named("programmes", "g-answers")));
  Make<v1::Project>("projects", "p-itself",
                    Concat("programme: ", Named("programmes", "g-by-project"),
                           "service_area: ", Named("serviceAreas", "s-by-project")));
  Make<v1::Project>("projects", "p-by-action", "");
  Make<v1::Project>("projects", "p-idle", Concat("programme: ", Named("programmes", "g-idle")));
  Make<v1::Objective>("objectives", "o",
                      Concat("programme: ", Named("programmes", "g-by-objective")));
  Make<v1::Driver>("drivers", "d",
                   Concat("responses { work: ", Named("programmes", "g-answers"),
                          "} responses { work: ", Named("projects", "p-itself"), "} "));
  Make<v1::Action>(
      "actions", "a",
      Concat("drivers: ", Named("drivers", "d"), "project: ", Named("projects", "p-by-action")));
  Make<v1::Action>(
      "actions", "b",
      Concat("drivers: ", Named("drivers", "d"), "objective: ", Named("objectives", "o")));
  EXPECT_THAT(Titles(Request({Gap::KIND_WORK_WITHOUT_DRIVER})),
              ElementsAre("g-idle", "p-idle", "s-idle"));
}

TEST_F(AlignmentsTest, AnObjectiveHasAnActionOrAPartThatHas) {
  Make<v1::Objective>("objectives", "whole", "");
  Make<v1::Objective>("objectives", "part",
                      Concat("parent_objective: ", Named("objectives", "whole")));
  Make<v1::Objective>("objectives", "idle", "");
  Make<v1::Action>("actions", "a", Concat("objective: ", Named("objectives", "part")));
  EXPECT_THAT(Titles(Request({Gap::KIND_OBJECTIVE_WITHOUT_ACTION})), ElementsAre("idle"));
  EXPECT_THAT(Titles(Request({Gap::KIND_ACTION_WITHOUT_DRIVER})), ElementsAre("a"));
}

TEST_F(AlignmentsTest, PagesGoThroughAllKindsByName) {
  for (int i = 0; i < 5; ++i) Make<v1::Driver>("drivers", Concat("d", i), "");
  for (int i = 0; i < 5; ++i) Make<v1::Objective>("objectives", Concat("o", i), "");
  auto request = Request();
  request.set_page_size(4);
  std::vector<std::string> all;
  for (int page = 0; page < 5; ++page) {
    const auto alignment = Get(request);
    ASSERT_THAT(alignment, IsOk());
    for (const Gap& gap : alignment->gaps()) all.push_back(gap.title());
    if (alignment->next_page_token().empty()) break;
    request.set_page_token(alignment->next_page_token());
  }
  EXPECT_THAT(all, ElementsAre("d0", "d1", "d2", "d3", "d4", "o0", "o1", "o2", "o3", "o4"));
  request.add_kinds(Gap::KIND_DRIVER_UNANSWERED);
  EXPECT_THAT(Get(request), StatusIs(absl::StatusCode::kInvalidArgument));
  auto wrong = Request({Gap::KIND_UNSPECIFIED});
  EXPECT_THAT(Get(wrong), StatusIs(absl::StatusCode::kInvalidArgument));
}

// What answers in secret answers: it is no gap, and is not told.
TEST_F(AlignmentsTest, WhatAnExemptRecordAnswersIsNoGapForThePublic) {
  Make<v1::Driver>("drivers", "d", "");
  Make<v1::Driver>("drivers", "e", "marking: MARKING_EXEMPT ");
  Make<v1::Action>("actions", "a",
                   Concat("marking: MARKING_EXEMPT drivers: ", Named("drivers", "d")));
  EXPECT_THAT(Titles(Request()), ElementsAre("e"));
  caller_.roles = {Role::kReader};
  caller_.assertion = "a reader's";
  EXPECT_THAT(Titles(Request()), IsEmpty());
  EXPECT_EQ(Get(Request({Gap::KIND_DRIVER_UNANSWERED}))->counts(0).records(), 1);
}

class AlignmentCostsTest : public test::CostsTest {
 protected:
  AlignmentCostsTest() : CostsTest("programme", ProgrammeResources()) {
    Put("partnerships/few", 10);
    Put("partnerships/more", 210);
  }

 private:
  void Put(const std::string& partnership, int number) {
    Fill([&](test::TableFiller* tables) {
      for (int i = 0; i < number; ++i) {
        v1::Project project;
        project.set_name(Concat(partnership, "/projects/p", i));
        project.set_title("P");
        tables->Put(project);
        v1::Driver driver;
        driver.set_name(Concat(partnership, "/drivers/d", i));
        driver.set_title("D");
        if (i % 2 == 0) driver.add_responses()->set_work(project.name());
        tables->Put(driver);
      }
    });
  }
};

TEST_F(AlignmentCostsTest, MoreRecordsCostNoMoreStatements) {
  ExpectGrowth("partnerships/few", "partnerships/more", 400, {40, 0}, [](const Records& records) {
    v1::GetAlignmentRequest request;
    request.set_parent(records.parent());
    return ReadAlignment(records, request).status();
  });
}

}  // namespace
}  // namespace concordat::programme
