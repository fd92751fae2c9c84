#include "common/ledger/exempt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/feed/feed.h"
#include "concordat/programme/v1/issue_service.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/partnership_service.pb.h"
#include "concordat/programme/v1/programme_service.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using programme::v1::Issue;
using programme::v1::Partnership;
using programme::v1::Programme;
using programme::v1::Project;
using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;

constexpr char kDay[] = "2011-06-30";

// A partnership with two projects of a programme, and an issue of the first.
class ExemptTest : public test::ResourcesTest {
 protected:
  ExemptTest()
      : ResourcesTest("programme", {Keep<Partnership>(), Keep<Programme>(), Keep<Project>(),
                                    Keep<Issue>(), Keep<programme::v1::LiveService>()}) {
    programme::v1::CreatePartnershipRequest partnership;
    partnership.set_partnership_id("p");
    partnership.mutable_partnership()->set_title("A partnership");
    partnership.set_effective_date(kDay);
    EXPECT_THAT(CallMethod<Partnership>("Partnerships.CreatePartnership", partnership), IsOk());
    for (const char* id : {"a", "b"}) CreateProject(id);
    programme::v1::CreateIssueRequest issue;
    issue.set_parent("partnerships/p");
    issue.set_issue_id("i");
    issue.mutable_issue()->set_project("partnerships/p/projects/a");
    issue.mutable_issue()->set_title("An issue of a");
    issue.set_effective_date(kDay);
    EXPECT_THAT(CallMethod<Issue>("Issues.CreateIssue", issue), IsOk());
  }

  void CreateProject(const std::string& id) {
    programme::v1::CreateProjectRequest project;
    project.set_parent("partnerships/p");
    project.set_project_id(id);
    project.mutable_project()->set_title("Project " + id);
    project.set_effective_date(kDay);
    EXPECT_THAT(CallMethod<Project>("Projects.CreateProject", project), IsOk());
  }

  void Mark(const std::string& id, type::v1::Marking marking, const std::string& day) {
    programme::v1::UpdateProjectRequest update;
    update.mutable_project()->set_name("partnerships/p/projects/" + id);
    update.mutable_project()->set_marking(marking);
    update.mutable_update_mask()->add_paths("marking");
    update.set_effective_date(day);
    EXPECT_THAT(CallMethod<Project>("Projects.UpdateProject", update), IsOk());
  }

  void ReadAs(Role role) { caller_.roles = {role}; }

  std::vector<std::string> Projects(const std::string& day = kDay) {
    programme::v1::ListProjectsRequest request;
    request.set_parent("partnerships/p");
    request.set_as_at(day);
    auto listed = CallMethod<programme::v1::ListProjectsResponse>("Projects.ListProjects", request);
    std::vector<std::string> ids;
    EXPECT_THAT(listed, IsOk());
    if (!listed.ok()) return ids;
    for (const Project& project : listed->projects()) {
      ids.emplace_back(ResourceType::IdOf(project.name()));
    }
    return ids;
  }

  absl::StatusOr<Issue> GetIssue() {
    programme::v1::GetIssueRequest request;
    request.set_name("partnerships/p/issues/i");
    request.set_as_at(kDay);
    return CallMethod<Issue>("Issues.GetIssue", request);
  }

  absl::StatusOr<Project> GetProject(const std::string& id) {
    programme::v1::GetProjectRequest request;
    request.set_name("partnerships/p/projects/" + id);
    request.set_as_at(kDay);
    return CallMethod<Project>("Projects.GetProject", request);
  }
};

