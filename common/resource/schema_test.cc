#include "common/resource/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/text.h"
#include "concordat/programme/v1/council.pb.h"
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
  EXPECT_THAT(lacks, testing::Not(HasSubstr("ADD COLUMN `name`")));
}

}  // namespace
}  // namespace concordat
