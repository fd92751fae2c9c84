#include "common/resource/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "concordat/risk/v1/matrix.pb.h"

namespace concordat {
namespace {

using programme::v1::Project;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

TEST(FindViolations, NamesTheFieldThatIsTooLong) {
  Project project;
  project.mutable_source()->set_section(std::string(201, 'x'));
  EXPECT_THAT(FindViolations(project, "project"),
              Contains(Field(&FieldViolation::field, "project.source.section")));
}

TEST(FindViolations, RefusesADayThatIsNone) {
  Project project;
  project.set_effective_from("2011-02-29");
  EXPECT_THAT(FindViolations(project), Contains(Field(&FieldViolation::field, "effective_from")));
}

TEST(FindViolations, RefusesUnknownEnumNumbersAndControlCharacters) {
  Project project;
  project.set_marking(static_cast<type::v1::Marking>(77));
  project.mutable_source()->set_row(std::string("a\0b", 3));
  const auto violations = FindViolations(project);
  EXPECT_THAT(violations, Contains(Field(&FieldViolation::field, "marking")));
  EXPECT_THAT(violations, Contains(Field(&FieldViolation::field, "source.row")));
}

TEST(FindViolations, AsksForWhatIsRequired) {
  EXPECT_THAT(FindViolations(programme::v1::GetProjectRequest()),
              Contains(Field(&FieldViolation::field, "name")));
}

TEST(FindViolations, AResourceWithinARequestMayStandInPart) {
  programme::v1::UpdateProjectRequest request;
  request.mutable_project()->set_reported_status(type::v1::RAG_RED);
  EXPECT_THAT(FindViolations(request), IsEmpty()) << "a patch need not give the title";
  request.mutable_project()->set_title(std::string(201, 'x'));
  request.mutable_project()->add_stated_dates()->set_date("2011-02-29");
  request.mutable_project()->set_uid(std::string(201, 'x'));
  EXPECT_THAT(FindViolations(request),
              UnorderedElementsAre(Field(&FieldViolation::field, "project.title"),
                                   Field(&FieldViolation::field, "project.stated_dates[0].date")))
      << "what only the service sets is not looked at";
}

TEST(FindViolations, ARequiredListHoldsSomething) {
  risk::v1::Matrix matrix;
  EXPECT_THAT(FindViolations(matrix), Contains(Field(&FieldViolation::field, "likelihoods")));
  matrix.add_likelihoods();
  EXPECT_THAT(FindViolations(matrix), Not(Contains(Field(&FieldViolation::field, "likelihoods"))));
}

TEST(ClearOutputOnly, TakesOutWhatOnlyTheServiceSets) {
  Project project;
  project.set_uid("mine");
  project.mutable_create_time()->set_seconds(1);
  project.mutable_source();
  project.set_marking(type::v1::MARKING_PUBLIC);
  ClearOutputOnly(&project);
  EXPECT_TRUE(project.uid().empty());
  EXPECT_FALSE(project.has_create_time());
  EXPECT_FALSE(project.has_source());
  EXPECT_EQ(project.marking(), type::v1::MARKING_PUBLIC);
}

}  // namespace
}  // namespace concordat