TEST_F(ExemptTest, IsNotThereForThoseWhoMayNotSeeIt) {
  Mark("a", type::v1::MARKING_EXEMPT, kDay);
  EXPECT_THAT(Projects(), ElementsAre("a", "b"));
  ReadAs(Role::kAuditor);
  EXPECT_THAT(Projects(), ElementsAre("a", "b"));
  ReadAs(Role::kReader);
  EXPECT_THAT(Projects(), ElementsAre("b"));
  EXPECT_THAT(GetProject("a"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(GetProject("b"), IsOk());
}

TEST_F(ExemptTest, TakesAlongWhatBelongsToIt) {
  ReadAs(Role::kReader);
  EXPECT_THAT(GetIssue(), IsOk());
  ReadAs(Role::kPartnershipOffice);
  Mark("a", type::v1::MARKING_EXEMPT, kDay);
  EXPECT_THAT(GetIssue(), IsOk());
  ReadAs(Role::kReader);
  EXPECT_THAT(GetIssue(), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ExemptTest, IsNotHadByAskingForAnEarlierDay) {
  Mark("a", type::v1::MARKING_EXEMPT, "2011-07-15");
  ReadAs(Role::kReader);
  EXPECT_THAT(Projects(), ElementsAre("b"));
  ReadAs(Role::kPartnershipOffice);
  Mark("a", type::v1::MARKING_PUBLIC, "2011-08-01");
  ReadAs(Role::kReader);
  EXPECT_THAT(Projects("2011-07-31"), ElementsAre("b"));
  EXPECT_THAT(Projects("2011-08-01"), ElementsAre("a", "b")) << "released";
}

TEST_F(ExemptTest, IsNotHadByAskingForWhatWasKnownEarlier) {
  const int64_t before = Sequence();
  Mark("a", type::v1::MARKING_EXEMPT, kDay);
  Sequence();
  caller_.pinned_position = before;
  EXPECT_THAT(Projects(), ElementsAre("a", "b"));
  ReadAs(Role::kReader);
  EXPECT_THAT(Projects(), ElementsAre("b"));
}

TEST_F(ExemptTest, ItsPartnershipHasNothingElse) {
  programme::v1::UpdatePartnershipRequest update;
  update.mutable_partnership()->set_name("partnerships/p");
  update.mutable_partnership()->set_marking(type::v1::MARKING_EXEMPT);
  update.set_effective_date(kDay);
  EXPECT_THAT(CallMethod<Partnership>("Partnerships.UpdatePartnership", update), IsOk());
  ReadAs(Role::kReader);
  programme::v1::ListProjectsRequest request;
  request.set_parent("partnerships/p");
  EXPECT_THAT(CallMethod<programme::v1::ListProjectsResponse>("Projects.ListProjects", request),
              StatusIs(absl::StatusCode::kNotFound))
      << "as for a partnership that never was";
}

TEST_F(ExemptTest, IsMentionedNowhere) {
  programme::v1::UpdateProjectRequest update;
  update.mutable_project()->set_name("partnerships/p/projects/b");
  update.mutable_project()->set_programme("partnerships/p/programmes/g");
  update.mutable_update_mask()->add_paths("programme");
  programme::v1::CreateProgrammeRequest create;
  create.set_parent("partnerships/p");
  create.set_programme_id("g");
  create.mutable_programme()->set_title("A programme");
  create.mutable_programme()->set_marking(type::v1::MARKING_EXEMPT);
  create.set_effective_date(kDay);
  ASSERT_THAT(CallMethod<Programme>("Programmes.CreateProgramme", create), IsOk());
  update.set_effective_date(kDay);
  ASSERT_THAT(CallMethod<Project>("Projects.UpdateProject", update), IsOk());
  EXPECT_EQ(GetProject("b")->programme(), "partnerships/p/programmes/g");
  ReadAs(Role::kReader);
  auto read = GetProject("b");
  ASSERT_THAT(read, IsOk()) << "a mention does not make it exempt";
  EXPECT_EQ(read->programme(), "");
  EXPECT_THAT(Projects(), ElementsAre("a", "b"));
}

TEST_F(ExemptTest, IsNotInTheFeed) {
  Mark("a", type::v1::MARKING_EXEMPT, kDay);
  const int64_t newest = Sequence();
  const Feed feed(database_.get(), "programme", [] {});
  const auto all = feed.List({}, caller_);
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->changes_size(), newest);
  ReadAs(Role::kReader);
  const auto listed = feed.List({}, caller_);
  ASSERT_THAT(listed, IsOk());
  std::vector<std::string> names;
  for (const auto& change : listed->changes()) names.push_back(change.payload().name());
  EXPECT_THAT(names, ElementsAre("partnerships/p", "partnerships/p/projects/b"));
  EXPECT_EQ(listed->reached().position(), newest) << "a reader goes on behind them";
}

TEST_F(ExemptTest, OfAPeerIsHeededToo) {
  test::Execute(*database_,
                "INSERT INTO peer_resource VALUES ('partnerships/p/benefits/b', '2011-01-01', 1,"
                " 'benefits', 'concordat.dev/Benefit', 'uid', '9999-12-31', 0, NULL, 1)");
  const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
    const ResourceType& type = ledger_.registry().TypeOf<Project>();
    const std::set<std::string> names = {"partnerships/p/benefits/b", "partnerships/p/benefits/c"};
    auto exempt = ExemptAmong(connection, type, names, absl::CivilDay(2011, 6, 30));
    EXPECT_THAT(exempt.value(), ElementsAre("partnerships/p/benefits/b"));
    EXPECT_TRUE(*MayBeExempt(connection, ledger_.registry(), "partnerships/p", {}));
    EXPECT_FALSE(*MayBeExempt(connection, ledger_.registry(), "partnerships/q", {}));
    return exempt.status();
  });
  EXPECT_THAT(status, IsOk());
}

TEST(IsOfAny, IsWhatLiesBelowOrBelongs) {
  Issue issue;
  issue.set_name("partnerships/p/issues/i");
  issue.set_project("partnerships/p/projects/a");
  EXPECT_TRUE(IsOfAny({"partnerships/p/projects/a"}, issue));
  EXPECT_TRUE(IsOfAny({"partnerships/p"}, issue));
  EXPECT_FALSE(IsOfAny({"partnerships/p/projects/b"}, issue));
}

TEST(LeaveOutMentions, TakesNamesOutOfFieldsListsAndWhatIsWithin) {
  Project project;
  project.set_title("partnerships/p/programmes/g");
  project.set_programme("partnerships/p/programmes/g");
  project.mutable_source()->set_document("partnerships/p/sourceDocuments/d");
  LeaveOutMentions({"partnerships/p/programmes/g", "partnerships/p/sourceDocuments/d"}, &project);
  EXPECT_EQ(project.programme(), "");
  EXPECT_EQ(project.source().document(), "");
  EXPECT_EQ(project.title(), "partnerships/p/programmes/g") << "a text is no reference";
}

}  // namespace
}  // namespace concordat
