#include "common/resource/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/text.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_database.h"

namespace concordat {
namespace {

using test::IsOk;
using testing::HasSubstr;

TEST(SchemaTest, TheSqlThatATableLacksIsTold) {
  auto& database = test::TestDatabase::Shared();
  const auto connection = *Connection::Open(database.Options(database.NewSchema()));
  const ResourceType type = *ResourceType::FromDescriptor(programme::v1::Council::descriptor());
  EXPECT_THAT(ToStd(CheckTables(*connection, {&type}).message()),
              HasSubstr("CREATE TABLE `council`"));
  ASSERT_THAT(connection->Execute("CREATE TABLE council (name VARCHAR(400))"), IsOk());
  const std::string lacks(ToStd(CheckTables(*connection, {&type}).message()));
  EXPECT_THAT(lacks, HasSubstr("ALTER TABLE `council` ADD COLUMN `gss_code`"));
  EXPECT_THAT(lacks, testing::ContainsRegex("`gss_code` VARCHAR.[^\n]* NOT NULL DEFAULT .''.;"))
      << "for a replica of the version before";
  EXPECT_THAT(lacks, testing::Not(HasSubstr("ADD COLUMN `name`")));
  EXPECT_THAT(lacks, HasSubstr("ALTER TABLE `council` ADD KEY in_force (superseded_by, name);"));
}

TEST(SchemaTest, ATableOfAListIsAskedForToo) {
  auto& database = test::TestDatabase::Shared();
  const auto connection = *Connection::Open(database.Options(database.NewSchema()));
  const ResourceType type = *ResourceType::FromDescriptor(programme::v1::Project::descriptor());
  const std::string tables = CreateTables(type);
  ASSERT_THAT(connection->RunScript(tables), IsOk());
  EXPECT_THAT(CheckTables(*connection, {&type}), IsOk());
  ASSERT_THAT(connection->RunScript("ALTER TABLE project_stated_dates DROP COLUMN date_first"),
              IsOk());
  EXPECT_THAT(ToStd(CheckTables(*connection, {&type}).message()),
              HasSubstr("ALTER TABLE `project_stated_dates` ADD COLUMN `date_first` DATE NULL;"));
  ASSERT_THAT(connection->RunScript("DROP TABLE project_stated_dates"), IsOk());
  const std::string lacks(ToStd(CheckTables(*connection, {&type}).message()));
  EXPECT_THAT(lacks, testing::EndsWith(tables.substr(tables.find("\nCREATE TABLE") + 1)));
  EXPECT_THAT(lacks, testing::Not(HasSubstr("CREATE TABLE `project` ")));
}

}  // namespace
}  // namespace concordat
