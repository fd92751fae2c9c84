#include "common/identity/access.h"

#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "concordat/programme/v1/council_service.pb.h"
#include "concordat/programme/v1/partnership_service.pb.h"
#include "concordat/programme/v1/project_service.pb.h"
#include "tests/support/places.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;

using absl::StatusCode;
using google::protobuf::Message;

Caller CallerOf(Role role, std::vector<std::string> partnerships = {"north"}) {
  Caller caller;
  caller.roles = {role};
  caller.partnerships = std::move(partnerships);
  caller.council = "redditch";
  return caller;
}

programme::v1::GetProjectRequest Get(const std::string& name) {
  programme::v1::GetProjectRequest request;
  request.set_name(name);
  return request;
}

programme::v1::UpdateProjectRequest Update(const std::string& name) {
  programme::v1::UpdateProjectRequest request;
  request.mutable_project()->set_name(name);
  return request;
}

StatusCode Code(const Caller& caller, Access access, const Message& request) {
  return CheckCaller(caller, access, request).code();
}

MethodRules Method(Access access) {
  MethodRules rules;
  rules.access = access;
  return rules;
}

TEST(CheckPeer, LetsServicesReadTheLedgerForThemselves) {
  EXPECT_THAT(CheckPeer("risk-service", Method(type::v1::ACCESS_LEDGER_READ), false), IsOk());
  EXPECT_THAT(CheckPeer("gateway", Method(type::v1::ACCESS_READ), true), IsOk());
  EXPECT_THAT(CheckPeer("gateway", Method(type::v1::ACCESS_LEDGER_IMPORT), true), IsOk());
}

TEST(CheckPeer, LetsServicesAskForThemselvesWhatIsAnsweredToServicesAlone) {
  MethodRules part = Method(type::v1::ACCESS_READ);
  part.internal = true;
  part.for_peers = true;
  EXPECT_THAT(CheckPeer("programme-service", part, false), IsOk());
  EXPECT_THAT(CheckPeer("gateway", part, false), StatusIs(absl::StatusCode::kUnauthenticated));
  EXPECT_THAT(CheckPeer("stranger", part, false), StatusIs(absl::StatusCode::kPermissionDenied));
  MethodRules of_callers = part;
  of_callers.internal = false;
  MethodRules of_the_gateway = part;
  of_the_gateway.for_peers = false;
  MethodRules changes = part;
  changes.access = type::v1::ACCESS_WRITE;
  for (const MethodRules& other : {of_callers, of_the_gateway, changes}) {
    EXPECT_THAT(CheckPeer("programme-service", other, false),
                StatusIs(absl::StatusCode::kUnauthenticated));
  }
}

