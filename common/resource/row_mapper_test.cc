#include "common/resource/row_mapper.h"

#include <gtest/gtest.h>

#include "concordat/programme/v1/project.pb.h"

namespace concordat {
namespace {

TEST(DropEmptyMessages, LeavesElementsAndTimes) {
  programme::v1::Project project;
  project.mutable_source();
  project.mutable_create_time();
  project.add_stated_dates()->mutable_source();
  project.add_stated_dates()->mutable_source()->set_row("7");
  DropEmptyMessages(&project);
  EXPECT_FALSE(project.has_source());
  EXPECT_TRUE(project.has_create_time()) << "the beginning of 1970 is a time";
  ASSERT_EQ(project.stated_dates_size(), 2);
  EXPECT_FALSE(project.stated_dates(0).has_source());
  EXPECT_EQ(project.stated_dates(1).source().row(), "7");
}

}  // namespace
}  // namespace concordat
