#include "programme-service/src/stated_date_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/base/errors.h"
#include "programme-service/src/project_rules.h"
#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using testing::ElementsAre;

std::vector<std::string> WrongFields(const std::string& dates) {
  auto service = Parse<v1::LiveService>(dates);
  std::vector<std::string> fields;
  for (const FieldViolation& violation : ViolationsOf(CheckLiveService(nullptr, &service))) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(StatesOfDates, AreReadFromEitherField) {
  EXPECT_EQ(StateOf(Parse<v1::StatedDate>("still_to_come: true")), v1::StatedDate::STATE_TO_COME);
  EXPECT_EQ(StateOf(Parse<v1::StatedDate>("state: STATE_TO_COME")), v1::StatedDate::STATE_TO_COME);
  EXPECT_EQ(StateOf(Parse<v1::StatedDate>("state: STATE_DONE")), v1::StatedDate::STATE_DONE);
  EXPECT_EQ(StateOf(v1::StatedDate()), v1::StatedDate::STATE_UNSPECIFIED);
}

TEST(StatesOfDates, MayNotContradict) {
  EXPECT_THAT(WrongFields(R"(stated_dates { what: "end" state: STATE_TO_COME still_to_come: true }
      stated_dates { what: "move" state: STATE_DONE }
      stated_dates { what: "start" state: STATE_UNDER_WAY still_to_come: true })"),
              ElementsAre("live_service.stated_dates[2].state",
                          "live_service.stated_dates[2].still_to_come"));
}

TEST(WhatDatesAwait, IsAnotherDateOfTheRecord) {
  EXPECT_THAT(WrongFields(R"(stated_dates { what: "procurement" awaits: "transformation" }
      stated_dates { what: "transformation" })"),
              ElementsAre());
  EXPECT_THAT(
      WrongFields(R"(stated_dates { what: "procurement" awaits: "procurement" }
      stated_dates { what: "procurement" }
      stated_dates { what: "decision" awaits: "Procurement" })"),
      ElementsAre("live_service.stated_dates[0].awaits", "live_service.stated_dates[2].awaits"));
}

TEST(WhatDatesAwait, IsCheckedOfProjectsToo) {
  auto project = Parse<v1::Project>(R"(stated_dates { what: "end" awaits: "decision" })");
  const auto violations = ViolationsOf(CheckProject(nullptr, &project));
  ASSERT_EQ(violations.size(), 1);
  EXPECT_EQ(violations[0].field, "project.stated_dates[0].awaits");
  project.add_stated_dates()->set_what("decision");
  EXPECT_THAT(CheckProject(nullptr, &project), IsOk());
}

}  // namespace
}  // namespace concordat::programme