TEST(CheckPeer, AsksForACallerForTheRest) {
  for (const Access access : {type::v1::ACCESS_READ, type::v1::ACCESS_WRITE,
                              type::v1::ACCESS_IMPORT, type::v1::ACCESS_LEDGER_IMPORT}) {
    EXPECT_THAT(CheckPeer("gateway", Method(access), false),
                StatusIs(absl::StatusCode::kUnauthenticated));
  }
  EXPECT_THAT(CheckPeer("risk-service", Method(type::v1::ACCESS_LEDGER_IMPORT), true),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST(Access, NobodyMayWhatNoProtoStates) {
  EXPECT_THAT(CheckPeer("gateway", Method(type::v1::ACCESS_UNSPECIFIED), true),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(Code(CallerOf(Role::kPartnershipOffice, {"*"}), type::v1::ACCESS_UNSPECIFIED,
                 Get("partnerships/north/projects/a")),
            StatusCode::kPermissionDenied);
}

TEST(CheckPeer, RefusesStrangers) {
  for (const char* peer : {"", "operator", "gateway2"}) {
    EXPECT_THAT(CheckPeer(peer, Method(type::v1::ACCESS_LEDGER_READ), true),
                StatusIs(absl::StatusCode::kPermissionDenied))
        << peer;
  }
}

TEST(CheckCaller, HidesPartnershipsThatAreNotTheCallers) {
  const Caller office = CallerOf(Role::kPartnershipOffice);
  EXPECT_EQ(Code(office, type::v1::ACCESS_READ, Get("partnerships/south/projects/a")),
            StatusCode::kNotFound);
  EXPECT_EQ(Code(office, type::v1::ACCESS_READ, Get("partnerships/-/projects/a")),
            StatusCode::kNotFound);
  EXPECT_EQ(Code(office, type::v1::ACCESS_WRITE, Update("partnerships/south/projects/a")),
            StatusCode::kNotFound);
  ledger::v1::ImportResourcesRequest import;
  import.set_partnership("south");
  EXPECT_EQ(Code(office, type::v1::ACCESS_LEDGER_IMPORT, import), StatusCode::kNotFound);
  EXPECT_EQ(Code(CallerOf(Role::kReader, {"*"}), type::v1::ACCESS_READ,
                 Get("partnerships/south/projects/a")),
            StatusCode::kOk);
}

// What is said in a body moves no call into a partnership.
TEST(CheckCaller, ANameInTheBodyOfACreationCountsForNothing) {
  programme::v1::CreateCouncilRequest council;
  council.mutable_council()->set_name("partnerships/north/projects/x");
  programme::v1::CreatePartnershipRequest partnership;
  partnership.mutable_partnership()->set_name("partnerships/north");
  programme::v1::CreateProjectRequest project;
  project.set_parent("partnerships/south");
  project.mutable_project()->set_name("partnerships/north/projects/x");
  for (const Role role : {Role::kPartnershipOffice, Role::kIntegration, Role::kCouncilEditor}) {
    const Caller caller = CallerOf(role);
    EXPECT_EQ(Code(caller, type::v1::ACCESS_WRITE, council), StatusCode::kPermissionDenied);
    EXPECT_EQ(Code(caller, type::v1::ACCESS_WRITE, partnership), StatusCode::kPermissionDenied);
    EXPECT_EQ(Code(caller, type::v1::ACCESS_WRITE, project), StatusCode::kNotFound);
    project.clear_parent();
    EXPECT_EQ(Code(caller, type::v1::ACCESS_WRITE, project), StatusCode::kPermissionDenied);
    project.set_parent("partnerships/south");
  }
}

TEST(CheckCaller, ACouncilsRoleWithoutACouncilWritesNothing) {
  const auto update = Update("partnerships/north/projects/a");
  for (const Role role : {Role::kCouncilEditor, Role::kCouncilApprover}) {
    Caller caller = CallerOf(role);
    caller.council.clear();
    EXPECT_EQ(Code(caller, type::v1::ACCESS_WRITE, update), StatusCode::kPermissionDenied);
    EXPECT_EQ(Code(caller, type::v1::ACCESS_READ, Get("partnerships/north/projects/a")),
              StatusCode::kOk);
  }
}

// Role by whose record it is: its own council's, another's, nobody's by kind or by choice.
TEST(CheckCouncil, EachRoleDoesWhatTheTableSays) {
  benefits::v1::Share own, other, joint;
  own.set_council("councils/redditch");
  other.set_council("councils/bromsgrove");
  const programme::v1::Project of_no_council_by_kind;
  for (const auto& [role, all] :
       std::vector<std::pair<Role, bool>>{{Role::kCouncilEditor, false},
                                          {Role::kCouncilApprover, false},
                                          {Role::kPartnershipOffice, true},
                                          {Role::kIntegration, true}}) {
    Caller caller = CallerOf(role);
    caller.council = "redditch";
    EXPECT_THAT(CheckCouncil(caller, own), IsOk());
    EXPECT_THAT(CheckCouncil(caller, of_no_council_by_kind), IsOk());
    EXPECT_EQ(CheckCouncil(caller, other).ok(), all);
    EXPECT_EQ(CheckCouncil(caller, joint).ok(), all);
    caller.council.clear();
    EXPECT_EQ(CheckCouncil(caller, own).ok(), all);
    caller.roles.push_back(Role::kPartnershipOffice);
    EXPECT_THAT(CheckCouncil(caller, other), IsOk()) << "the widest of its roles";
  }
}

TEST(CheckCaller, EachRoleDoesWhatTheTableSays) {
  const auto name = "partnerships/north/projects/a";
  for (const Role role : {Role::kReader, Role::kAuditor, Role::kOperator}) {
    EXPECT_EQ(Code(CallerOf(role), type::v1::ACCESS_READ, Get(name)), StatusCode::kOk);
    EXPECT_EQ(Code(CallerOf(role), type::v1::ACCESS_WRITE, Update(name)),
              StatusCode::kPermissionDenied);
  }
  for (const Role role : {Role::kCouncilEditor, Role::kCouncilApprover, Role::kPartnershipOffice,
                          Role::kIntegration}) {
    EXPECT_EQ(Code(CallerOf(role), type::v1::ACCESS_WRITE, Update(name)), StatusCode::kOk);
  }
  ledger::v1::ImportResourcesRequest import;
  import.set_partnership("north");
  EXPECT_EQ(Code(CallerOf(Role::kCouncilEditor), type::v1::ACCESS_LEDGER_IMPORT, import),
            StatusCode::kPermissionDenied);
  EXPECT_EQ(Code(CallerOf(Role::kIntegration), type::v1::ACCESS_LEDGER_IMPORT, import),
            StatusCode::kOk);
}

TEST(CheckCaller, WithoutARoleNothingIsAllowed) {
  Caller nobody;
  nobody.partnerships = {"*"};
  const absl::Status status =
      CheckCaller(nobody, type::v1::ACCESS_READ, Get("partnerships/a/projects/b"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(ReasonOf(status), "ROLE_NOT_ALLOWED");
}

TEST(CheckCaller, OnlyThoseOfAllPartnershipsChangeWhatNoneOwns) {
  programme::v1::CreateCouncilRequest council;
  council.mutable_council()->set_title("Redditch");
  programme::v1::CreatePartnershipRequest partnership;
  partnership.mutable_partnership()->set_title("North");
  for (const Message* request :
       {static_cast<const Message*>(&council), static_cast<const Message*>(&partnership)}) {
    EXPECT_EQ(Code(CallerOf(Role::kPartnershipOffice, {"*"}), type::v1::ACCESS_WRITE, *request),
              StatusCode::kOk);
    EXPECT_EQ(Code(CallerOf(Role::kOperator, {"*"}), type::v1::ACCESS_WRITE, *request),
              StatusCode::kOk);
    EXPECT_EQ(Code(CallerOf(Role::kPartnershipOffice), type::v1::ACCESS_WRITE, *request),
              StatusCode::kPermissionDenied);
    EXPECT_EQ(Code(CallerOf(Role::kIntegration, {"*"}), type::v1::ACCESS_WRITE, *request),
              StatusCode::kPermissionDenied);
  }
}

TEST(CheckCaller, ImportingWhatNoneOwnsIsLikeChangingIt) {
  const ledger::v1::ImportResourcesRequest global;
  EXPECT_EQ(Code(CallerOf(Role::kPartnershipOffice, {"*"}), type::v1::ACCESS_LEDGER_IMPORT, global),
            StatusCode::kOk);
  EXPECT_EQ(Code(CallerOf(Role::kOperator, {"*"}), type::v1::ACCESS_LEDGER_IMPORT, global),
            StatusCode::kOk);
  for (const Role role : {Role::kPartnershipOffice, Role::kOperator}) {
    EXPECT_EQ(Code(CallerOf(role), type::v1::ACCESS_LEDGER_IMPORT, global),
              StatusCode::kPermissionDenied);
  }
  for (const Role role : {Role::kIntegration, Role::kCouncilEditor, Role::kReader}) {
    EXPECT_EQ(Code(CallerOf(role, {"*"}), type::v1::ACCESS_LEDGER_IMPORT, global),
              StatusCode::kPermissionDenied);
  }
}

TEST(CheckCaller, ItsOwnPartnershipIsTheOfficesToChange) {
  programme::v1::UpdatePartnershipRequest request;
  request.mutable_partnership()->set_name("partnerships/north");
  EXPECT_EQ(Code(CallerOf(Role::kPartnershipOffice), type::v1::ACCESS_WRITE, request),
            StatusCode::kOk);
  EXPECT_EQ(Code(CallerOf(Role::kCouncilEditor), type::v1::ACCESS_WRITE, request),
            StatusCode::kPermissionDenied);
}

TEST(Access, IsDocumented) {
  const std::string page = test::ReadFile(test::InSources("docs/reference/access.md"));
  EXPECT_NE(page.find(RenderAccessTables()), std::string::npos)
      << "docs/reference/access.md should hold:\n"
      << RenderAccessTables();
}

TEST(SeesExempt, TakesOneRoleThatMay) {
  Caller caller;
  EXPECT_TRUE(SeesExempt(caller)) << "a service that works for itself";
  caller.assertion = "one that names no role";
  EXPECT_FALSE(SeesExempt(caller));
  caller.roles = {Role::kReader};
  EXPECT_FALSE(SeesExempt(caller));
  caller.roles = {Role::kReader, Role::kAuditor};
  EXPECT_TRUE(SeesExempt(caller));
}

}  // namespace
}  // namespace concordat
